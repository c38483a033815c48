package io.rhapsode.synth.compute.torch;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.checkpoint.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The one owner of a set of native handles: what a scope hands out is freed when the scope closes,
 * newest first, and by nobody else.
 *
 * <p>One step opens one scope; a model or a slot keeps a longer one for its state. Not thread-safe:
 * a scope belongs to the thread that opened it until it is handed over whole.
 */
public final class TensorScope implements AutoCloseable {
  private static final AtomicLong LIVE_HANDLES = new AtomicLong();

  private static final LongAdder READS = new LongAdder();

  private final PtNDManager manager;
  private final Deque<IValue> owned = new ArrayDeque<>();
  private long arrays;

  TensorScope(PtNDManager parent) {
    this.manager = (PtNDManager) parent.newSubManager();
  }

  /**
   * Counts the handles of all scopes of the process that are still open.
   *
   * @return values and tensors not yet freed
   */
  public static long liveHandles() {
    return LIVE_HANDLES.get();
  }

  /** How often the process has waited for numbers out of native memory so far. */
  public static long reads() {
    return READS.sum();
  }

  /**
   * Puts numbers into a tensor on the scope's device.
   *
   * @param values the numbers, row by row
   * @param shape the tensor's shape
   * @return float32 tensor
   */
  public IValue floats(float[] values, long... shape) {
    return tensor((PtNDArray) manager.create(values, new Shape(shape)));
  }

  /**
   * Puts whole numbers into a tensor on the scope's device.
   *
   * @param values the numbers, row by row
   * @param shape the tensor's shape
   * @return int64 tensor
   */
  public IValue longs(long[] values, long... shape) {
    return tensor((PtNDArray) manager.create(values, new Shape(shape)));
  }

  /**
   * Gives names to the tensors of a checkpoint. On the CPU a tensor is a window onto its buffer,
   * without a copy: the scope keeps the buffer, and what the program makes of it must not outlive
   * the scope.
   *
   * @param tensors name to contents
   * @return dictionary of string to tensor
   */
  public IValue dictionary(Map<String, TensorData> tensors) {
    Map<String, PtNDArray> arraysByName = new LinkedHashMap<>();
    tensors.forEach((name, data) -> arraysByName.put(name, array(data)));
    IValue dictionary = own(IValue.stringMapFrom(arraysByName));
    return tensors.values().stream().anyMatch(data -> data.type() == ElementType.BF16)
        ? call(Bits.PROGRAM, "as_bfloat16", dictionary)
        : dictionary;
  }

  /** Loaded when it is first needed, and there for as long as the process. */
  private static final class Bits {
    private static final TorchModule PROGRAM =
        TorchModule.load("io.rhapsode.synth.compute.torch.bits", "Bits", TorchDevice.CPU);
  }

  /**
   * Passes a whole number.
   *
   * @param value the number
   * @return TorchScript int
   */
  public IValue integer(long value) {
    return own(IValue.from(value));
  }

  /**
   * Passes a list of whole numbers.
   *
   * @param values the numbers
   * @return TorchScript list of int
   */
  public IValue integers(long... values) {
    return own(IValue.listFrom(values));
  }

  /**
   * Passes a floating-point number.
   *
   * @param value the number
   * @return TorchScript float
   */
  public IValue real(double value) {
    return own(IValue.from(value));
  }

  /**
   * Passes a list of floating-point numbers.
   *
   * @param values the numbers
   * @return TorchScript list of float
   */
  public IValue reals(double... values) {
    return own(IValue.listFrom(values));
  }

  /**
   * Passes a truth value.
   *
   * @param value the truth value
   * @return TorchScript bool
   */
  public IValue flag(boolean value) {
    return own(IValue.from(value));
  }

  /**
   * Passes a text.
   *
   * @param value the text
   * @return TorchScript str
   */
  public IValue text(String value) {
    return own(IValue.from(value));
  }

  /**
   * Passes several values of one type; they keep their owners.
   *
   * @param values at least one value
   * @return TorchScript list
   */
  public IValue list(IValue... values) {
    return own(IValue.listFrom(values));
  }

  /**
   * Calls a method of a program; the result belongs to this scope.
   *
   * @param module the program
   * @param method name of the method
   * @param arguments what the method takes, without {@code self}
   * @return what the method returns
   */
  public IValue call(TorchModule module, String method, IValue... arguments) {
    return own(module.run(method, arguments));
  }

  /**
   * Copies a tensor out of native memory.
   *
   * @param value a float32 tensor
   * @return its numbers, row by row
   */
  public float[] toFloats(IValue value) {
    try (PtNDArray array = value.toTensor(manager)) {
      READS.increment();
      return array.toFloatArray();
    }
  }

  /**
   * Copies a tensor and its shape out of native memory.
   *
   * @param value a float32 tensor
   * @return contents and shape
   */
  public TensorData toData(IValue value) {
    try (PtNDArray array = value.toTensor(manager)) {
      READS.increment();
      return TensorData.ofFloats(array.toFloatArray(), array.getShape().getShape());
    }
  }

  /** Frees everything that this scope handed out. Closing twice does nothing. */
  @Override
  public void close() {
    LIVE_HANDLES.addAndGet(-owned.size() - arrays);
    while (!owned.isEmpty()) {
      owned.removeLast().close();
    }
    arrays = 0;
    manager.close();
  }

  private IValue tensor(PtNDArray array) {
    arrays++;
    LIVE_HANDLES.incrementAndGet();
    return own(IValue.from(array));
  }

  private PtNDArray array(TensorData data) {
    arrays++;
    LIVE_HANDLES.incrementAndGet();
    ByteBuffer bytes = data.bytes().order(ByteOrder.nativeOrder());
    // DJL makes no bfloat16 tensors (it ends the process): they come in as float16 and are renamed.
    DataType type = data.type() == ElementType.BF16 ? DataType.FLOAT16 : DataType.FLOAT32;
    return manager.create(bytes, new Shape(data.shape()), type);
  }

  private IValue own(IValue value) {
    owned.addLast(value);
    LIVE_HANDLES.incrementAndGet();
    return value;
  }
}

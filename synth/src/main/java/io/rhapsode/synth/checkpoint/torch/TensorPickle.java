package io.rhapsode.synth.checkpoint.torch;

import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the pickle of one tensor says. It is read as data: names of functions stay names, and only
 * the call that rebuilds a dense tensor is understood. Own code: a library would run the pickle.
 *
 * @param type of the elements
 * @param storage name of the storage's entry
 * @param storageElements elements that the storage holds
 * @param offset element of the storage that comes first
 * @param shape extents, outermost first
 */
record TensorPickle(
    ElementType type, String storage, long storageElements, long offset, List<Long> shape) {
  private static final String REBUILD = "torch._utils _rebuild_tensor_v2";

  private static final Map<String, ElementType> STORAGES =
      Map.of(
          "torch BFloat16Storage", ElementType.BF16,
          "torch HalfStorage", ElementType.F16,
          "torch FloatStorage", ElementType.F32);

  TensorPickle {
    shape = List.copyOf(shape);
  }

  /** Number of elements of the tensor. */
  long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** Length of the storage. */
  long storageBytes() {
    return Math.multiplyExact(storageElements, type.bytes());
  }

  /**
   * @param file for messages
   * @throws CheckpointException if it is anything but one dense tensor
   */
  static TensorPickle parse(Path file, byte[] pickle) throws CheckpointException {
    try {
      return tensor(new Reader(pickle).read());
    } catch (IllegalArgumentException | ArithmeticException exception) {
      throw new CheckpointException(
          file, "data.pkl is not that of one tensor: " + exception.getMessage(), exception);
    }
  }

  /** A name of Python's, never looked up. */
  private record Global(String name) {}

  /** A call that is not made. */
  private record Call(Object function, Object arguments) {}

  /** What a persistent id stands for. */
  private record Persistent(Object id) {}

  private static TensorPickle tensor(Object root) {
    if (!(root instanceof Call call) || !call.function().equals(new Global(REBUILD))) {
      throw new IllegalArgumentException("it rebuilds no tensor");
    }
    List<?> arguments = tuple(call.arguments(), 6);
    if (!(arguments.get(0) instanceof Persistent persistent)) {
      throw new IllegalArgumentException("it has no storage");
    }
    List<?> storage = tuple(persistent.id(), 5);
    ElementType type = storage.get(1) instanceof Global global ? STORAGES.get(global.name()) : null;
    if (!"storage".equals(storage.get(0)) || type == null) {
      throw new IllegalArgumentException(
          "its storage is not of bfloat16, float16 or float32 but "
              + CheckpointException.quote(String.valueOf(storage.get(1))));
    }
    String key = String.valueOf(storage.get(2));
    if (!key.matches("\\d{1,9}")) {
      throw new IllegalArgumentException("its storage has no number");
    }
    List<Long> shape = numbers(arguments.get(2));
    TensorPickle read =
        new TensorPickle(type, key, number(storage.get(4)), number(arguments.get(1)), shape);
    requireDense(shape, numbers(arguments.get(3)));
    if (Math.addExact(read.offset(), read.elements()) > read.storageElements()) {
      throw new IllegalArgumentException("it reaches past the end of its storage");
    }
    return read;
  }

  private static void requireDense(List<Long> shape, List<Long> strides) {
    if (strides.size() != shape.size()) {
      throw new IllegalArgumentException("it has a stride too many or too few");
    }
    long expected = 1;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      if (strides.get(axis) != expected && shape.get(axis) != 1) {
        throw new IllegalArgumentException(
            "strides %s of shape %s do not lie row by row".formatted(strides, shape));
      }
      expected = Math.multiplyExact(expected, shape.get(axis));
    }
  }

  private static List<Long> numbers(Object tuple) {
    if (!(tuple instanceof List<?> items)) {
      throw new IllegalArgumentException("a shape or stride is missing");
    }
    return items.stream().map(TensorPickle::number).toList();
  }

  private static long number(Object value) {
    if (!(value instanceof Long number) || number < 0) {
      throw new IllegalArgumentException("a size is no whole number from 0");
    }
    return number;
  }

  private static List<?> tuple(Object value, int length) {
    if (!(value instanceof List<?> items) || items.size() < length) {
      throw new IllegalArgumentException("a tuple of %d is missing".formatted(length));
    }
    return items;
  }

  /** Puts a pickle's values together; knows the opcodes that tensors use and no others. */
  private static final class Reader {
    private static final Object MARK = new Object();

    private final ByteBuffer bytes;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    Reader(byte[] pickle) {
      this.bytes = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    Object read() {
      while (bytes.hasRemaining()) {
        int opcode = bytes.get() & 0xff;
        if (opcode == '.') {
          return pop();
        }
        apply(opcode);
      }
      throw new IllegalArgumentException("it has no end");
    }

    private void apply(int opcode) {
      switch (opcode) {
        case 0x80 -> take(1); // PROTO
        case 'c' -> stack.add(new Global(line() + " " + line()));
        case 'q' -> memo.put(take(1)[0] & 0xff, top());
        case 'r' -> memo.put(integer(), top());
        case 'h' -> stack.add(remembered(take(1)[0] & 0xff));
        case 'j' -> stack.add(remembered(integer()));
        case '(' -> stack.add(MARK);
        case 'X' -> stack.add(new String(take(integer()), StandardCharsets.UTF_8));
        case 'K' -> stack.add((long) (take(1)[0] & 0xff));
        case 'M' -> stack.add((long) take16());
        case 'J' -> stack.add((long) integer());
        case 0x8a -> stack.add(longNumber());
        case 0x88 -> stack.add(Boolean.TRUE);
        case 0x89 -> stack.add(Boolean.FALSE);
        case ')' -> stack.add(List.of());
        case 0x85 -> stack.add(popped(1));
        case 0x86 -> stack.add(popped(2));
        case 0x87 -> stack.add(popped(3));
        case 't' -> stack.add(toMark());
        case 'Q' -> stack.add(new Persistent(pop()));
        case 'R' -> {
          Object arguments = pop();
          stack.add(new Call(pop(), arguments));
        }
        default ->
            throw new IllegalArgumentException("opcode 0x%02x is none of it".formatted(opcode));
      }
    }

    private byte[] take(int count) {
      if (count < 0 || count > bytes.remaining()) {
        throw new IllegalArgumentException("it is cut short");
      }
      byte[] taken = new byte[count];
      bytes.get(taken);
      return taken;
    }

    private int integer() {
      return ByteBuffer.wrap(take(Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private int take16() {
      return ByteBuffer.wrap(take(Short.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getShort() & 0xffff;
    }

    private long longNumber() {
      byte[] digits = take(take(1)[0] & 0xff);
      long value = 0;
      if (digits.length > Long.BYTES) {
        throw new IllegalArgumentException("a number is too large");
      }
      for (int i = digits.length - 1; i >= 0; i--) {
        value = value << 8 | (digits[i] & 0xff);
      }
      return value;
    }

    private String line() {
      int start = bytes.position();
      while (take(1)[0] != '\n') {
        // Up to the line's end.
      }
      return new String(
          bytes.array(), start, bytes.position() - start - 1, StandardCharsets.ISO_8859_1);
    }

    private Object top() {
      if (stack.isEmpty()) {
        throw new IllegalArgumentException("a value is missing");
      }
      return stack.get(stack.size() - 1);
    }

    private Object pop() {
      Object value = top();
      stack.remove(stack.size() - 1);
      return value;
    }

    private Object remembered(int key) {
      Object value = memo.get(key);
      if (value == null) {
        throw new IllegalArgumentException("a value is missing");
      }
      return value;
    }

    private List<Object> popped(int count) {
      if (stack.size() < count) {
        throw new IllegalArgumentException("a value is missing");
      }
      List<Object> tail = stack.subList(stack.size() - count, stack.size());
      List<Object> items = new ArrayList<>(tail);
      tail.clear();
      return items;
    }

    private List<Object> toMark() {
      int mark = stack.lastIndexOf(MARK);
      if (mark < 0) {
        throw new IllegalArgumentException("a mark is missing");
      }
      List<Object> items = popped(stack.size() - mark - 1);
      pop();
      return items;
    }
  }
}

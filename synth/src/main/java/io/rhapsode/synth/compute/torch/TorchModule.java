package io.rhapsode.synth.compute.torch;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/**
 * A loaded TorchScript program: a module without state whose methods make and use the objects that
 * hold weights and state.
 *
 * <p>Every call is one native call and runs in inference mode, without gradients. Methods may be
 * called from several threads at once as long as no two of them change the same state.
 */
public final class TorchModule implements AutoCloseable {
  private static final LongAdder CALLS = new LongAdder();

  private final String name;
  private final PtNDManager manager;
  private final PtSymbolBlock block;

  private TorchModule(String name, PtNDManager manager, PtSymbolBlock block) {
    this.name = name;
    this.manager = manager;
    this.block = block;
  }

  /**
   * Reads, packs and loads a program.
   *
   * @param module dotted name of the resource that holds the module class
   * @param className simple name of the module class
   * @param device where its tensors live
   * @return the program; the caller closes it, after every scope made from it
   * @throws IllegalStateException if TorchScript refuses the program
   */
  public static TorchModule load(String module, String className, TorchDevice device) {
    return load(TorchSource.ofModule(module), TorchSource.qualifiedName(module, className), device);
  }

  static TorchModule load(TorchSource source, String qualifiedName, TorchDevice device) {
    byte[] archive = TorchArchive.bytes(source, qualifiedName);
    PtNDManager manager = (PtNDManager) NativeEngine.get().newBaseManager(device.djlDevice());
    try (ByteArrayInputStream stream = new ByteArrayInputStream(archive)) {
      PtSymbolBlock block = JniUtils.loadModule(manager, stream, true, false);
      return new TorchModule(qualifiedName, manager, block);
    } catch (IOException | EngineException e) {
      manager.close();
      throw new IllegalStateException("cannot load TorchScript program " + qualifiedName, e);
    }
  }

  /** Native calls of all programs of the process so far. */
  public static long calls() {
    return CALLS.sum();
  }

  /**
   * Opens a scope on the program's device.
   *
   * @return the scope; the caller closes it
   */
  public TensorScope scope() {
    return new TensorScope(manager);
  }

  IValue run(String method, IValue... arguments) {
    // Belongs to the thread, so it is set with every call. The optimiser takes an empty list or
    // dictionary for a constant and gives the same one to every object made; and it compiles again
    // for new shapes, in the middle of a stream.
    JniUtils.setGraphExecutorOptimize(false);
    CALLS.increment();
    try {
      return IValueUtils.runMethod(block, method, arguments);
    } catch (EngineException e) {
      throw new IllegalStateException("%s.%s failed".formatted(name, method), e);
    }
  }

  /** Frees the program. */
  @Override
  public void close() {
    block.close();
    manager.close();
  }
}

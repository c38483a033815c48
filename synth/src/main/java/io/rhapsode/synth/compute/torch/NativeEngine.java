package io.rhapsode.synth.compute.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/** The process's one PyTorch engine, set up before its native library is first used. */
final class NativeEngine {
  private static final String OFFLINE = "ai.djl.offline";

  private NativeEngine() {}

  /**
   * Returns the engine, loaded if need be from the natives on the class path. Unless the user says
   * otherwise, DJL is told to stay offline: it neither fetches other natives nor reports its use.
   */
  static Engine get() {
    if (System.getProperty(OFFLINE) == null) {
      System.setProperty(OFFLINE, "true");
    }
    Engine engine = Engine.getEngine("PyTorch");
    // Parallel work is split between calls, not within one: threads that wait for one another
    // inside an operation are ruinous as soon as anything else wants a core.
    JniUtils.setNumThreads(1);
    return engine;
  }
}

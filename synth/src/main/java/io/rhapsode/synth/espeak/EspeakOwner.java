package io.rhapsode.synth.espeak;

import java.util.function.Function;

/**
 * The one owner of espeak-ng in this process. The library is not thread-safe and its state is
 * global, so whoever wants it waits here; no work is done in parallel, whatever the number of
 * threads.
 */
final class EspeakOwner {
  /**
   * An interned string is one object for all class loaders of a JVM, as the library is one for the
   * process: two jobs of a Flink task manager that each bring their own copy of this class exclude
   * each other too.
   */
  private static final Object PROCESS_LOCK = "io.rhapsode.synth.espeak.EspeakOwner".intern();

  private EspeakOwner() {}

  /** Gives a freshly loaded library to {@code work}, alone. */
  static <T> T with(EspeakInstallation installation, Function<EspeakLibrary, T> work) {
    synchronized (PROCESS_LOCK) {
      try (EspeakLibrary library = EspeakLibrary.open(installation)) {
        return work.apply(library);
      }
    }
  }
}

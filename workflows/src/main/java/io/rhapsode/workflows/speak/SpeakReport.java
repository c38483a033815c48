package io.rhapsode.workflows.speak;

import java.io.PrintStream;

/** Says how quick a text was spoken. Times are those of {@link System#nanoTime()}. */
public final class SpeakReport {
  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private final PrintStream err;
  private final boolean quiet;
  private final long start;
  private final long ready;
  private long firstSound;

  /**
   * @param quiet to say only what is wrong
   * @param start when the command began
   * @param ready when the voice was loaded
   */
  public SpeakReport(PrintStream err, boolean quiet, long start, long ready) {
    this.err = err;
    this.quiet = quiet;
    this.start = start;
    this.ready = ready;
  }

  /** There is sound. */
  public void sounds() {
    if (firstSound == 0) {
      firstSound = System.nanoTime();
    }
  }

  public void end(double seconds, boolean cut, String where) {
    if (!quiet) {
      sayHowQuick(seconds, where);
    }
    if (cut) {
      err.println(
          "warning: the model did not find the end of the speech, which was cut; try another"
              + " --seed");
    }
  }

  private void sayHowQuick(double seconds, String where) {
    double work = (System.nanoTime() - ready) / NANOS;
    err.println(
        "first audio after %.2f s (%.0f ms once the voice was loaded); %.1f s of audio, %.1fx real time: %s"
            .formatted(
                (firstSound - start) / NANOS,
                (firstSound - ready) / NANOS_PER_MILLI,
                seconds,
                seconds / work,
                where));
  }
}

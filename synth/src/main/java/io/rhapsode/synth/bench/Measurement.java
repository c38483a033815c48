package io.rhapsode.synth.bench;

/** One measurement of a model. */
public sealed interface Measurement {
  /** Stages of synthesis. */
  enum Stage {
    /** Reading the text of one utterance into its cache. */
    TEXT,
    /** Making the next frame of every utterance. */
    STEP,
    /** Turning frames of one utterance into sound. */
    DECODE
  }

  /**
   * Speed of a batch.
   *
   * @param slots utterances in flight
   * @param workers threads
   * @param audioSecondsPerSecond seconds of sound made in a second
   */
  record Throughput(int slots, int workers, double audioSecondsPerSecond) implements Measurement {}

  /**
   * Speed of a stream that has the model for itself and a listener who takes what there is.
   *
   * @param workers threads
   * @param audioSecondsPerSecond seconds of sound made in a second
   */
  record StreamSpeed(int workers, double audioSecondsPerSecond) implements Measurement {}

  /**
   * From asking for a text to holding its first frame, the voice being loaded.
   *
   * @param workers threads
   * @param millis milliseconds
   */
  record FirstAudio(int workers, double millis) implements Measurement {}

  /**
   * Streams beside a batch job that has work for all slots.
   *
   * @param streams how many at once
   * @param workers threads
   * @param firstAudioMillis longest time to first audio of a stream, in milliseconds
   * @param gapMillis longest time between two frames of a stream, in milliseconds
   */
  record Crowd(int streams, int workers, double firstAudioMillis, double gapMillis)
      implements Measurement {}

  /**
   * Work beside speaking, such as making a voice.
   *
   * @param name of the work
   * @param millis milliseconds
   */
  record Extra(String name, double millis) implements Measurement {}

  /**
   * Where the time goes: one native call of a stage, on one thread.
   *
   * @param stage what was called
   * @param rows utterances of a step, frames of a decoding, tokens of a text
   * @param millis best of several, in milliseconds
   */
  record StageTime(Stage stage, int rows, double millis) implements Measurement {}

  /**
   * What a step asks of the machine, counted from the model's dimensions, beside what the machine
   * does at its best.
   *
   * @param stepBytes weights that a step reads
   * @param stepFlop floating-point operations of a step for each sequence
   */
  record StepWork(long stepBytes, long stepFlop, MachineSpeed machine) implements Measurement {
    /** Share of the machine's bandwidth that a step reaches. */
    public double bandwidthShare(StageTime step) {
      return stepBytes / (step.millis() / 1000) / machine.bytesPerSecond();
    }

    /** Share of the machine's operations in a second that a step reaches. */
    public double flopShare(StageTime step) {
      return (double) stepFlop * step.rows() / (step.millis() / 1000) / machine.flopPerSecond();
    }
  }

  /**
   * What a step costs beside arithmetic, once warm.
   *
   * @param slots sequences of the step
   * @param calls native calls
   * @param reads times that the host waits for numbers of the device
   * @param keptHandles native handles more after the step than before it
   */
  record StepCounts(int slots, double calls, double reads, double keptHandles)
      implements Measurement {}

  /**
   * What is left at the end, everything being closed.
   *
   * @param peakMebibytes highest resident set of the process so far in MiB, -1 where unknown
   * @param liveTensors native handles not freed
   */
  record Memory(long peakMebibytes, long liveTensors) implements Measurement {}
}

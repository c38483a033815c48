package io.rhapsode.synth.generate.chunk;

/** What can be wrong with generated speech. */
public enum SpeechDefect {
  /** The bound on the number of frames was reached. */
  NO_END("speech did not end within its bound"),
  /** There are far fewer frames than the text needs. */
  ENDED_TOO_EARLY("speech ended far too early for its text"),
  /** There is nothing to hear. */
  SILENT("speech is silent");

  private final String description;

  SpeechDefect(String description) {
    this.description = description;
  }

  /** Returns the defect in words. */
  public String description() {
    return description;
  }
}

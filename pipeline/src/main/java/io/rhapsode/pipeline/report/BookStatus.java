package io.rhapsode.pipeline.report;

/** How the narration of a book ended. */
public enum BookStatus {
  /** Every character is in the audio or in the ledger with a reason. */
  COMPLETE,
  /** The files are there, but some text is missing from them. */
  PARTIAL,
  /** There is no audio. */
  FAILED
}

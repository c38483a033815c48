package io.rhapsode.pipeline.report;

/** How a work ended. */
public enum WorkStatus {
  /** Everything is there, or left out for a reason that the report tells. */
  COMPLETE,
  /** The files are there, but some text is missing from them. */
  PARTIAL,
  /** There is no audio. */
  FAILED
}

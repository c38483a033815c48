package io.rhapsode.pipeline.book;

/** Why text is not spoken. */
public enum SkipReason {
  /** Its role is on the list of skippable roles: footnote, page break, list of figures ... */
  ROLE,
  /** Not shown by a reading system: hidden, display:none, an alternative of something shown. */
  HIDDEN,
  /** A spine item outside the linear reading order. */
  NON_LINEAR,
  /** A table of contents or other list of links. */
  NAVIGATION,
  /** Repeated page header, page footer or page number of a paginated document. */
  PAGE_FURNITURE,
  /** Nothing in it can be spoken: ornaments, rules, lone punctuation. */
  NOTHING_TO_SPEAK,
  /** Outside the chapters that were asked for. */
  NOT_SELECTED,
  /** Left out by the manifest. */
  MANIFEST,
  /** A part of the document that is missing or damaged; how much text it held is not known. */
  UNREADABLE,
  /**
   * Who speaks: in a play a name before what is said; in subtitles also a hyphen of a change of
   * speaker.
   */
  SPEAKER_LABEL,
  /** In subtitles, what is heard and not said, or how it is said: "[door slams]", "(quietly)". */
  SOUND_DESCRIPTION,
  /** In subtitles, what is sung. */
  LYRICS,
  /** In subtitles, what is written in the picture, and who made the subtitles. */
  ON_SCREEN_TEXT,
  /** In subtitles, text that is shown again. */
  REPEATED,
  /** How other text is pronounced. */
  PRONUNCIATION,
  /** In a script or language that no voice of the engine speaks. */
  NO_VOICE;

  /** Whether a listener misses text that was meant to be read: the book is partial. */
  public boolean isLoss() {
    return this == UNREADABLE || this == NO_VOICE;
  }
}

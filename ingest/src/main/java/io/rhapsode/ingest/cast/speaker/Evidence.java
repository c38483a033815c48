package io.rhapsode.ingest.cast.speaker;

/**
 * What tells who speaks. The confidence is the share of quotations that the rule gets right, as
 * measured on novels whose quotations are annotated.
 */
public enum Evidence {
  /** "said Ann". */
  TAG(0.95),
  /** Ann said: "..." */
  INTRODUCTION(0.9),
  /** Ann smiled. "..." */
  BEAT(0.85),
  /** A paragraph that ends with a colon, before. */
  ANNOUNCEMENT(0.75),
  /** "said she". */
  PRONOUN(0.75),
  /** She smiled. "..." */
  PRONOUN_BEAT(0.65),
  /** Whoever was called by name answers. */
  ADDRESSED(0.7),
  /** Two take turns. */
  ALTERNATION(0.65),
  /** The one who is named nearest. */
  NEAREST(0.35),
  NONE(0.0);

  private final double confidence;

  Evidence(double confidence) {
    this.confidence = confidence;
  }

  public double confidence() {
    return confidence;
  }

  /** Whether the narrator says who speaks. */
  boolean isExplicit() {
    return this == TAG || this == INTRODUCTION || this == PRONOUN;
  }
}

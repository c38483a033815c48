package io.rhapsode.pipeline.cast;

/** Of a character, as far as the text tells it. */
public enum Sex {
  FEMALE,
  MALE
}

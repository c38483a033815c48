package io.rhapsode.pipeline.book;

/** Of a character, as far as the text tells it. */
public enum Sex {
  FEMALE,
  MALE
}

package io.rhapsode.pipeline.dub.subtitle;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Span;

/**
 * What a subtitle file says of a part of a cue's text.
 *
 * @param span the part
 * @param kind what is said
 * @param value the name, the tag or the time; see {@link Kind}
 */
public record CueMark(Span span, Kind kind, String value) {
  /** What a mark says. */
  public enum Kind {
    /** Who says the part; the value is the name. */
    SPEAKER,
    /** The language of the part; the value is a BCP 47 tag, empty for "not known". */
    LANGUAGE,
    /** The part tells how the text before it is pronounced (ruby text); the value is empty. */
    READING,
    /** When the part, of no length, is to be shown; the value is in milliseconds. */
    TIMESTAMP,
    /** How the part looks: the value is "i", "b", "u" or the name of a style or class. */
    STYLE
  }

  public CueMark {
    requireNonNull(span, "span is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(value, "value is null");
  }
}

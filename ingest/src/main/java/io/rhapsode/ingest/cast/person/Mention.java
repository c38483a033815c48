package io.rhapsode.ingest.cast.person;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.cast.Sex;
import java.util.Optional;

/**
 * Words of the narration that stand for somebody.
 *
 * @param name without article: "Mr. Bennet", "old man"; a pronoun as it is written
 * @param key by which the same person is found again: the name, or the noun of a description
 * @param sex as the words themselves tell it
 * @param generic whether the description fits anybody of a sex: "the man"
 * @param introduces whether somebody is described for the first time: "a man"
 * @param first its first token
 * @param end one past its last token
 */
public record Mention(
    Kind kind,
    String name,
    String key,
    Optional<Sex> sex,
    boolean generic,
    boolean introduces,
    int first,
    int end) {
  /** What the words are. */
  public enum Kind {
    NAME,
    /** A description, such as "the old man". */
    ROLE,
    /** "he" or "she", as the sex says. */
    PRONOUN,
    /** "it". */
    THING,
    /** "I". */
    FIRST,
    /** "they". */
    PLURAL
  }

  public Mention {
    requireNonNull(kind, "kind is null");
    requireNonNull(name, "name is null");
    requireNonNull(key, "key is null");
    requireNonNull(sex, "sex is null");
  }

  /** A name or a pronoun. */
  Mention(Kind kind, String name, String key, Optional<Sex> sex, int first, int end) {
    this(kind, name, key, sex, false, false, first, end);
  }

  /** A subject that its verb leaves out. */
  public static Mention understood(String verb, int at) {
    return new Mention(Kind.PRONOUN, verb, verb, Optional.empty(), at, at + 1);
  }

  /** The same, if generic as somebody of that scene only. */
  public Mention within(int scene) {
    return generic
        ? new Mention(kind, name, key + "#" + scene, sex, true, introduces, first, end)
        : this;
  }

  /** Whether it names or describes somebody. */
  public boolean tellsWho() {
    return kind == Kind.NAME || kind == Kind.ROLE;
  }
}

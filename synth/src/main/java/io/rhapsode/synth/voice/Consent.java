package io.rhapsode.synth.voice;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The permission to use a person's voice.
 *
 * @param statement in the words of whoever made the profile: who allowed what
 * @param recordedAt when the statement was entered, to the second
 * @param until the last day on which it holds; absent where it has no end
 * @param purposes what it is for, in lower-case letters, digits and hyphens; empty for anything
 * @param spoken the statement in the person's own voice
 */
public record Consent(
    String statement,
    Instant recordedAt,
    Optional<LocalDate> until,
    SortedSet<String> purposes,
    Optional<SpokenStatement> spoken) {
  private static final Pattern PURPOSE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /**
   * A recording of the statement.
   *
   * @param fileName name of the file, without folders
   * @param sha256 of the file
   * @param heard what a recogniser heard in it; absent where none was installed
   * @param similarity of its speaker and the voice's, -1 to 1; absent where nobody could compare
   */
  public record SpokenStatement(
      String fileName, String sha256, Optional<String> heard, Optional<Double> similarity) {
    public SpokenStatement {
      requireNonNull(fileName, "fileName is null");
      requireNonNull(sha256, "sha256 is null");
      requireNonNull(heard, "heard is null");
      requireNonNull(similarity, "similarity is null");
    }
  }

  public Consent {
    requireNonNull(recordedAt, "recordedAt is null");
    requireNonNull(until, "until is null");
    requireNonNull(spoken, "spoken is null");
    purposes = Collections.unmodifiableSortedSet(new TreeSet<>(purposes));
    if (statement.isBlank()) {
      throw new IllegalArgumentException(
          "the consent statement is empty: say who allowed what, such as \"Ada Byron, 3 May 2026:"
              + " narration of her own books\"");
    }
    for (String purpose : purposes) {
      if (!PURPOSE.matcher(purpose).matches()) {
        throw new IllegalArgumentException(
            "'%s' is no purpose: use lower-case letters, digits and hyphens, such as audiobook"
                .formatted(purpose));
      }
    }
  }

  /** A permission for anything, without an end. */
  public Consent(String statement, Instant recordedAt) {
    this(statement, recordedAt, Optional.empty(), new TreeSet<>(), Optional.empty());
  }

  /** The same with the statement in the person's own voice. */
  public Consent spoken(SpokenStatement recording) {
    return new Consent(statement, recordedAt, until, purposes, Optional.of(recording));
  }

  /**
   * Why the voice may not be used.
   *
   * @param purpose what for; empty where nobody says
   * @return empty where it may
   */
  public Optional<String> refusal(LocalDate day, String purpose) {
    if (until.isPresent() && day.isAfter(until.get())) {
      return Optional.of("its consent ended on %s".formatted(until.get()));
    }
    if (purposes.isEmpty() || purposes.contains(purpose)) {
      return Optional.empty();
    }
    return Optional.of(
        purpose.isEmpty()
            ? "its consent is for %s: say what the job is for in audio.publish.purpose"
                .formatted(String.join(", ", purposes))
            : "its consent is for %s, not for %s".formatted(String.join(", ", purposes), purpose));
  }
}

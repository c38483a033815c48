package io.rhapsode.pipeline.text;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Where in the markup of a file each character of an extracted text stands. Text that the markup
 * does not spell out, such as the description of a picture, is at its element.
 *
 * <p>Kept as runs of three numbers: first character of the text, its place in the file, and how
 * many characters follow one another in both. All in UTF-16 code units; places count from the start
 * of the decoded file, behind a byte order mark.
 */
public final class SourcePlaces {
  /** Of text whose places are not known. */
  public static final SourcePlaces UNKNOWN = new SourcePlaces(new int[0]);

  private static final int NUMBERS = 3;

  private final int[] runs;

  private SourcePlaces(int[] runs) {
    this.runs = runs;
  }

  /**
   * @param places of each character, -1 where unknown
   */
  public static SourcePlaces of(int... places) {
    int[] runs = new int[NUMBERS * places.length];
    int used = 0;
    for (int i = 0; i < places.length; i++) {
      boolean follows = used > 0 && i > 0 && places[i - 1] >= 0 && places[i] == places[i - 1] + 1;
      if (follows) {
        runs[used - 1]++;
      } else if (places[i] >= 0) {
        runs[used++] = i;
        runs[used++] = places[i];
        runs[used++] = 1;
      }
    }
    return used == 0 ? UNKNOWN : new SourcePlaces(Arrays.copyOf(runs, used));
  }

  /** The runs, as {@link #runs} gave them. */
  @JsonCreator
  public static SourcePlaces ofRuns(int[] runs) {
    requireNonNull(runs, "runs is null");
    if (runs.length % NUMBERS != 0) {
      throw new IllegalArgumentException("%d numbers are no runs".formatted(runs.length));
    }
    return new SourcePlaces(runs.clone());
  }

  @JsonValue
  public int[] runs() {
    return runs.clone();
  }

  /** The place of a character, if it is known. */
  public OptionalInt of(int character) {
    int low = 0;
    int high = runs.length / NUMBERS;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (runs[NUMBERS * middle] <= character) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return OptionalInt.empty();
    }
    int run = NUMBERS * (low - 1);
    int within = character - runs[run];
    return within < runs[run + 2] ? OptionalInt.of(runs[run + 1] + within) : OptionalInt.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourcePlaces places && Arrays.equals(runs, places.runs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(runs);
  }

  @Override
  public String toString() {
    return Arrays.toString(runs);
  }
}

package io.rhapsode.pipeline.record;

/**
 * Where an utterance stands in its work, in a way that survives edits of its neighbours.
 *
 * @param part of a book the block, of a film the number of the track; from 1
 * @param start of a book the first character of the block, of a film the time in milliseconds
 * @param end where the next may start, after {@code start}
 */
public record Place(int part, long start, long end) {
  public Place {
    if (part < 1 || start < 0 || end < start) {
      throw new IllegalArgumentException("no place: %d, %d to %d".formatted(part, start, end));
    }
  }

  /** Whether the two share characters or time. */
  public boolean overlaps(Place other) {
    return part == other.part && start < other.end && other.start < end;
  }

  /** The least that holds both. */
  public Place and(Place other) {
    if (part != other.part) {
      throw new IllegalArgumentException("%s and %s are apart".formatted(this, other));
    }
    return new Place(part, Math.min(start, other.start), Math.max(end, other.end));
  }
}

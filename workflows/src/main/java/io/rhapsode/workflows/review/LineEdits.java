package io.rhapsode.workflows.review;

import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.cast.Manner;
import io.rhapsode.pipeline.record.Place;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Cuts the lines of a manifest, so that a stretch of a block has one of its own. */
final class LineEdits {
  private static final Comparator<LineEntry> IN_ORDER =
      Comparator.comparingInt(LineEntry::block)
          .thenComparingInt(line -> line.characters().map(Span::start).orElse(0));

  private final ToIntFunction<Integer> blockLengths;

  /**
   * @param blockLengths characters of a block by its number
   */
  LineEdits(ToIntFunction<Integer> blockLengths) {
    this.blockLengths = blockLengths;
  }

  /** The line that says how a stretch is said; a bare one where none does. */
  LineEntry lineOf(List<LineEntry> lines, Place place, String text) {
    List<LineEntry> own =
        lines.stream().filter(line -> placeOf(line).overlaps(place)).sorted(IN_ORDER).toList();
    if (own.isEmpty()) {
      return new LineEntry(place.part(), span(place), Optional.empty(), Optional.empty(), text);
    }
    LineEntry first = own.get(0);
    LineEntry last = own.get(own.size() - 1);
    Optional<Integer> pause =
        placeOf(last).end() <= place.end() ? last.pauseMillis() : Optional.empty();
    return with(first, place, first.manner(), pause, text);
  }

  /** The lines with others in the place of whatever they say of a stretch. */
  List<LineEntry> replaced(List<LineEntry> lines, Place place, List<LineEntry> others) {
    List<LineEntry> replaced = new ArrayList<>(others);
    for (LineEntry line : lines) {
      Place own = placeOf(line);
      if (!own.overlaps(place)) {
        replaced.add(line);
        continue;
      }
      if (own.start() < place.start()) {
        Place before = new Place(own.part(), own.start(), place.start());
        replaced.add(with(line, before, line.manner(), Optional.empty(), line.text()));
      }
      if (own.end() > place.end()) {
        Place behind = new Place(own.part(), place.end(), own.end());
        replaced.add(with(line, behind, line.manner(), line.pauseMillis(), ""));
      }
    }
    replaced.sort(IN_ORDER);
    return replaced;
  }

  /** What a line says of the part of it that is in a stretch. */
  LineEntry clipped(LineEntry line, Place place) {
    Place own = placeOf(line);
    Place both =
        new Place(
            own.part(), Math.max(own.start(), place.start()), Math.min(own.end(), place.end()));
    Optional<Integer> pause = own.end() <= place.end() ? line.pauseMillis() : Optional.empty();
    return with(line, both, line.manner(), pause, line.text());
  }

  /** Where a line stands. */
  Place placeOf(LineEntry line) {
    Span span =
        line.characters().orElseGet(() -> new Span(0, blockLengths.applyAsInt(line.block())));
    return new Place(line.block(), span.start(), span.end());
  }

  /** A line of the same speaker for another stretch; nobody guesses any more who says it. */
  static LineEntry with(
      LineEntry line, Place place, Manner manner, Optional<Integer> pauseMillis, String text) {
    return new LineEntry(
        line.block(),
        span(place),
        line.speaker(),
        Optional.empty(),
        line.speaker().isPresent() ? line.confidence() : Optional.empty(),
        pauseMillis,
        manner,
        text);
  }

  private static Optional<Span> span(Place place) {
    return Optional.of(new Span((int) place.start(), (int) place.end()));
  }
}

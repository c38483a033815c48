package io.rhapsode.pipeline.listen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a voice stays itself through a book: each take is held against what all takes of the
 * voice have in common. Short takes say little of who speaks, so neighbours are taken together.
 *
 * @param takes whose voice was heard
 * @param seconds of speech in them
 * @param least the least similarity of a stretch of the book to all of it, -1 to 1
 * @param firstToMiddle similarity of the first tenth of the takes to the middle one
 * @param middleToLast of the middle tenth to the last
 * @param firstToLast of the first tenth to the last
 */
public record VoiceDrift(
    int takes,
    double seconds,
    double least,
    double firstToMiddle,
    double middleToLast,
    double firstToLast) {
  /** Less speech does not tell who speaks. */
  private static final double LEAST_SECONDS = 5;

  /** Held against a whole book, a take of this much speech tells by itself. */
  private static final double ALONE_SECONDS = 2;

  /**
   * What is less like the whole book is of another speaker. Of 143 takes of one voice none was less
   * than 0.85 like the book, of 310 pieces of human speakers none more than 0.71.
   */
  private static final double OTHER = 0.72;

  /**
   * The drift of a voice.
   *
   * @param prints of its takes in order; takes too short for one are left out
   * @return empty where there is too little speech to tell
   */
  public static Optional<VoiceDrift> of(List<VoicePrint> prints) {
    List<Stretch> stretches = stretches(prints);
    if (stretches.size() < 3) {
      return Optional.empty();
    }
    VoicePrint all = VoicePrint.mean(prints);
    double least =
        stretches.stream().mapToDouble(part -> part.print().similarity(all)).min().orElseThrow();
    int tenth = Math.max(1, stretches.size() / 10);
    int middle = (stretches.size() - tenth) / 2;
    VoicePrint first = mean(stretches.subList(0, tenth));
    VoicePrint between = mean(stretches.subList(middle, middle + tenth));
    VoicePrint last = mean(stretches.subList(stretches.size() - tenth, stretches.size()));
    return Optional.of(
        new VoiceDrift(
            prints.size(),
            all.seconds(),
            least,
            first.similarity(between),
            between.similarity(last),
            first.similarity(last)));
  }

  /**
   * Finds takes that another seems to speak.
   *
   * @param prints as in {@link #of}
   * @return for each take what is wrong with it, if anything
   */
  public static List<Optional<Fault>> find(List<VoicePrint> prints) {
    List<Optional<Fault>> faults = new ArrayList<>();
    prints.forEach(print -> faults.add(Optional.empty()));
    List<Stretch> stretches = stretches(prints);
    if (stretches.size() < 3) {
      return faults;
    }
    VoicePrint all = VoicePrint.mean(prints);
    for (Stretch stretch : stretches) {
      boolean other = stretch.print().similarity(all) < OTHER;
      for (int take = stretch.first(); take < stretch.end(); take++) {
        double similarity = prints.get(take).similarity(all);
        if (similarity < OTHER && (other || prints.get(take).seconds() >= ALONE_SECONDS)) {
          faults.set(take, Optional.of(fault(similarity)));
        }
      }
    }
    return faults;
  }

  private static Fault fault(double similarity) {
    return new Fault(
        Fault.Kind.OTHER_VOICE,
        String.format(
            Locale.ROOT,
            "its voice is %.2f like that of the voice's other takes, %.2f is usual at least",
            similarity,
            OTHER));
  }

  /** Neighbouring takes with speech enough to tell who speaks. */
  private record Stretch(int first, int end, VoicePrint print) {}

  private static List<Stretch> stretches(List<VoicePrint> prints) {
    List<Stretch> stretches = new ArrayList<>();
    int first = 0;
    double seconds = 0;
    for (int take = 0; take < prints.size(); take++) {
      seconds += prints.get(take).seconds();
      if (seconds >= LEAST_SECONDS) {
        stretches.add(
            new Stretch(first, take + 1, VoicePrint.mean(prints.subList(first, take + 1))));
        first = take + 1;
        seconds = 0;
      }
    }
    return stretches;
  }

  private static VoicePrint mean(List<Stretch> stretches) {
    return VoicePrint.mean(stretches.stream().map(Stretch::print).toList());
  }
}

package io.rhapsode.synth.listen.book;

import io.rhapsode.synth.listen.word.SoundAlignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * The way of a recording through a book: for each sound that is heard, where in the book it is. The
 * way goes forward, with what is left out or put in, and jumps where that explains more: back for
 * what is said again, forth and back for what stands elsewhere. Costs time in proportion to the
 * length of both.
 */
final class SoundPath {
  /** Matches that a jump must be worth; about four words. */
  private static final double JUMP = 18;

  /** What a sound costs that only one of both has. */
  private static final double GAP = 0.05;

  /** The farthest that the way goes without a jump, in sounds. */
  private static final int FAR = 3_000;

  /** The farthest that a break is moved, in sounds. */
  private static final int MOVED = 60;

  /** Matches that are looked at for the one before. */
  private static final int LOOK_BACK = 80;

  private final String asked;
  private final String heard;
  private final int[] askedFor;

  private SoundPath(String asked, String heard) {
    this.asked = asked;
    this.heard = heard;
    this.askedFor = new int[heard.length()];
    Arrays.fill(askedFor, -1);
  }

  /** A match of {@link SoundMatches#LENGTH} sounds with the best way to it. */
  private record Match(int heard, int asked, double worth, Match before, boolean jumped) {}

  /**
   * @param starts where sentences of the book begin
   * @return for each sound heard its place in the book, -1 where it is in none
   */
  static int[] of(String asked, String heard, BitSet starts) {
    SoundPath path = new SoundPath(asked, heard);
    path.fill(path.best());
    for (int at = 1; at < heard.length(); at++) {
      path.moveBreak(at, starts);
    }
    return path.askedFor;
  }

  /**
   * Where a stretch of the book ends and another begins, the sounds around are often the same, so
   * that the break may be a little before or behind: it is between sentences if it can be.
   */
  private void moveBreak(int at, BitSet starts) {
    int from = askedFor[at - 1] + 1;
    int to = askedFor[at];
    if (from == 0 || to < 0 || from == to || starts.get(from) && starts.get(to)) {
      return;
    }
    for (int later = 1; later <= MOVED && isSame(at + later - 1, from + later - 1); later++) {
      if (askedFor[at + later - 1] != to + later - 1) {
        break;
      }
      if (starts.get(from + later) && starts.get(to + later)) {
        move(at, at + later, from);
        return;
      }
    }
    for (int sooner = 1; sooner <= MOVED && isSame(at - sooner, to - sooner); sooner++) {
      if (askedFor[at - sooner] != from - sooner) {
        break;
      }
      if (starts.get(from - sooner) && starts.get(to - sooner)) {
        move(at - sooner, at, to - sooner);
        return;
      }
    }
  }

  private boolean isSame(int heardAt, int askedAt) {
    return heardAt >= 0
        && heardAt < heard.length()
        && askedAt >= 0
        && askedAt < asked.length()
        && SoundMatches.classOf(heard.charAt(heardAt))
            == SoundMatches.classOf(asked.charAt(askedAt));
  }

  private void move(int first, int end, int asked) {
    for (int i = first; i < end; i++) {
      askedFor[i] = asked + i - first;
    }
  }

  /** The matches of the best way, in order. */
  private List<Match> best() {
    List<Match> recent = new ArrayList<>();
    Match[] best = {null};
    Match[] ended = {null};
    new SoundMatches(asked)
        .find(
            heard,
            (at, place) -> {
              // Only what ended before this match began may be jumped from.
              Match match = next(at, place, recent, ended[0]);
              recent.add(match);
              if (recent.size() > LOOK_BACK) {
                Match old = recent.remove(0);
                ended[0] = ended[0] == null || old.worth() > ended[0].worth() ? old : ended[0];
              }
              best[0] = best[0] == null || match.worth() > best[0].worth() ? match : best[0];
            });
    List<Match> way = new ArrayList<>();
    for (Match match = best[0]; match != null; match = match.before()) {
      way.add(match);
    }
    Collections.reverse(way);
    return way;
  }

  private static Match next(int heard, int asked, List<Match> recent, Match ended) {
    Match before = null;
    boolean jumped = false;
    double worth = 0;
    for (int i = recent.size() - 1; i >= 0; i--) {
      Match other = recent.get(i);
      int further = heard - other.heard();
      int on = asked - other.asked();
      if (further <= 0) {
        continue;
      }
      boolean forward = on > 0 && on <= FAR && further <= FAR;
      double cost = forward ? Math.min(JUMP, GAP * Math.abs(further - on)) : JUMP;
      if (other.worth() - cost > worth && (forward || further >= SoundMatches.LENGTH)) {
        worth = other.worth() - cost;
        before = other;
        jumped = !forward;
      }
    }
    if (ended != null
        && heard - ended.heard() >= SoundMatches.LENGTH
        && ended.worth() - JUMP > worth) {
      worth = ended.worth() - JUMP;
      before = ended;
      jumped = true;
    }
    return new Match(heard, asked, worth + 1, before, jumped);
  }

  private void fill(List<Match> way) {
    if (way.isEmpty()) {
      return;
    }
    align(
        Math.max(0, way.get(0).asked() - way.get(0).heard() - SoundMatches.LENGTH),
        way.get(0).asked(),
        0,
        way.get(0).heard());
    for (int i = 0; i < way.size(); i++) {
      Match match = way.get(i);
      Match next = i + 1 < way.size() ? way.get(i + 1) : null;
      int length = SoundMatches.LENGTH;
      if (next != null && !next.jumped()) {
        length =
            Math.min(length, Math.min(next.heard() - match.heard(), next.asked() - match.asked()));
      }
      for (int k = 0; k < length; k++) {
        askedFor[match.heard() + k] = match.asked() + k;
      }
      int askedEnd = match.asked() + length;
      int heardEnd = match.heard() + length;
      if (next == null) {
        int rest = heard.length() - heardEnd;
        align(
            askedEnd,
            Math.min(asked.length(), askedEnd + rest + SoundMatches.LENGTH),
            heardEnd,
            heard.length());
      } else if (next.jumped()) {
        alignAround(askedEnd, next.asked(), heardEnd, next.heard());
      } else {
        align(askedEnd, next.asked(), heardEnd, next.heard());
      }
    }
  }

  /** Between two matches of one way. */
  private void align(int askedStart, int askedEnd, int heardStart, int heardEnd) {
    if (askedStart >= askedEnd || heardStart >= heardEnd) {
      return;
    }
    if ((long) (askedEnd - askedStart) * (heardEnd - heardStart) > (long) FAR * FAR) {
      return;
    }
    SoundAlignment between =
        SoundAlignment.of(
            asked.substring(askedStart, askedEnd), heard.substring(heardStart, heardEnd));
    for (int i = askedStart; i < askedEnd; i++) {
      int sound = between.heardFor(i - askedStart);
      if (sound >= 0) {
        askedFor[heardStart + sound] = i;
      }
    }
  }

  /** Around a jump: what is heard there ends one stretch of the book, or begins the other. */
  private void alignAround(int askedStart, int askedEnd, int heardStart, int heardEnd) {
    int most = Math.min(FAR / 2, heardEnd - heardStart + SoundMatches.LENGTH);
    if (heardStart >= heardEnd || heardEnd - heardStart > FAR) {
      return;
    }
    int tail = Math.min(most, asked.length() - askedStart);
    int head = Math.min(most, askedEnd);
    String around =
        asked.substring(askedStart, askedStart + tail) + asked.substring(askedEnd - head, askedEnd);
    SoundAlignment between = SoundAlignment.of(around, heard.substring(heardStart, heardEnd));
    for (int i = 0; i < around.length(); i++) {
      int sound = between.heardFor(i);
      if (sound >= 0) {
        askedFor[heardStart + sound] = i < tail ? askedStart + i : askedEnd - head + i - tail;
      }
    }
  }
}

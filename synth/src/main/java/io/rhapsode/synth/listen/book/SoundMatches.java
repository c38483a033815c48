package io.rhapsode.synth.listen.book;

import java.util.Arrays;

/**
 * Where a recording and a book sound alike: stretches of some sounds that are the same in both. A
 * sound counts by its class, so that one vowel heard for another hides no match.
 */
final class SoundMatches {
  /** Sounds of a match; about two words. */
  static final int LENGTH = 10;

  /** A stretch that the book has more often, such as "said he to her", tells nothing. */
  private static final int MOST_PLACES = 6;

  private static final String[] CLASSES = {
    "pb", "tdθð", "kɡg", "fvw", "sz", "ʃʒ", "nŋmɲ", "rɹɾʁlʀɫ", "xhçɣ", "j"
  };

  private static final int HASH_BITS = 40;
  private static final long PLACE_MASK = (1L << (64 - HASH_BITS)) - 1;

  /** Hash above, place below; sorted. */
  private final long[] index;

  /**
   * @param book at most 16 million sounds
   */
  SoundMatches(CharSequence book) {
    if (book.length() > PLACE_MASK) {
      throw new IllegalArgumentException("more than %,d sounds".formatted(PLACE_MASK));
    }
    long[] hashes = hashes(book);
    this.index = new long[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      index[i] = hashes[i] & ~PLACE_MASK | i;
    }
    Arrays.sort(index);
  }

  /** Takes pairs of places at which a match begins. */
  @FunctionalInterface
  interface Taker {
    void take(int heard, int asked);
  }

  /** Finds all matches, in the order of what was heard. */
  void find(CharSequence heard, Taker taker) {
    long[] hashes = hashes(heard);
    for (int i = 0; i < hashes.length; i++) {
      long hash = hashes[i] & ~PLACE_MASK;
      int first = Arrays.binarySearch(index, hash);
      first = first < 0 ? -first - 1 : first;
      int end = first;
      while (end < index.length
          && end - first <= MOST_PLACES
          && (index[end] & ~PLACE_MASK) == hash) {
        end++;
      }
      for (int at = first; at < end && end - first <= MOST_PLACES; at++) {
        taker.take(i, (int) (index[at] & PLACE_MASK));
      }
    }
  }

  /** Of each stretch, well mixed. */
  private static long[] hashes(CharSequence sounds) {
    long[] hashes = new long[Math.max(0, sounds.length() - LENGTH + 1)];
    for (int i = 0; i < hashes.length; i++) {
      long value = 0;
      for (int k = 0; k < LENGTH; k++) {
        value = value * 31 + classOf(sounds.charAt(i + k));
      }
      // MurmurHash3's finaliser.
      value = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
      value = (value ^ value >>> 33) * 0xc4ceb9fe1a85ec53L;
      hashes[i] = value ^ value >>> 33;
    }
    return hashes;
  }

  /** A number for sounds that are taken for each other; 0 for vowels. */
  static int classOf(char sound) {
    for (int i = 0; i < CLASSES.length; i++) {
      if (CLASSES[i].indexOf(sound) >= 0) {
        return i + 1;
      }
    }
    return 0;
  }
}

package io.rhapsode.mux.overlay;

import io.rhapsode.pipeline.text.SourcePlaces;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an utterance stands in the markup of its document.
 *
 * @param characters of its display text whose places are known and that are no white space
 * @param places of those characters, ascending
 */
record Spoken(Utterance utterance, List<Integer> characters, List<Integer> places) {
  static Spoken of(Utterance utterance, SourcePlaces block) {
    List<Integer> characters = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    int character = 0;
    for (Span part : spans(utterance)) {
      for (int i = part.start(); i < part.end(); i++, character++) {
        int place = block.of(i).orElse(-1);
        boolean ascends = places.isEmpty() || place >= places.get(places.size() - 1);
        if (place >= 0 && ascends && !isSpace(utterance.text().charAt(character))) {
          characters.add(character);
          places.add(place);
        }
      }
    }
    return new Spoken(utterance, characters, places);
  }

  boolean known() {
    return !places.isEmpty();
  }

  int first() {
    return places.get(0);
  }

  int last() {
    return places.get(places.size() - 1);
  }

  /** The first character of the display text at or behind a place and before another; or -1. */
  int characterIn(int from, int to) {
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i) >= from) {
        return places.get(i) < to ? characters.get(i) : -1;
      }
    }
    return -1;
  }

  private static List<Span> spans(Utterance utterance) {
    return utterance.parts().stream().map(part -> part.span()).toList();
  }

  private static boolean isSpace(char unit) {
    return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
  }
}

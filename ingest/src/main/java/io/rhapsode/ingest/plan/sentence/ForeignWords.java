package io.rhapsode.ingest.plan.sentence;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.util.ULocale;
import io.rhapsode.ingest.text.normal.NormalizedText;
import io.rhapsode.ingest.text.normal.NormalizedText.Sounds;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of other scripts inside a sentence, for voices of languages that are written in Latin
 * letters: such a voice would spell them letter by letter. Single letters stay, since voices know
 * the names of alpha and beta. Used by one thread.
 */
public final class ForeignWords {
  private static final Pattern WORD =
      Pattern.compile("(?:(?!\\p{IsLatin})[\\p{IsAlphabetic}\\p{M}]){2,}|\\p{IsHan}");
  private static final Transliterator LATIN =
      Transliterator.getInstance("Any-Latin; NFD; [[:M:]&[^\\u0303]] Remove; NFC");

  private int count;

  /** How many words were changed so far. */
  public int count() {
    return count;
  }

  /** The same text in Latin letters, if its language is written in them. */
  public NormalizedText readable(NormalizedText text, String language) {
    Matcher matcher = WORD.matcher(text.spoken());
    if (!matcher.find() || !isLatin(language)) {
      return text;
    }
    matcher.reset();
    List<MatchResult> words = matcher.results().filter(word -> !isPrescribed(text, word)).toList();
    StringBuilder spoken = new StringBuilder();
    List<int[]> shifts = new ArrayList<>();
    int at = 0;
    for (MatchResult word : words) {
      spoken.append(text.spoken(), at, word.start());
      spoken.append(LATIN.transliterate(word.group()));
      at = word.end();
      shifts.add(new int[] {word.start(), at, spoken.length() - at});
    }
    spoken.append(text.spoken(), at, text.spoken().length());
    count += words.size();
    List<SpokenToken> tokens = new ArrayList<>();
    for (SpokenToken token : text.tokens()) {
      Span moved =
          new Span(moved(token.spoken().start(), shifts), moved(token.spoken().end(), shifts));
      tokens.add(new SpokenToken(moved, token.source()));
    }
    List<Sounds> sounds =
        text.sounds().stream()
            .map(
                some ->
                    new Sounds(
                        new Span(
                            moved(some.spoken().start(), shifts),
                            moved(some.spoken().end(), shifts)),
                        some.ipa()))
            .toList();
    return new NormalizedText(spoken.toString(), tokens, sounds, text.warning());
  }

  /** Whether the sounds of a word are known: then its letters do not matter. */
  private static boolean isPrescribed(NormalizedText text, MatchResult word) {
    return text.sounds().stream()
        .anyMatch(some -> some.spoken().start() < word.end() && some.spoken().end() > word.start());
  }

  /** Where a place is after the changes; one inside a changed word moves to its end. */
  private static int moved(int place, List<int[]> shifts) {
    int shift = 0;
    for (int[] word : shifts) {
      if (place <= word[0]) {
        break;
      }
      if (place < word[1]) {
        return word[1] + word[2];
      }
      shift = word[2];
    }
    return place + shift;
  }

  private static boolean isLatin(String language) {
    int[] scripts = UScript.getCode(ULocale.forLanguageTag(language));
    return scripts != null && scripts.length == 1 && scripts[0] == UScript.LATIN;
  }
}

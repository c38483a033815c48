package io.rhapsode.mux.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.pipeline.timeline.ChapterMark;
import io.rhapsode.pipeline.timeline.Segment;
import io.rhapsode.pipeline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptionTest {
  private static final int RATE = 1_000;
  private static final TakeAddress ADDRESS = new TakeAddress("0".repeat(64));

  @Test
  void showsTheSourceOfANumberThatIsSpokenAsManyWords() {
    // "In 1719 he  sailed." is spoken as "In seventeen nineteen he sailed."
    Utterance utterance =
        utterance(
            "In 1719 he \n sailed.",
            "In seventeen nineteen he sailed.",
            List.of(
                token(0, 2, 0, 2),
                token(3, 12, 3, 7),
                token(13, 21, 3, 7),
                token(22, 24, 8, 10),
                token(25, 31, 13, 19)));
    List<WordTime> words =
        List.of(
            word(0, 2, 0, 200),
            word(3, 12, 200, 500),
            word(13, 21, 500, 900),
            word(22, 24, 900, 1_000),
            word(25, 31, 1_000, 1_500));
    List<Cue> cues = compose(utterance, words, 1_500, 5_000);
    assertEquals(
        """
        WEBVTT

        1
        00:00:05.000 --> 00:00:06.500
        In <00:00:05.200>1719 <00:00:05.900>he <00:00:06.000>sailed.

        """,
        CaptionText.vtt(cues));
    assertEquals(
        """
        1
        00:00:05,000 --> 00:00:06,500
        In 1719 he sailed.

        """,
        CaptionText.srt(cues));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "en|“No,” exclaimed the Lamb, “I never yet drank water, for as yet my mother’s milk is"
            + " food.”",
        "en|The sailors’ well-worn mother-in-law’s tales—twenty-one of them—and/or the dogs’"
            + " bowls.",
        "fr|« L’heure est venue ! » dit-il ; c’est-à-dire qu’aujourd’hui tout va-t-il bien ?",
        "it|Quell’uomo all’angolo dell’antica via dov’era nato l’amico d’infanzia dell’ingegnere.",
        "de|„Ludwig-van-Beethoven-Straße“, sagte er, „da wohnt’s sich gut, wie geht’s dir denn?“"
      })
  void endsNoCueOrLineInsideAWord(String language, String text) {
    List<String> words = List.of(text.split(" |(?<=—)|(?=—)"));
    for (int columns = 32; columns < 60; columns++) {
      for (List<List<LineBreaker.Chunk>> cue :
          new LineBreaker(columns, 2).divide(text, Locale.forLanguageTag(language))) {
        for (List<LineBreaker.Chunk> line : cue) {
          int end = line.get(line.size() - 1).end();
          String shown = text.substring(line.get(0).start(), end).strip();
          String last = shown.substring(shown.lastIndexOf(' ') + 1);
          String lastWord = last.replaceFirst("^.*—(?=.)", "").replaceFirst("(?<=.)—$", "");
          assertTrue(words.contains(lastWord), shown);
          assertTrue("!;?»:".indexOf(shown.charAt(0)) < 0, shown);
        }
      }
    }
  }

  @Test
  void dividesALongSentenceAtItsCommaIntoBalancedLines() {
    String text =
        "It happened one day, about noon, going towards my boat, I was exceedingly surprised"
            + " with the print of a man's naked foot on the shore.";
    List<Cue> cues = compose(plain(text), List.of(), 8_000, 0);
    assertEquals(
        List.of(
            List.of("It happened one day, about", "noon, going towards my boat,"),
            List.of(
                "I was exceedingly surprised with the",
                "print of a man's naked foot on the shore.")),
        cues.stream().map(cue -> cue.lines().stream().map(Cue.Line::text).toList()).toList());
  }

  @Test
  void countsEastAsianCharactersTwice() {
    String text = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で";
    for (Cue cue : compose(plain(text), List.of(), 9_000, 0)) {
      cue.lines().forEach(line -> assertTrue(line.text().length() <= 21, line.text()));
    }
  }

  @Test
  void escapesWebVttAndCountsHoursOn() {
    List<ChapterTime> chapters = List.of(new ChapterTime("A <b> & c --> d", 0, 360_000_123));
    assertEquals(
        """
        WEBVTT

        1
        00:00:00.000 --> 100:00:00.123
        A &lt;b&gt; &amp; c --&gt; d

        """,
        CaptionText.chaptersVtt(chapters));
  }

  @Property(tries = 300)
  void keepsEveryWordInOrderWithinTheLimitsAndTheSpeech(
      @ForAll @IntRange(min = 1, max = 60) int count,
      @ForAll @IntRange(min = 1, max = 20_000) int samples,
      @ForAll @IntRange(max = 1_000) int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    List<WordTime> words = new ArrayList<>();
    List<SpokenToken> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int start = text.length();
      text.append("abcdefghijkl", 0, 1 + random.nextInt(12)).append(i % 7 == 6 ? "," : "");
      tokens.add(token(start, text.length(), start, text.length()));
      if (random.nextInt(5) > 0) {
        int begin = (int) ((long) samples * i / count);
        words.add(word(start, text.length(), begin, (int) ((long) samples * (i + 1) / count)));
      }
      text.append(random.nextInt(4) == 0 ? " \n " : " ");
    }
    Utterance utterance = utterance(text.toString(), "x" + text, tokens);
    List<Cue> cues = compose(utterance, words, samples, 3_000);
    StringBuilder shown = new StringBuilder();
    long next = 3_000;
    for (Cue cue : cues) {
      assertTrue(cue.startMillis() >= next, "overlap at " + cue);
      next = cue.endMillis();
      assertTrue(cue.lines().size() <= 2, () -> cue.toString());
      for (Cue.Line line : cue.lines()) {
        assertTrue(line.text().length() <= 42, line.text());
        shown.append(line.text()).append(' ');
      }
    }
    if (samples >= 1_000) {
      assertEquals(text.toString().replaceAll("\\s+", " ").strip(), shown.toString().strip());
      assertEquals(3_000 + samples, next);
    }
  }

  private static List<Cue> compose(
      Utterance utterance, List<WordTime> words, int samples, long startSample) {
    Take take = new Take(ADDRESS, RATE, samples, words, 0.5f, 0.1f, 100, "00", Optional.empty());
    Segment.Speech speech =
        new Segment.Speech(utterance.ordinal(), take.reference(), startSample, samples);
    List<Segment> segments =
        startSample == 0 ? List.of(speech) : List.of(new Segment.Pause(0, startSample), speech);
    Timeline timeline =
        new Timeline(RATE, segments, List.of(new ChapterMark(1, "One", 0, startSample + samples)));
    return new CueComposer(timeline, 42, 2).compose(utterance, take, speech, 0);
  }

  private static Utterance plain(String text) {
    return utterance(text, text, List.of());
  }

  private static Utterance utterance(String text, String spoken, List<SpokenToken> tokens) {
    return new Utterance(
        0,
        1,
        new Locator("", 1, new Span(0, text.length())),
        text,
        spoken,
        tokens,
        "en",
        "voice",
        Boundary.SENTENCE,
        0);
  }

  private static SpokenToken token(int start, int end, int sourceStart, int sourceEnd) {
    return new SpokenToken(new Span(start, end), new Span(sourceStart, sourceEnd));
  }

  private static WordTime word(int start, int end, int startSample, int endSample) {
    return new WordTime(new Span(start, end), startSample, endSample);
  }
}

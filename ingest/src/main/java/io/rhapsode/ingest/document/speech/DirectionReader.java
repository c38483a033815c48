package io.rhapsode.ingest.document.speech;

import io.rhapsode.ingest.document.speech.SpeechDirection.Paced;
import io.rhapsode.ingest.document.speech.SpeechDirection.Say;
import io.rhapsode.ingest.document.speech.SpeechDirection.Silent;
import io.rhapsode.ingest.document.speech.SpeechDirection.Spell;
import io.rhapsode.ingest.document.speech.SpeechDirection.Take;
import io.rhapsode.ingest.lexicon.phonetic.PhoneticAlphabet;
import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.text.Pace;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the values of SSML 1.1, which the shorthand shares: times, rates, transcriptions and what
 * texts are. What cannot be done is remarked and left out. Used by one thread.
 */
public final class DirectionReader {
  /** Strengths of breaks, in milliseconds; the recommendation leaves the times to the reader. */
  private static final Map<String, Integer> STRENGTHS =
      Map.of(
          "none", 0, "x-weak", 100, "weak", 250, "medium", 500, "strong", 1_000, "x-strong", 2_000);

  private static final String USUAL_STRENGTH = "medium";

  /** Named rates, in percent; the recommendation leaves them to the reader. */
  private static final Map<String, Integer> RATES =
      Map.of("x-slow", 50, "slow", 75, "medium", 100, "default", 100, "fast", 150, "x-fast", 200);

  /** Kinds of texts that the rules of a language read by their letters. */
  private static final Set<String> BY_RULES =
      Set.of("address", "currency", "fraction", "measure", "name", "net", "time", "unit");

  private static final Pattern TIME = Pattern.compile("\\+?(\\d*\\.?\\d+)(ms|s)");
  private static final Pattern RATE = Pattern.compile("([+-]?)(\\d{0,6}\\.?\\d{1,6})(%?)");

  /** More figures than this make a time too long in any unit. */
  private static final int MOST_FIGURES = 15;

  private static final int PERCENT = 100;

  private final Remarks remarks;

  public DirectionReader(Remarks remarks) {
    this.remarks = remarks;
  }

  /**
   * A silence.
   *
   * @param time such as "1.5s" or "200ms"; where it is empty, the strength decides
   * @param strength such as "strong", or empty
   */
  public Silent silence(String time, String strength, String place) {
    String wanted = strength.strip().toLowerCase(Locale.ROOT);
    int usual = STRENGTHS.getOrDefault(wanted, STRENGTHS.get(USUAL_STRENGTH));
    if (!wanted.isEmpty() && !STRENGTHS.containsKey(wanted)) {
      remarks.add("a strength of a break is not known; it is medium", place);
    }
    return time.isBlank() ? new Silent(usual) : timed(time, place).orElse(new Silent(usual));
  }

  /** A silence of a time; empty for what is none, which is remarked. */
  public Optional<Silent> timed(String time, String place) {
    Matcher matcher = TIME.matcher(time.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      remarks.add("a time is not such as 1.5s or 200ms; it does not count", place);
      return Optional.empty();
    }
    boolean huge = matcher.group(1).length() > MOST_FIGURES;
    double number = huge ? Double.MAX_VALUE : Double.parseDouble(matcher.group(1));
    double millis = matcher.group(2).equals("s") ? number * 1_000 : number;
    if (millis > PausePoint.LONGEST_MILLIS) {
      remarks.add(
          "a pause is longer than %d s; it is made so long"
              .formatted(PausePoint.LONGEST_MILLIS / 1_000),
          place);
      return Optional.of(new Silent(PausePoint.LONGEST_MILLIS));
    }
    return Optional.of(new Silent((int) Math.round(millis)));
  }

  /**
   * A rate.
   *
   * @param rate "slow", "80%", "0.8", or "+10%" of the pace around
   * @param around the pace around, in percent
   */
  public Optional<Paced> pace(String rate, int around, String place) {
    String written = rate.strip().toLowerCase(Locale.ROOT);
    if (RATES.containsKey(written)) {
      return Optional.of(new Paced(RATES.get(written)));
    }
    Matcher matcher = RATE.matcher(written);
    if (!matcher.matches()) {
      remarks.add("a rate is not such as slow, 80% or +10%; it does not count", place);
      return Optional.empty();
    }
    double number = Double.parseDouble(matcher.group(2));
    boolean percent = !matcher.group(3).isEmpty();
    double wanted =
        switch (matcher.group(1)) {
          case "+" -> around * (1 + number / (percent ? PERCENT : 1));
          case "-" -> around * (1 - number / (percent ? PERCENT : 1));
          default -> percent ? number : number * PERCENT;
        };
    int within = Pace.within(wanted);
    if (Math.abs(within - wanted) >= 1) {
      remarks.add(
          "a rate is beyond %d to %d %%; it is the nearest of these"
              .formatted(Pace.SLOWEST_PERCENT, Pace.QUICKEST_PERCENT),
          place);
    }
    return Optional.of(new Paced(within));
  }

  /** Sounds in the alphabet {@code ipa} or {@code x-sampa}. */
  public Optional<Say> phonemes(String alphabet, String written, String place) {
    try {
      return Optional.of(new Say(new Saying.Phonemes(PhoneticAlphabet.toIpa(alphabet, written))));
    } catch (IllegalArgumentException e) {
      remarks.add("sounds are not followed, " + e.getMessage(), place);
      return Optional.empty();
    }
  }

  /** Other words. */
  public Optional<Say> alias(String text, String place) {
    if (text.isBlank()) {
      remarks.add("an alias is empty; the text is read", place);
      return Optional.empty();
    }
    return Optional.of(new Say(new Saying.Alias(text.strip())));
  }

  /**
   * What a text is to be taken for; nothing where its language's rules tell it by themselves.
   *
   * @param kind as in {@code interpret-as}
   * @param format of a date, or empty
   */
  public Optional<SpeechDirection> readAs(String kind, String format, String place) {
    String asked = kind.strip().toLowerCase(Locale.ROOT);
    String named = asked.substring(asked.indexOf(':') + 1);
    if (BY_RULES.contains(named)) {
      return Optional.empty();
    }
    return switch (named) {
      case "characters", "spell-out", "spell", "letters", "verbatim" ->
          Optional.of(new Spell(true));
      case "digits" -> Optional.of(new Spell(false));
      case "cardinal", "number" -> Optional.of(taken(ReadAs.Kind.CARDINAL, ""));
      case "ordinal" -> Optional.of(taken(ReadAs.Kind.ORDINAL, ""));
      case "date" -> Optional.of(taken(ReadAs.Kind.DATE, format.strip()));
      case "telephone", "phone" -> Optional.of(taken(ReadAs.Kind.TELEPHONE, ""));
      default -> {
        remarks.add(
            "texts cannot be read as '%s'; they are read as they stand".formatted(named), place);
        yield Optional.empty();
      }
    };
  }

  private static Take taken(ReadAs.Kind kind, String format) {
    return new Take(new ReadAs(kind, format));
  }
}

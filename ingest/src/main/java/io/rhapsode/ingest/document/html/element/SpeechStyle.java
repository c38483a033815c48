package io.rhapsode.ingest.document.html.element;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What declarations of CSS Speech 1 say, with or without the prefix that EPUB 3.0 gave them.
 * Whether an element is spoken at all is {@link StyleSheet#cause}.
 *
 * @param as how its text is read, if it is said
 * @param pauseBeforeMillis silence before the element, in milliseconds
 * @param pauseAfterMillis silence after it
 * @param unfollowed the first property that is there and that nothing follows
 */
public record SpeechStyle(
    Optional<As> as,
    OptionalInt pauseBeforeMillis,
    OptionalInt pauseAfterMillis,
    Optional<String> unfollowed) {
  /** The manner of reading. */
  public enum As {
    NORMAL,
    SPELL_OUT,
    DIGITS
  }

  /** Nothing is said. */
  static final SpeechStyle NONE =
      new SpeechStyle(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

  private static final int LONGEST_MILLIS = 60_000;
  private static final String START = "(?:^|[;\\s])(?:-epub-)?";
  private static final Pattern ANY =
      Pattern.compile("speak|pause|cue|voice-|rest", Pattern.CASE_INSENSITIVE);
  private static final Pattern AS = pattern("speak-as\\s*:\\s*([a-z-]+)");
  private static final Pattern PAUSE =
      pattern("(?:pause|rest)\\s*:\\s*([^\\s;!]+)(?:\\s+([^\\s;!]+))?");
  private static final Pattern BEFORE = pattern("(?:pause|rest)-before\\s*:\\s*([^\\s;!]+)");
  private static final Pattern AFTER = pattern("(?:pause|rest)-after\\s*:\\s*([^\\s;!]+)");
  private static final Pattern UNFOLLOWED =
      pattern(
          "(cue(?:-before|-after)?|voice-(?:family|rate|pitch|range|stress|volume|balance"
              + "|duration))\\s*:");
  private static final Pattern TIME = Pattern.compile("(\\d{0,6}(?:\\.\\d{1,6})?)(ms|s)");

  private static Pattern pattern(String property) {
    return Pattern.compile(START + property, Pattern.CASE_INSENSITIVE);
  }

  /** What declarations say. */
  static SpeechStyle of(String declarations) {
    if (!ANY.matcher(declarations).find()) {
      return NONE;
    }
    Matcher both = PAUSE.matcher(declarations);
    boolean shared = both.find();
    OptionalInt before = time(BEFORE, declarations);
    OptionalInt after = time(AFTER, declarations);
    if (shared && before.isEmpty()) {
      before = millis(both.group(1));
    }
    if (shared && after.isEmpty()) {
      after = millis(both.group(2) == null ? both.group(1) : both.group(2));
    }
    Matcher unfollowed = UNFOLLOWED.matcher(declarations);
    return new SpeechStyle(
        as(declarations),
        before,
        after,
        unfollowed.find()
            ? Optional.of(unfollowed.group(1).toLowerCase(Locale.ROOT))
            : Optional.empty());
  }

  /** The same, and what this leaves open as another says. */
  SpeechStyle over(SpeechStyle other) {
    return new SpeechStyle(
        as.or(other::as),
        pauseBeforeMillis.isPresent() ? pauseBeforeMillis : other.pauseBeforeMillis,
        pauseAfterMillis.isPresent() ? pauseAfterMillis : other.pauseAfterMillis,
        unfollowed.or(other::unfollowed));
  }

  private static Optional<As> as(String declarations) {
    Matcher matcher = AS.matcher(declarations);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
      case "spell-out" -> Optional.of(As.SPELL_OUT);
      case "digits" -> Optional.of(As.DIGITS);
      case "normal" -> Optional.of(As.NORMAL);
      default -> Optional.empty();
    };
  }

  private static OptionalInt time(Pattern property, String declarations) {
    Matcher matcher = property.matcher(declarations);
    return matcher.find() ? millis(matcher.group(1)) : OptionalInt.empty();
  }

  /**
   * A time in milliseconds: "500ms", "1.5s", or a strength as {@code break} of SSML has it.
   *
   * @return empty for what is neither
   */
  public static OptionalInt millis(String written) {
    String value = written.strip().toLowerCase(Locale.ROOT);
    Matcher time = TIME.matcher(value);
    if (time.matches() && !time.group(1).isEmpty()) {
      double number = Double.parseDouble(time.group(1));
      double millis = time.group(2).equals("s") ? number * 1_000 : number;
      return OptionalInt.of((int) Math.min(LONGEST_MILLIS, Math.round(millis)));
    }
    return switch (value) {
      case "none" -> OptionalInt.of(0);
      case "x-weak" -> OptionalInt.of(100);
      case "weak" -> OptionalInt.of(250);
      case "medium" -> OptionalInt.of(500);
      case "strong" -> OptionalInt.of(1_000);
      case "x-strong" -> OptionalInt.of(2_000);
      default -> OptionalInt.empty();
    };
  }
}

package io.rhapsode.ingest.dialogue;

import io.rhapsode.pipeline.dub.subtitle.Cue;
import io.rhapsode.pipeline.dub.subtitle.CueMark;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that a track has for its speakers, in the spelling that it has first. */
final class SpeakerNames {
  private static final int LONGEST = 60;
  private static final int MOST_WORDS = 4;

  /** A name, what may stand in brackets behind it, and a colon. */
  private static final Pattern LABEL =
      Pattern.compile(
          "(\\p{L}[\\p{L}\\p{M}\\p{N}.'’&#/ -]{0,40}?)(\\s?[(\\[][^)\\]\\n]{1,30}[)\\]])?"
              + "[ \\u00A0]?(?::(?=\\s|$)|：)");

  private final DialogueWords words;
  private final Map<String, String> spellings = new HashMap<>();
  private final Map<String, Integer> labels = new HashMap<>();

  /** A label at the beginning of a line. */
  record Label(String name, int end) {}

  SpeakerNames(Iterable<Cue> cues, DialogueWords words) {
    this.words = words;
    for (Cue cue : cues) {
      cue.speaker().ifPresent(this::spelling);
      for (CueMark mark : cue.marks()) {
        if (mark.kind() == CueMark.Kind.SPEAKER) {
          spelling(mark.value());
        }
      }
    }
    for (Cue cue : cues) {
      count(cue.text());
    }
  }

  private void count(String text) {
    int start = 0;
    while (start >= 0 && start < text.length()) {
      matcher(text, start)
          .filter(Matcher::lookingAt)
          .ifPresent(found -> labels.merge(key(found.group(1)), 1, Integer::sum));
      int next = text.indexOf('\n', start);
      start = next < 0 ? -1 : next + 1;
    }
  }

  private static Optional<Matcher> matcher(String text, int start) {
    int end = Math.min(text.length(), start + LONGEST);
    return Optional.of(LABEL.matcher(text).region(start, end));
  }

  /** The label that begins at {@code start}. */
  Optional<Label> labelAt(String text, int start) {
    return matcher(text, start)
        .filter(Matcher::lookingAt)
        .filter(found -> isLabel(found.group(1)))
        .map(found -> new Label(spelling(found.group(1)), found.end()));
  }

  private boolean isLabel(String name) {
    if (words.isNotName(name) || name.split(" +").length > MOST_WORDS) {
      return false;
    }
    boolean small = name.codePoints().anyMatch(Character::isLowerCase);
    boolean great = name.codePoints().anyMatch(Character::isUpperCase);
    if (great && !small || words.beginsWithPerson(name)) {
      return true;
    }
    boolean known = spellings.containsKey(key(name)) || labels.getOrDefault(key(name), 0) > 1;
    return known && (great ? isCapitalised(name) : !small);
  }

  /** Whether the content of brackets before speech is the name of who speaks. */
  boolean isName(String text) {
    String name = text.strip();
    if (name.isEmpty() || name.length() > LONGEST / 2 || words.hasSound(name)) {
      return false;
    }
    int count = name.split("\\s+").length;
    if (spellings.containsKey(key(name)) || words.beginsWithPerson(name)) {
      return true;
    }
    boolean small = name.codePoints().anyMatch(Character::isLowerCase);
    boolean great = name.codePoints().anyMatch(Character::isUpperCase);
    if (!great) {
      return !small && name.codePoints().allMatch(Character::isLetter);
    }
    return small ? count < MOST_WORDS && isCapitalised(name) : count == 1;
  }

  private static boolean isCapitalised(String name) {
    for (String word : name.strip().split("[ -]+")) {
      if (!word.isEmpty() && Character.isLowerCase(word.codePointAt(0))) {
        return false;
      }
    }
    return true;
  }

  /** The name as the track spells it first. */
  String spelling(String name) {
    String plain = name.strip();
    return plain.isEmpty() ? "" : spellings.computeIfAbsent(key(plain), key -> plain);
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}

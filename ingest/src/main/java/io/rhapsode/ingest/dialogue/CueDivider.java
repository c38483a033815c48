package io.rhapsode.ingest.dialogue;

import static io.rhapsode.pipeline.book.SkipReason.LYRICS;
import static io.rhapsode.pipeline.book.SkipReason.NOTHING_TO_SPEAK;
import static io.rhapsode.pipeline.book.SkipReason.ON_SCREEN_TEXT;
import static io.rhapsode.pipeline.book.SkipReason.SOUND_DESCRIPTION;
import static io.rhapsode.pipeline.book.SkipReason.SPEAKER_LABEL;

import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import java.util.Locale;
import java.util.Optional;

/** The rules for one cue. Not for several threads. */
final class CueDivider {
  private static final String NOTES = "♪♫♬♩";
  private static final String DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212";
  private static final String OPENING = "[(（［【";
  private static final String CLOSING = "])）］】";
  private static final String SENTENCE_ENDS = ".!?…\"”»'’)]";

  private final Cue cue;
  private final DialogueSettings settings;
  private final DialogueWords words;
  private final SpeakerNames names;
  private final CueCanvas canvas;
  private final String text;

  CueDivider(Cue cue, DialogueSettings settings, DialogueWords words, SpeakerNames names) {
    this.cue = cue;
    this.settings = settings;
    this.words = words;
    this.names = names;
    this.canvas = new CueCanvas(cue, names);
    this.text = cue.text();
  }

  /** The canvas with everything divided. */
  CueCanvas divide() {
    if (cue.startMillis() > settings.latestHours() * 3_600_000L) {
      canvas.silence(0, text.length(), ON_SCREEN_TEXT, "begins after the last hour");
    } else if (isOnScreen() && !settings.speakOnScreenText()) {
      canvas.silence(0, text.length(), ON_SCREEN_TEXT, "");
    } else if (words.isCredit(text)) {
      canvas.silence(0, text.length(), ON_SCREEN_TEXT, "credits");
    } else {
      lyrics();
      lines();
      brackets();
    }
    return canvas;
  }

  /** Forced narratives, and what SubStation puts at a place of the picture as a sign. */
  private boolean isOnScreen() {
    String style =
        (cue.settings().getOrDefault("style", "") + " " + cue.settings().getOrDefault("effect", ""))
            .toLowerCase(Locale.ROOT);
    return "true".equals(cue.settings().get("forcedDisplay"))
        || settings.onScreenStyles().stream().anyMatch(style::contains);
  }

  /** From a note to the last note of its line, or to the end where there is no other. */
  private void lyrics() {
    for (int start = 0; start < text.length(); start = lineEnd(start) + 1) {
      int end = lineEnd(start);
      int first = start;
      while (first < end && NOTES.indexOf(text.charAt(first)) < 0) {
        first++;
      }
      boolean hash = text.startsWith("# ", start) && text.charAt(end - 1) == '#';
      if (hash) {
        first = start;
      }
      if (first < end) {
        int last = end - 1;
        while (last > first && !hash && NOTES.indexOf(text.charAt(last)) < 0) {
          last--;
        }
        sung(first, last == first ? end : last + 1);
      }
    }
  }

  private void sung(int start, int end) {
    if (!settings.speakLyrics()) {
      boolean silent = text.substring(start, end).codePoints().noneMatch(Character::isLetter);
      canvas.silence(start, end, silent ? SOUND_DESCRIPTION : LYRICS, silent ? "music" : "");
      return;
    }
    for (int at = start; at < end; at++) {
      if (NOTES.indexOf(text.charAt(at)) >= 0 || text.charAt(at) == '#') {
        canvas.silence(at, at + 1, NOTHING_TO_SPEAK, "");
      }
    }
  }

  private int lineEnd(int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }

  /** What stands at the beginning of lines: hyphens, ">>", names. */
  private void lines() {
    int dashes = 0;
    for (int start = 0; start < text.length(); start = lineEnd(start) + 1) {
      dashes += isDash(skipSpace(start)) ? 1 : 0;
    }
    for (int start = 0; start < text.length(); start = lineEnd(start) + 1) {
      int at = skipSpace(start);
      if (at < text.length() && canvas.isSilent(at)) {
        continue;
      }
      boolean turned = isTurn(at, dashes > 1);
      if (turned) {
        at = turn(at, at + 1);
      }
      label(at);
      inner(at, lineEnd(start), turned);
    }
  }

  private int skipSpace(int at) {
    int next = at;
    while (next < text.length()
        && text.charAt(next) != '\n'
        && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next;
  }

  private boolean isDash(int at) {
    return at + 1 < text.length() && DASHES.indexOf(text.charAt(at)) >= 0;
  }

  /** A hyphen before a letter; a longer dash only with a space or where others stand as well. */
  private boolean isTurn(int at, boolean several) {
    if (!isDash(at)) {
      return false;
    }
    char next = text.charAt(at + 1);
    if (Character.isWhitespace(next)) {
      return next != '\n';
    }
    boolean speech = Character.isLetter(next) || "¿¡\"“«'‘([…".indexOf(next) >= 0;
    return speech && (text.charAt(at) == '-' || several);
  }

  /** Silences a sign of a change of speaker and tells where speech begins. */
  private int turn(int start, int end) {
    canvas.silence(start, end, SPEAKER_LABEL, "");
    int at = skipSpace(end);
    canvas.turn(at, "");
    return at;
  }

  private void label(int start) {
    int at = start;
    if (text.startsWith(">>", at)) {
      int end = at;
      while (end < text.length() && text.charAt(end) == '>') {
        end++;
      }
      at = turn(at, end);
    }
    Optional<SpeakerNames.Label> label = names.labelAt(text, at);
    if (label.isPresent()) {
      canvas.silence(at, label.get().end(), SPEAKER_LABEL, label.get().name());
      canvas.turn(afterSpace(label.get().end()), label.get().name());
    }
  }

  private int afterSpace(int at) {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next;
  }

  /** Changes of speaker inside a line: " - No." behind a sentence, and " >> ". */
  private void inner(int start, int end, boolean dashed) {
    for (int at = start + 1; at + 2 < end; at++) {
      if (!Character.isWhitespace(text.charAt(at - 1))) {
        continue;
      }
      if (text.startsWith(">>", at) && !canvas.isSilent(at)) {
        label(at);
      } else if (dashed
          && at > 1
          && isDash(at)
          && Character.isWhitespace(text.charAt(at + 1))
          && SENTENCE_ENDS.indexOf(text.charAt(at - 2)) >= 0) {
        label(turn(at, at + 1));
      }
    }
  }

  /** Sounds, how something is said, and names in brackets. */
  private void brackets() {
    boolean[] unclosed = new boolean[OPENING.length()];
    boolean first = true;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      int kind = OPENING.indexOf(unit);
      int end = kind < 0 || unclosed[kind] || canvas.isSilent(at) ? -1 : closing(at, kind);
      if (end >= 0) {
        bracket(at, end + 1, first);
        at = end;
        first &= canvas.isSilent(end);
        continue;
      }
      if (kind >= 0 && !canvas.isSilent(at) && !unclosed[kind]) {
        unclosed[kind] = true;
        if (unit == '[') {
          canvas.silence(at, lineEnd(at), SOUND_DESCRIPTION, "not closed");
        }
      }
      first = unit == '\n' || first && (canvas.isSilent(at) || Character.isWhitespace(unit));
    }
  }

  private int closing(int start, int kind) {
    int depth = 0;
    for (int at = start; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit == OPENING.charAt(kind)) {
        depth++;
      } else if (unit == CLOSING.charAt(kind)) {
        depth--;
        if (depth == 0) {
          return at;
        }
      }
    }
    return -1;
  }

  /**
   * One pair of brackets with what is in it.
   *
   * @param first whether nothing is said before it in its line
   */
  private void bracket(int start, int end, boolean first) {
    String content = text.substring(start + 1, end - 1).strip();
    boolean round = text.charAt(start) == '(' || text.charAt(start) == '（';
    boolean labels = first && !canvas.isEmpty(end) && names.isName(content);
    if (labels && (!canvas.isLineEmpty(end) || words.beginsWithPerson(content))) {
      int behind = end < text.length() && ":：".indexOf(text.charAt(end)) >= 0 ? end + 1 : end;
      String speaker = names.spelling(content);
      canvas.silence(start, behind, SPEAKER_LABEL, speaker);
      canvas.turn(afterSpace(behind), speaker);
    } else if (!round || first || isUpperCase(content) || words.hasSound(content)) {
      canvas.silence(start, end, SOUND_DESCRIPTION, content);
    }
  }

  private static boolean isUpperCase(String content) {
    return content.codePoints().anyMatch(Character::isUpperCase)
        && content.codePoints().noneMatch(Character::isLowerCase)
        && content.codePoints().filter(Character::isLetter).count() > 3;
  }
}

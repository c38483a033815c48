package io.rhapsode.ingest.cast.play;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads plays and interviews: "NAME. text", "Name: text", a name on a line of its own or in the
 * first cell of a row. A text is one when names stand before much of it, come again and take turns.
 */
public final class PlayReader {
  private static final int FEWEST_SPEECHES = 4;
  private static final double SHARE = 0.3;

  /** A dialogue inside prose ends where more blocks have no name before. */
  private static final int LONGEST_GAP = 2;

  private static final double TURNS = 0.6;

  /** Names in small letters before a full stop are more often words of a text. */
  private static final int FEWEST_SMALL = 3;

  private static final Pattern DIRECTION = Pattern.compile("\\[[^\\]]{1,300}\\]|\\([^)]{1,300}\\)");

  /** A direction inside a speech is shorter, in words. */
  private static final int LONGEST_DIRECTION = 6;

  private final List<PlayUnit> units;
  private final CastWords words;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<List<SpeakerLabel>> readings = new ArrayList<>();

  private PlayReader(List<PlayUnit> units, CastWords words) {
    this.units = units;
    this.words = words;
    for (PlayUnit unit : units) {
      List<SpeakerLabel> labels = SpeakerLabel.at(unit, words);
      readings.add(labels);
      labels.forEach(label -> counts.merge(label.key(), 1, Integer::sum));
    }
  }

  /** The speeches of a chapter, none if it is no play. */
  public static List<PlaySpeech> read(List<PlayUnit> units, CastWords words) {
    PlayReader reader = new PlayReader(units, words);
    List<Optional<SpeakerLabel>> labels = reader.labels();
    if (reader.isPlay(labels, 0, units.size())) {
      return reader.speeches(labels, 0, units.size());
    }
    return reader.dialogues(labels);
  }

  /** The speeches of dialogues inside prose, each a play by itself. */
  private List<PlaySpeech> dialogues(List<Optional<SpeakerLabel>> labels) {
    List<PlaySpeech> speeches = new ArrayList<>();
    int start = -1;
    int last = -1;
    for (int index = 0; index <= units.size(); index++) {
      boolean ended = index == units.size() || index - last > LONGEST_GAP;
      if (start >= 0 && ended) {
        if (isPlay(labels, start, last + 1)) {
          speeches.addAll(speeches(labels, start, last + 1));
        }
        start = -1;
      }
      if (index < units.size() && labels.get(index).isPresent()) {
        start = start < 0 ? index : start;
        last = index;
      }
    }
    return speeches;
  }

  private List<Optional<SpeakerLabel>> labels() {
    List<Optional<SpeakerLabel>> labels = new ArrayList<>();
    for (int index = 0; index < units.size(); index++) {
      PlayUnit unit = units.get(index);
      labels.add(
          readings.get(index).stream()
              .filter(label -> isLabel(label, unit))
              .reduce((shorter, longer) -> longer));
    }
    return labels;
  }

  private boolean isLabel(SpeakerLabel label, PlayUnit unit) {
    int count = counts.get(label.key());
    if (label.mark() == ' ') {
      return count > 1 && (label.isCapitals() || unit.row());
    }
    if (label.isCapitals()) {
      return label.name().length() > 1 || count > 1;
    }
    return label.mark() == ':' ? count > 1 : count >= FEWEST_SMALL;
  }

  private boolean isPlay(List<Optional<SpeakerLabel>> labels, int from, int to) {
    List<String> order =
        labels.subList(from, to).stream().flatMap(Optional::stream).map(SpeakerLabel::key).toList();
    Map<String, Long> byKey =
        order.stream().collect(Collectors.groupingBy(key -> key, Collectors.counting()));
    long again = byKey.values().stream().filter(count -> count > 1).count();
    int turns = 0;
    for (int i = 1; i < order.size(); i++) {
      turns += order.get(i).equals(order.get(i - 1)) ? 0 : 1;
    }
    long spoken = units.subList(from, to).stream().filter(unit -> !unit.line()).count();
    return order.size() >= FEWEST_SPEECHES
        && byKey.size() > 1
        && again > 1
        && byKey.size() <= 0.7 * order.size()
        && order.size() >= SHARE * spoken
        && turns >= TURNS * (order.size() - 1);
  }

  private List<PlaySpeech> speeches(List<Optional<SpeakerLabel>> labels, int from, int to) {
    List<PlaySpeech> speeches = new ArrayList<>();
    Optional<SpeakerLabel> current = Optional.empty();
    for (int index = from; index < to; index++) {
      PlayUnit unit = units.get(index);
      Optional<SpeakerLabel> label = labels.get(index);
      if (label.isPresent()) {
        current = label;
        Span span = new Span(0, label.get().end());
        speeches.add(
            new PlaySpeech(
                unit.block(), name(label.get()), Optional.of(span), said(unit, span.end())));
      } else if (current.isPresent() && goesOn(unit, current.get())) {
        List<Span> said = said(unit, 0);
        if (!said.isEmpty()) {
          speeches.add(new PlaySpeech(unit.block(), name(current.get()), Optional.empty(), said));
        }
      } else {
        current = Optional.empty();
      }
    }
    return speeches;
  }

  /** Whether a block without a name is said by whoever was named last. */
  private static boolean goesOn(PlayUnit unit, SpeakerLabel label) {
    String text = unit.text().strip();
    boolean direction = text.startsWith("(") || text.startsWith("[");
    return unit.line() || !direction && label.mark() != '.' && label.mark() != '—';
  }

  /** The speech of a block without its directions. */
  private List<Span> said(PlayUnit unit, int from) {
    String text = unit.text();
    List<Span> said = new ArrayList<>();
    Matcher matcher = DIRECTION.matcher(text).region(from, text.length());
    int start = from;
    while (matcher.find()) {
      boolean edge =
          text.substring(from, matcher.start()).isBlank()
              || text.substring(matcher.end()).isBlank();
      if (text.charAt(matcher.start()) == '[' || edge || isDirection(matcher.group())) {
        add(said, text, start, matcher.start());
        start = matcher.end();
      }
    }
    add(said, text, start, text.length());
    return said;
  }

  private boolean isDirection(String bracketed) {
    String[] inner = bracketed.substring(1, bracketed.length() - 1).strip().split("\\s+");
    if (inner.length > LONGEST_DIRECTION) {
      return false;
    }
    for (String word : inner) {
      if (words.isDialogueWord(word.toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  private static void add(List<Span> said, String text, int from, int to) {
    int start = from;
    while (start < to && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    if (start < to && text.substring(start, to).codePoints().anyMatch(Character::isLetterOrDigit)) {
      said.add(new Span(start, to));
    }
  }

  /** The name of a speaker, always the same; capitals as in running text. */
  private String name(SpeakerLabel label) {
    return names.computeIfAbsent(label.key(), key -> readable(label.name()));
  }

  private static String readable(String name) {
    String plain = name.strip().replaceAll("\\.$", "");
    if (plain.codePoints().anyMatch(Character::isLowerCase)) {
      return plain;
    }
    StringBuilder readable = new StringBuilder();
    boolean start = true;
    for (int at = 0; at < plain.length(); at++) {
      char unit = plain.charAt(at);
      readable.append(start ? unit : Character.toLowerCase(unit));
      start = !Character.isLetter(unit) && unit != '\'' && unit != '’';
    }
    return readable.toString();
  }
}

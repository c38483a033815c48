package io.rhapsode.ingest.document.html;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.ExcludedSpan;
import io.rhapsode.ingest.document.LanguageSpan;
import io.rhapsode.ingest.document.speech.PausePoint;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.text.SourcePlaces;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gathers the text of one block: collapses white space, drops soft hyphens, and remembers which
 * stretch is excluded, in which language, and inside a link. Not safe for use by several threads.
 */
final class BlockBuilder {
  /** As many characters as tell what a raised figure means. */
  private static final int TAIL = 40;

  private static final char SOFT_HYPHEN = '\u00AD';
  private static final Pattern ORNAMENTS =
      Pattern.compile(
          "(?=.*[*⁂•∙◦○●◆◇◊■□▪▫★☆✦✧✱✳❖❦❧#~])[\\s\\p{Z}*⁂•·∙◦○●◆◇◊■□▪▫★☆✦✧✱✳❖❦❧#~_=–—―-]{1,40}"
              + "|[\\s\\p{Z}_=–—―-]{3,40}");

  /** What is known of a stretch of text; a null component says nothing. */
  record Marks(Exclusion exclusion, String language, String link, SpokenWay way) {}

  /** Text that has the same marks, from the end of the run before. */
  record Run(Marks marks, int end) {}

  private final StringBuilder text = new StringBuilder();
  private final List<Run> runs = new ArrayList<>();

  /** Of each character of the text. */
  private int[] places = new int[256];

  private final List<PausePoint> pauses = new ArrayList<>();
  private Marks pendingSpace;
  private char pendingCharacter = ' ';

  int length() {
    return text.length();
  }

  /** The last characters of the text so far, with the white space asked for behind them. */
  String tail() {
    String last = text.substring(Math.max(0, text.length() - TAIL));
    return pendingSpace == null || last.isEmpty() ? last : last + pendingCharacter;
  }

  /**
   * Appends running text whose white space means one space at most.
   *
   * @param places of each character in the markup, -1 where unknown
   */
  void append(String content, Marks marks, int[] places) {
    for (int index = 0; index < content.length(); index++) {
      char unit = content.charAt(index);
      if (isCollapsible(unit)) {
        space(marks);
      } else {
        unit(unit, marks, places[index]);
      }
    }
  }

  /** Appends text as it stands, with its line ends. */
  void appendPreformatted(String content, Marks marks, int[] places) {
    for (int index = 0; index < content.length(); index++) {
      char unit = content.charAt(index);
      boolean carriageReturn = unit == '\r';
      boolean followed = carriageReturn && content.startsWith("\n", index + 1);
      if (!followed) {
        unit(carriageReturn ? '\n' : unit, marks, places[index]);
      }
    }
  }

  /** Notes a silence at the end of the text so far, in milliseconds. */
  void pause(int millis) {
    if (millis > 0) {
      pauses.add(new PausePoint(text.length(), millis, false));
    }
  }

  /** Notes that the silence at the end of the text so far is just so long, in milliseconds. */
  void pauseExactly(int millis) {
    pauses.add(new PausePoint(text.length(), millis, true));
  }

  /** Asks for white space before whatever follows. */
  void space(Marks marks) {
    if (pendingSpace == null) {
      pendingSpace = marks;
    }
  }

  /** Asks for a line end before whatever follows. */
  void lineEnd(Marks marks) {
    pendingSpace = marks;
    pendingCharacter = '\n';
  }

  private void unit(char unit, Marks marks, int place) {
    if (unit == SOFT_HYPHEN || text.isEmpty() && isSpace(unit)) {
      return;
    }
    if (pendingSpace != null && !text.isEmpty()) {
      put(pendingCharacter, pendingSpace, -1);
    }
    pendingSpace = null;
    pendingCharacter = ' ';
    put(unit, marks, place);
  }

  private void put(char unit, Marks marks, int place) {
    if (text.length() == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[text.length()] = place;
    text.append(unit);
    int last = runs.size() - 1;
    if (last >= 0 && runs.get(last).marks().equals(marks)) {
      runs.set(last, new Run(marks, text.length()));
    } else {
      runs.add(new Run(marks, text.length()));
    }
  }

  /** The block, or nothing when there is no text; empties the builder. */
  Optional<DraftBlock> build(String part, BlockKind kind, int level) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    String content = text.substring(0, end);
    List<Run> marked = List.copyOf(runs);
    List<PausePoint> silences = List.copyOf(pauses);
    text.setLength(0);
    runs.clear();
    pendingSpace = null;
    pendingCharacter = ' ';
    if (content.isEmpty()) {
      return Optional.empty();
    }
    pauses.clear();
    Optional<String> language = mainLanguage(marked, end);
    List<ExcludedSpan> exclusions = exclusions(marked, end);
    BlockKind named = kind;
    if (kind == BlockKind.PARAGRAPH && ORNAMENTS.matcher(content).matches()) {
      named = BlockKind.BREAK;
      exclusions = exclusions.isEmpty() ? List.of(ornament(end)) : exclusions;
    } else if (kind == BlockKind.PARAGRAPH && describesPicture(exclusions, end)) {
      named = BlockKind.IMAGE_DESCRIPTION;
    }
    Block block =
        new Block(
                part, named, level, content, language, exclusions, languages(marked, end, language))
            .at(SourcePlaces.of(Arrays.copyOf(places, end)))
            .spoken(SpokenWay.marks(marked, silences, end));
    return Optional.of(DraftBlock.of(block, links(marked, end)));
  }

  private static ExcludedSpan ornament(int length) {
    return new ExcludedSpan(new Span(0, length), SkipReason.NOTHING_TO_SPEAK, "scene break");
  }

  private static boolean describesPicture(List<ExcludedSpan> exclusions, int length) {
    return exclusions.size() == 1
        && exclusions.get(0).characters().length() == length
        && exclusions.get(0).detail().equals(DocumentRoles.IMAGE_DESCRIPTION);
  }

  private static List<ExcludedSpan> exclusions(List<Run> runs, int length) {
    List<ExcludedSpan> spans = new ArrayList<>();
    int start = 0;
    for (Run run : runs) {
      int end = Math.min(run.end(), length);
      Exclusion exclusion = run.marks().exclusion();
      if (exclusion != null && end > start) {
        int last = spans.size() - 1;
        if (last >= 0
            && spans.get(last).characters().end() == start
            && spans.get(last).reason() == exclusion.reason()
            && spans.get(last).detail().equals(exclusion.detail())) {
          Span joined = new Span(spans.get(last).characters().start(), end);
          spans.set(last, new ExcludedSpan(joined, exclusion.reason(), exclusion.detail()));
        } else {
          spans.add(new ExcludedSpan(new Span(start, end), exclusion.reason(), exclusion.detail()));
        }
      }
      start = Math.max(start, end);
    }
    return spans;
  }

  private static Optional<String> mainLanguage(List<Run> runs, int length) {
    Map<Optional<String>, Integer> lengths = new LinkedHashMap<>();
    int start = 0;
    for (Run run : runs) {
      int end = Math.min(run.end(), length);
      lengths.merge(Optional.ofNullable(run.marks().language()), end - start, Integer::sum);
      start = end;
    }
    Optional<String> main = Optional.empty();
    int longest = -1;
    for (Map.Entry<Optional<String>, Integer> entry : lengths.entrySet()) {
      if (entry.getValue() > longest) {
        main = entry.getKey();
        longest = entry.getValue();
      }
    }
    return main;
  }

  private static List<LanguageSpan> languages(
      List<Run> runs, int length, Optional<String> language) {
    List<LanguageSpan> spans = new ArrayList<>();
    int start = 0;
    for (Run run : runs) {
      int end = Math.min(run.end(), length);
      String own = run.marks().language();
      if (own != null && end > start && !Objects.equals(own, language.orElse(null))) {
        int last = spans.size() - 1;
        if (last >= 0
            && spans.get(last).characters().end() == start
            && spans.get(last).language().equals(own)) {
          spans.set(
              last, new LanguageSpan(new Span(spans.get(last).characters().start(), end), own));
        } else {
          spans.add(new LanguageSpan(new Span(start, end), own));
        }
      }
      start = Math.max(start, end);
    }
    return spans;
  }

  private static List<DraftBlock.Link> links(List<Run> runs, int length) {
    List<DraftBlock.Link> links = new ArrayList<>();
    int start = 0;
    for (Run run : runs) {
      int end = Math.min(run.end(), length);
      if (run.marks().link() != null && end > start) {
        links.add(new DraftBlock.Link(new Span(start, end), run.marks().link()));
      }
      start = Math.max(start, end);
    }
    return links;
  }

  private static boolean isCollapsible(char unit) {
    return unit == ' ' || unit == '\n' || unit == '\t' || unit == '\r' || unit == '\f';
  }

  private static boolean isSpace(char unit) {
    return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
  }
}

package io.rhapsode.ingest.document.html;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.html.element.ElementText;
import io.rhapsode.ingest.document.html.element.Formula;
import io.rhapsode.ingest.document.html.element.HtmlElements;
import io.rhapsode.ingest.document.html.element.ListLabels;
import io.rhapsode.ingest.document.html.element.Roles;
import io.rhapsode.ingest.document.html.element.Script;
import io.rhapsode.ingest.document.html.element.VerseElements;
import io.rhapsode.ingest.document.html.markup.MarkupPlaces;
import io.rhapsode.ingest.document.typography.RaisedText;
import io.rhapsode.ingest.limit.Interruption;
import io.rhapsode.pipeline.book.SkipReason;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** One pass over a document that cuts its text into blocks. Used once, by one thread. */
final class HtmlWalk implements NodeVisitor {
  /** An open block element and what the text in it is. */
  private record Frame(Element element, BlockKind kind, int level) {}

  private static final int GLYPH_CODE_POINTS = 2;

  /** Longer raised text is a remark and stays as it is. */
  private static final int LONGEST_SCRIPT = 24;

  /** As much of the text behind a raised figure as tells what it means. */
  private static final int OPENING = 40;

  private final String part;
  private final MarkupPlaces places;
  private final ExclusionRules rules;
  private final ListLabels labels;
  private final VerseElements verse;
  private final SpokenMarkup speech;
  private final BlockBuilder builder = new BlockBuilder();
  private final Drafts drafts = new Drafts();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Deque<String> languages = new ArrayDeque<>();
  private final Deque<Element> links = new ArrayDeque<>();
  private Element notText;
  private Element excludedBy;
  private Exclusion exclusion;
  private int preformatted;
  private int lengthAtLineBreak = -1;

  /** Whether the next text of the block is a further line of verse. */
  private boolean furtherLine;

  /** What the next text in a table is. */
  private BlockKind tableKind = BlockKind.TABLE_ROW;

  /**
   * @param wholly reason why nothing of the document is to be read, or null
   */
  HtmlWalk(
      String part,
      MarkupPlaces places,
      ExclusionRules rules,
      ListLabels labels,
      VerseElements verse,
      SpokenMarkup speech,
      Exclusion wholly) {
    this.part = part;
    this.places = places;
    this.verse = verse;
    this.rules = rules;
    this.labels = labels;
    this.speech = speech;
    this.exclusion = wholly;
    frames.push(new Frame(null, BlockKind.PARAGRAPH, 0));
  }

  List<DraftBlock> drafts() {
    flush();
    return drafts.blocks();
  }

  /** What the document asks for in vain. */
  List<String> warnings() {
    return speech.warnings();
  }

  Map<String, Integer> anchors() {
    return drafts.anchors();
  }

  @Override
  public void head(Node node, int depth) {
    Interruption.check();
    if (notText != null) {
      return;
    }
    if (node instanceof TextNode text) {
      text(text.getWholeText(), places.of(text));
    } else if (node instanceof Element element) {
      open(element, HtmlElements.localName(element));
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node == notText) {
      notText = null;
    } else if (notText == null && node instanceof Element element) {
      close(element, HtmlElements.localName(element));
    }
  }

  private void text(String content, int[] sources) {
    BlockBuilder.Marks marks = marks(exclusion, content);
    if (preformatted > 0) {
      builder.appendPreformatted(content, marks, sources);
    } else {
      builder.append(content, marks, sources);
    }
  }

  /** Appends what an element stands for. */
  private void append(String content, BlockBuilder.Marks marks, Element element) {
    int[] sources = new int[content.length()];
    Arrays.fill(sources, places.of(element));
    builder.append(content, marks, sources);
  }

  private void open(Element element, String name) {
    if (HtmlElements.isNotText(element, name)) {
      notText = element;
      return;
    }
    boolean block = HtmlElements.isBlock(name);
    if (block) {
      flush();
      frames.push(frame(element, name));
      labels.of(element).ifPresent(found -> drafts.label(element, found));
      furtherLine = verse.isFurtherLine(element);
    } else if (verse.isLine(element)) {
      endLine();
    }
    anchor(element.id());
    if (name.equals("a")) {
      anchor(element.attr("name"));
    }
    HtmlElements.language(element).ifPresent(languages::push);
    speech.open(element);
    builder.pause(speech.pauseBeforeMillis(element));
    speech.silenceMillis(element).ifPresent(this::silence);
    if (speech.isSentence(element)) {
      builder.space(marks());
    }
    if (exclusion == null) {
      exclusion = speech.leftOut(element).orElseGet(() -> rules.of(element, name));
      excludedBy = exclusion == null ? null : element;
    }
    if (HtmlElements.isInternalLink(element, name)) {
      links.push(element);
    }
    if (!script(element, name)) {
      special(element, name);
    }
  }

  /** Takes raised or lowered text for what it means; says whether it did. */
  private boolean script(Element element, String name) {
    Optional<Script> script = rules.script(element, name);
    String text = script.isEmpty() ? "" : ElementText.opening(element, LONGEST_SCRIPT + 1);
    if (text.isBlank()
        || text.length() > LONGEST_SCRIPT
        || exclusion != null
        || element.getAllElements().stream().anyMatch(this::isExcluded)) {
      return false;
    }
    String before = builder.tail();
    if (script.get() == Script.LOWERED) {
      append(RaisedText.lowered(before, text), marks(), element);
    } else {
      RaisedText raised =
          RaisedText.of(before, text, behind(element), Optional.ofNullable(languages.peek()));
      boolean skipped = raised.mark() && rules.skips("noteref");
      append(
          raised.text(),
          skipped ? marks(new Exclusion(SkipReason.ROLE, "noteref")) : marks(),
          element);
    }
    element.getAllElements().forEach(inner -> anchor(inner.id()));
    notText = element;
    close(element, name);
    return true;
  }

  private boolean isExcluded(Element element) {
    return rules.of(element, HtmlElements.localName(element)) != null
        || HtmlElements.isBlock(HtmlElements.localName(element));
  }

  /** The text that follows an element in its paragraph. */
  private static String behind(Element element) {
    Node next = element.nextSibling();
    return next instanceof TextNode text
        ? text.getWholeText()
        : next instanceof Element following ? ElementText.opening(following, OPENING) : "";
  }

  private void special(Element element, String name) {
    switch (name) {
      case "tr" -> tableKind = BlockKind.TABLE_ROW;
      case "td", "th" -> beginCell();
      case "pre" -> preformatted++;
      case "br" -> lineBreak();
      case "hr" -> rule();
      case "img", "image" -> picture(element);
      case "math" -> formula(element);
      default -> {
        if (HtmlElements.isMathToken(name)) {
          builder.space(marks());
        }
      }
    }
  }

  private void close(Element element, String name) {
    pauseAfter(element);
    speech.close(element);
    if (speech.isSentence(element)) {
      builder.space(marks());
    }
    if (!HtmlElements.isBlock(name) && verse.isLine(element)) {
      endLine();
    }
    if (HtmlElements.isBlock(name)) {
      flush();
      furtherLine = false;
      frames.pop();
      drafts.endLabel(element);
    } else if (HtmlElements.isMathToken(name)) {
      builder.space(marks());
    }
    if (name.equals("pre")) {
      preformatted--;
    }
    if (links.peek() == element) {
      links.pop();
    }
    HtmlElements.language(element).ifPresent(language -> languages.pop());
    if (excludedBy == element) {
      excludedBy = null;
      exclusion = null;
    }
  }

  private void pauseAfter(Element element) {
    int millis = speech.pauseAfterMillis(element);
    if (builder.length() > 0) {
      builder.pause(millis);
    } else if (millis > 0) {
      drafts.pause(millis, false);
    }
  }

  /** A silence that stands between two words or two blocks. */
  private void silence(int millis) {
    if (builder.length() > 0) {
      builder.space(marks());
      builder.pauseExactly(millis);
    } else if (!drafts.pause(millis, true)) {
      speech.silenceBeforeText();
    }
  }

  private Frame frame(Element element, String name) {
    Frame outer = frames.peek();
    int level = HtmlElements.headingLevel(element, name);
    if (level > 0) {
      return new Frame(element, BlockKind.HEADING, level);
    }
    Optional<BlockKind> kind = HtmlElements.kind(name);
    if (kind.isEmpty() || outer.kind() == BlockKind.HEADING) {
      return new Frame(element, outer.kind(), outer.level());
    }
    return new Frame(element, kind.get(), 0);
  }

  private void anchor(String id) {
    drafts.anchor(id, builder.length());
  }

  private void flush() {
    Frame frame = frames.peek();
    boolean cell = frame.kind() == BlockKind.TABLE_CELL;
    boolean further = furtherLine && isLined(frame.kind()) && builder.length() > 0;
    furtherLine &= !further;
    BlockKind kind = further ? BlockKind.LINE : cell ? tableKind : frame.kind();
    Optional<DraftBlock> built = builder.build(part, kind, frame.level());
    if (cell && built.isPresent()) {
      tableKind = BlockKind.PARAGRAPH;
    }
    lengthAtLineBreak = -1;
    drafts.add(built);
  }

  /** Two line breaks with nothing between them end a paragraph, as many converted books have it. */
  private void lineBreak() {
    if (preformatted > 0) {
      builder.appendPreformatted("\n", marks(), new int[] {-1});
    } else if (builder.length() == lengthAtLineBreak) {
      flush();
      furtherLine = false;
    } else {
      breakLine();
      lengthAtLineBreak = builder.length();
    }
  }

  /** The lines of a heading and of verse are spoken one by one, others are running text. */
  private void breakLine() {
    Frame frame = frames.peek();
    if (frame.kind() == BlockKind.HEADING) {
      builder.lineEnd(marks());
    } else if (isLined(frame.kind()) && verse.isVerse(frame.element())) {
      endLine();
    } else {
      builder.space(marks());
    }
  }

  private static boolean isLined(BlockKind kind) {
    return kind == BlockKind.PARAGRAPH || kind == BlockKind.QUOTE || kind == BlockKind.LIST_ITEM;
  }

  /** Ends a line of verse: what follows in the same element is a line of its own. */
  private void endLine() {
    boolean text = builder.length() > 0;
    flush();
    furtherLine |= text;
  }

  private void rule() {
    flush();
    if (exclusion == null) {
      Block rule = new Block(part, BlockKind.BREAK, 0, "", Optional.empty(), List.of(), List.of());
      drafts.addBreak(new DraftBlock(rule, List.of()));
    }
  }

  /**
   * A picture of one letter, as of an initial or a rare ideograph, is that letter; one that is all
   * of a heading is the heading.
   */
  private void picture(Element element) {
    String description = element.attr("alt").strip();
    Set<String> roles = Roles.of(element);
    if (description.isEmpty() || roles.contains("presentation") || roles.contains("none")) {
      return;
    }
    if (description.codePointCount(0, description.length()) <= GLYPH_CODE_POINTS) {
      append(description, marks(), element);
      return;
    }
    Element title = element.closest("h1, h2, h3, h4, h5, h6");
    boolean heading = title != null && title.text().isBlank();
    if (exclusion != null || heading || !rules.skips(DocumentRoles.IMAGE_DESCRIPTION)) {
      builder.space(marks());
      append(description, marks(), element);
      builder.space(marks());
      return;
    }
    Exclusion skipped = new Exclusion(SkipReason.ROLE, DocumentRoles.IMAGE_DESCRIPTION);
    append(description, marks(skipped), element);
  }

  private void beginCell() {
    if (tableKind != BlockKind.TABLE_ROW) {
      tableKind = BlockKind.TABLE_CELL;
    }
  }

  private void formula(Element element) {
    String alternative = element.attr("alttext");
    boolean told = !alternative.isBlank();
    if (!told && exclusion != null) {
      return;
    }
    Exclusion own = excludedBy == element ? null : exclusion;
    if (told) {
      builder.space(marks(own));
      append(alternative, marks(own), element);
      builder.space(marks(own));
    } else {
      append(Formula.text(element), marks(own), element);
      notText = element;
      close(element, "math");
    }
  }

  private BlockBuilder.Marks marks() {
    return marks(exclusion);
  }

  private BlockBuilder.Marks marks(Exclusion reason) {
    return marks(reason, "");
  }

  private BlockBuilder.Marks marks(Exclusion reason, String content) {
    Element link = links.peek();
    return new BlockBuilder.Marks(
        reason,
        languages.peek(),
        link == null ? null : HtmlElements.target(link),
        speech.way(content));
  }
}

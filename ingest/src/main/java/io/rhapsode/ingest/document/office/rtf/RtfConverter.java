package io.rhapsode.ingest.document.office.rtf;

import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.office.word.WordStyles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * RTF to HTML: headers, notes, hidden and raised text as what they are. Used once, by one thread.
 */
final class RtfConverter implements RtfTokens.Handler {
  /** Of a paragraph that goes on after its note. */
  private static final String OPEN = "data-open";

  /** Where text goes. */
  private enum Destination {
    BODY,
    NOTHING,
    FONTS,
    STYLES,
    TITLE,
    AUTHOR
  }

  /** What holds inside a group; copied when one opens. */
  private static final class State implements Cloneable {
    private Destination destination = Destination.BODY;
    private Element target;
    private boolean ignorable;
    private boolean hidden;
    private boolean struck;
    private String script = "";
    private int font;
    private int skip = 1;

    State copy() {
      try {
        return (State) clone();
      } catch (CloneNotSupportedException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private final Document html = Document.createShell("");
  private final DocumentFacts facts;
  private final Deque<State> states = new ArrayDeque<>();
  private final Map<Integer, Charset> fonts = new HashMap<>();
  private final Map<Integer, String> styles = new HashMap<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StringBuilder told = new StringBuilder();
  private final List<Element> notes = new ArrayList<>();
  private State state = new State();
  private Charset charset = Charset.forName("windows-1252");
  private Element paragraph;
  private Element row;
  private boolean inTable;
  private int level;
  private int style;
  private int skipping;
  private int definedFont;
  private int definedStyle;

  RtfConverter(DocumentFacts facts) {
    this.facts = facts;
    state.target = html.body();
  }

  /** The document, once all tokens were handed over. */
  Document html() {
    flush();
    endParagraph();
    return html;
  }

  @Override
  public void open() {
    flush();
    states.push(state);
    state = state.copy();
    state.ignorable = false;
  }

  @Override
  public void close() {
    flush();
    Destination ended = state.destination;
    State before = states.isEmpty() ? new State() : states.pop();
    if (before.target == null) {
      before.target = html.body();
    }
    boolean left = ended != before.destination;
    if (left && ended == Destination.TITLE) {
      facts.title(told.toString());
    } else if (left && ended == Destination.AUTHOR) {
      facts.author(told.toString());
    } else if (ended == Destination.STYLES) {
      styles.put(definedStyle, WordStyles.byName(told.toString().replaceAll(";.*", "").strip()));
    }
    if (ended != Destination.BODY) {
      told.setLength(0);
    }
    if (before.target != state.target) {
      endParagraph();
      paragraph = outer(before.target);
    }
    state = before;
  }

  /** The paragraph that a note or a header has interrupted. */
  private Element outer(Element target) {
    Element last = target.lastElementChild();
    return last != null && last.hasAttr(OPEN) ? last : null;
  }

  @Override
  public void unit(int value) {
    if (skipping > 0) {
      skipping--;
      return;
    }
    bytes.write(value);
  }

  @Override
  public void control(String word, int parameter) {
    if (skipping > 0 && !word.equals("u")) {
      skipping--;
      return;
    }
    flush();
    String sign = RtfWords.SIGNS.get(word);
    if (sign != null) {
      text(sign);
      return;
    }
    switch (word) {
      case "*" -> state.ignorable = true;
      case "u" -> unicode(parameter);
      case "uc" -> state.skip = Math.max(0, parameter);
      case "ansicpg" -> codePage(parameter);
      case "par", "sect", "page" -> endParagraph();
      case "line", "softline" -> brokenLine();
      case "cell", "nestcell" -> endCell();
      case "row", "nestrow" -> row = null;
      case "intbl" -> inTable = true;
      case "pard" -> {
        level = 0;
        style = 0;
        inTable = false;
      }
      case "outlinelevel" -> level = parameter + 1;
      case "s" -> {
        style = parameter;
        definedStyle = parameter;
      }
      case "plain" -> plain();
      case "f" -> font(parameter);
      case "fcharset" -> fonts.put(definedFont, charset(parameter));
      default -> look(word, parameter);
    }
  }

  /** How the text that follows looks, or else what it is. */
  private void look(String word, int parameter) {
    switch (word) {
      case "v" -> state.hidden = parameter != 0;
      case "deleted" -> state.hidden |= parameter != 0;
      case "strike", "striked" -> state.struck = parameter != 0;
      case "super" -> state.script = parameter == 0 ? "" : "sup";
      case "sub" -> state.script = parameter == 0 ? "" : "sub";
      case "nosupersub" -> state.script = "";
      default -> destination(word);
    }
  }

  private void destination(String word) {
    boolean furniture = RtfWords.FURNITURE.contains(word);
    if (word.equals("fonttbl")) {
      state.destination = Destination.FONTS;
    } else if (word.equals("stylesheet")) {
      state.destination = Destination.STYLES;
    } else if (word.equals("info")) {
      state.destination = Destination.NOTHING;
    } else if (word.equals("title") && state.destination == Destination.NOTHING) {
      state.destination = Destination.TITLE;
    } else if (word.equals("author") && state.destination == Destination.NOTHING) {
      state.destination = Destination.AUTHOR;
    } else if (word.equals("footnote") || furniture) {
      apart(furniture ? "page-furniture" : "footnote");
    } else if (word.equals("ftnalt") && state.target.hasAttr("epub:type")) {
      state.target.attr("epub:type", "endnotes");
    } else if (RtfWords.NOT_TEXT.contains(word)
        || state.ignorable
            && !word.equals("shptxt")
            && !word.equals("cs")
            && !word.equals("ts")
            && !word.equals("ds")) {
      state.destination = Destination.NOTHING;
    }
    state.ignorable = false;
  }

  /** Text that does not stand where it is written: a note, a header. */
  private void apart(String role) {
    Element element =
        new Element(role.equals("footnote") ? "aside" : "div").attr("epub:type", role);
    if (paragraph == null) {
      html.body().appendChild(element);
    } else {
      paragraph.attr(OPEN, "");
      notes.add(element);
    }
    state.target = element;
    state.hidden = false;
    state.script = "";
    paragraph = null;
  }

  private void plain() {
    state.hidden = false;
    state.struck = false;
    state.script = "";
  }

  private void unicode(int parameter) {
    text(String.valueOf((char) parameter));
    skipping = state.skip;
  }

  private void codePage(int parameter) {
    String name =
        parameter == 10000 ? "x-MacRoman" : parameter == 65001 ? "UTF-8" : "windows-" + parameter;
    String dos = "IBM" + parameter;
    charset =
        Charset.forName(
            Charset.isSupported(name) ? name : Charset.isSupported(dos) ? dos : "windows-1252");
  }

  private void font(int parameter) {
    if (state.destination == Destination.FONTS) {
      definedFont = parameter;
    }
    state.font = parameter;
  }

  private Charset charset(int number) {
    String name = RtfWords.CHARSETS.get(number);
    return name != null && Charset.isSupported(name) ? Charset.forName(name) : charset;
  }

  private void flush() {
    if (bytes.size() > 0) {
      Charset own = fonts.getOrDefault(state.font, charset);
      text(bytes.toString(own));
      bytes.reset();
    }
  }

  private void text(String content) {
    switch (state.destination) {
      case BODY -> inline(content);
      case TITLE, AUTHOR, STYLES -> told.append(content);
      default -> {
        return;
      }
    }
  }

  private void inline(String content) {
    if (paragraph == null && content.isBlank()) {
      return;
    }
    Element place = paragraph();
    if (state.hidden) {
      place = place.appendElement("span").attr("hidden", "hidden");
    }
    if (state.struck) {
      place = place.appendElement("s");
    }
    if (!state.script.isEmpty()) {
      place = place.appendElement(state.script);
    }
    place.appendText(content);
  }

  private void brokenLine() {
    if (state.destination == Destination.BODY) {
      paragraph().appendElement("br");
    }
  }

  private Element paragraph() {
    if (paragraph == null) {
      Element target = inTable ? cell() : state.target;
      paragraph = target.appendElement("p");
    }
    return paragraph;
  }

  private Element cell() {
    if (row == null) {
      Element last = state.target.lastElementChild();
      boolean goesOn = last != null && last.normalName().equals("table");
      row = (goesOn ? last : state.target.appendElement("table")).appendElement("tr");
    }
    return row.appendElement("td");
  }

  private void endCell() {
    inTable = true;
    if (paragraph == null) {
      cell();
    }
    endParagraph();
  }

  /** Ends the paragraph, tells what it is, and puts its notes behind it. */
  private void endParagraph() {
    if (paragraph == null || state.destination != Destination.BODY) {
      return;
    }
    String name =
        level > 0 && level <= 9 ? "h" + Math.min(6, level) : styles.getOrDefault(style, "p");
    if (!inTable && name.matches("h[1-6]|blockquote|pre")) {
      paragraph.tagName(name);
    }
    paragraph.removeAttr(OPEN);
    if (state.target == html.body() || inTable) {
      for (int index = notes.size() - 1; index >= 0; index--) {
        paragraph.after(notes.get(index));
      }
      notes.clear();
    }
    paragraph = null;
  }
}

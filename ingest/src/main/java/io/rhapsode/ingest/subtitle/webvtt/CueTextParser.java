package io.rhapsode.ingest.subtitle.webvtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Cue text by section 6.4 of the standard: an element that is not known, or stands where it may
 * not, is left out, its text is not; what is not closed ends with the cue. Not for several threads.
 */
final class CueTextParser {
  private static final Set<String> ELEMENTS = Set.of("c", "i", "b", "u", "ruby", "rt", "v", "lang");

  /** Takes elements, text and times in their order; every element that is opened is closed. */
  interface Handler {
    void open(CueTextToken.Start element);

    /**
     * Ends the element that was opened last.
     *
     * @param byEndTag whether its end stands in the text, and not only the end of the cue
     */
    void close(boolean byEndTag);

    void text(String text);

    /**
     * When the text behind it appears.
     *
     * @param millis since the start of the film
     */
    void timestamp(long millis);

    /** A begin or an end that is left out. */
    void ignored(String tag);
  }

  private final CueTextTokenizer tokens;
  private final Handler handler;
  private final Deque<String> open = new ArrayDeque<>();

  private CueTextParser(String text, Handler handler) {
    this.tokens = new CueTextTokenizer(text);
    this.handler = handler;
  }

  static void parse(String text, Handler handler) {
    new CueTextParser(text, handler).parse();
  }

  private void parse() {
    for (CueTextToken token = tokens.next(); token != null; token = tokens.next()) {
      if (token instanceof CueTextToken.Text found) {
        handler.text(found.text());
      } else if (token instanceof CueTextToken.Start start) {
        open(start);
      } else if (token instanceof CueTextToken.End end) {
        close(end.name());
      } else if (token instanceof CueTextToken.Timestamp timestamp) {
        timestamp(timestamp.written());
      }
    }
    while (!open.isEmpty()) {
      open.pop();
      handler.close(false);
    }
  }

  private void open(CueTextToken.Start start) {
    boolean misplaced = start.name().equals("rt") && !"ruby".equals(open.peek());
    if (misplaced || !ELEMENTS.contains(start.name())) {
      handler.ignored("<" + start.name() + ">");
      return;
    }
    open.push(start.name());
    handler.open(start);
  }

  private void close(String name) {
    if (name.equals("ruby") && "rt".equals(open.peek())) {
      open.pop();
      handler.close(true);
    }
    if (name.equals(open.peek())) {
      open.pop();
      handler.close(true);
    } else {
      handler.ignored("</" + name + ">");
    }
  }

  private void timestamp(String written) {
    WebVttTime time = new WebVttTime(written);
    time.millis()
        .ifPresentOrElse(
            millis -> {
              if (time.position() == written.length()) {
                handler.timestamp(millis);
              } else {
                handler.ignored("<" + written + ">");
              }
            },
            () -> handler.ignored("<" + written + ">"));
  }
}

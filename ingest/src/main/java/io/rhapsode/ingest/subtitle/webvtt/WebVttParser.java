package io.rhapsode.ingest.subtitle.webvtt;

import io.rhapsode.ingest.subtitle.Lines;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.pipeline.failure.FailureCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The parser of section 6.1 of the standard, block by block. Not for several threads. */
final class WebVttParser {
  private static final String SIGNATURE = "WEBVTT";
  private static final String ARROW = "-->";

  /** Takes what is found, in the order of the file. */
  interface Handler {
    void cue(WebVttCue cue);

    void region(WebVttRegion region);

    /**
     * A block that has an arrow where times should be, and no times that the standard knows.
     *
     * @param line of the arrow, from 1
     */
    void refused(int line, String id, String times, String text);

    /** A block that is no cue, comment, style sheet or region. */
    void stray(int line, String text);
  }

  private final SubtitleFile file;
  private final Handler handler;
  private final Lines lines;
  private final Map<String, WebVttRegion> regions = new HashMap<>();
  private String ahead;

  WebVttParser(SubtitleFile file, Handler handler) {
    this.file = file;
    this.handler = handler;
    this.lines = new Lines(file.text().replace('\0', '\uFFFD'));
  }

  /**
   * Reads the whole file.
   *
   * @throws UnreadableSubtitleException when the file does not begin with the signature
   */
  void parse() throws UnreadableSubtitleException {
    String first = lines.next();
    boolean signed =
        first != null
            && first.startsWith(SIGNATURE)
            && (first.length() == SIGNATURE.length()
                || " \t".indexOf(first.charAt(SIGNATURE.length())) >= 0);
    if (!signed) {
      throw file.unreadable(
          FailureCode.MALFORMED_DOCUMENT,
          1,
          "a WebVTT file begins with the word WEBVTT; put it there, with a blank line below");
    }
    new Block(true).collect();
    while (peek() != null) {
      new Block(false).collect();
    }
  }

  private String peek() {
    if (ahead == null) {
      ahead = lines.next();
    }
    return ahead;
  }

  private void add(Optional<WebVttRegion> region) {
    region.ifPresent(
        found -> {
          regions.put(found.id(), found);
          handler.region(found);
        });
  }

  /** What "collect a WebVTT block" collects. */
  private final class Block {
    private final boolean header;
    private final StringBuilder buffer = new StringBuilder();
    private int count;
    private int firstLine;
    private int timesLine;
    private String id = "";
    private String times = "";
    private OptionalLong startMillis = OptionalLong.empty();
    private OptionalLong endMillis = OptionalLong.empty();
    private WebVttSettings settings = WebVttSettings.DEFAULTS;
    private boolean comment;
    private boolean styleSheet;
    private boolean region;
    private boolean empty = true;

    Block(boolean header) {
      this.header = header;
    }

    void collect() throws UnreadableSubtitleException {
      boolean touched = false;
      for (String line = peek(); line != null; line = peek()) {
        boolean arrow = line.contains(ARROW);
        if (arrow && !mayStartCue()) {
          touched = true;
          break;
        }
        ahead = null;
        count++;
        if (count == 1) {
          firstLine = lines.number();
          comment = isComment(line);
        }
        if (arrow) {
          startCue(line);
        } else if (line.isEmpty()) {
          break;
        } else {
          append(line);
        }
      }
      handOn(touched);
    }

    /** In the first line, or in the second below an identifier. */
    private boolean mayStartCue() {
      return !header && timesLine == 0 && count < 2;
    }

    private void startCue(String line) {
      timesLine = lines.number();
      times = line;
      id = buffer.toString();
      buffer.setLength(0);
      empty = true;
      WebVttTime reading = new WebVttTime(line);
      reading.skipSpace();
      startMillis = reading.millis();
      reading.skipSpace();
      if (startMillis.isPresent() && reading.skip(ARROW)) {
        reading.skipSpace();
        endMillis = reading.millis();
        settings = SettingsParser.cue(line.substring(reading.position()), regions);
      }
    }

    private void append(String line) throws UnreadableSubtitleException {
      if (header) {
        if (line.startsWith("Region:")) {
          add(SettingsParser.region(line.substring("Region:".length()), '='));
        }
        return;
      }
      if (count == 2 && timesLine == 0) {
        String kind = buffer.toString().stripTrailing();
        styleSheet = kind.equals("STYLE");
        region = kind.equals("REGION");
        if (styleSheet || region) {
          buffer.setLength(0);
          empty = true;
        }
      }
      buffer.append(empty ? "" : "\n").append(line);
      empty = false;
      if (!styleSheet && !comment) {
        file.requireCueLength(timesLine > 0 ? timesLine : firstLine, buffer.length());
      }
    }

    private static boolean isComment(String line) {
      return line.equals("NOTE") || line.startsWith("NOTE ") || line.startsWith("NOTE\t");
    }

    private void handOn(boolean touched) {
      String text = buffer.toString();
      if (endMillis.isPresent()) {
        long start = startMillis.getAsLong();
        long end = endMillis.getAsLong();
        handler.cue(new WebVttCue(timesLine, id, start, end, settings, text, touched));
      } else if (timesLine > 0) {
        handler.refused(timesLine, id, times, text);
      } else if (region) {
        add(SettingsParser.region(text, ':'));
      } else if (!header && !styleSheet && !comment && !text.isBlank()) {
        handler.stray(firstLine, text);
      }
    }
  }
}

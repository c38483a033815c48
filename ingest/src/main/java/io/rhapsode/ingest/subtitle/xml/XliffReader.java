package io.rhapsode.ingest.subtitle.xml;

import io.rhapsode.ingest.subtitle.CueReader;
import io.rhapsode.ingest.subtitle.CueTimes;
import io.rhapsode.ingest.subtitle.DraftCue;
import io.rhapsode.ingest.subtitle.MarkedText;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.Warnings;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.pipeline.failure.FailureCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * XLIFF 1.2 and 2.x, whose units have their times in a note, a context, {@code resname}, {@code
 * name} or {@code id}, as two times with anything between them. The target is what is spoken; the
 * source is, when it is in the language that is wanted.
 */
public final class XliffReader implements CueReader {
  @Override
  public void read(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues)
      throws UnreadableSubtitleException {
    Reading reading = new Reading(file, warnings, cues);
    XmlEvents.read(file, reading);
    if (reading.units > 0 && reading.timed == 0) {
      throw file.unreadable(
          FailureCode.NO_TEXT,
          0,
          "none of %,d units has two times in a note, its resname, name or id"
              .formatted(reading.units));
    }
  }

  /** One pass over the document. */
  private static final class Reading implements XmlEvents.Handler {
    private static final Pattern TIME =
        Pattern.compile("(?<![\\d:])(\\d{1,6}:\\d{1,2}(?::\\d{1,2})?(?:[.,]\\d{1,3})?)(?![\\d:])");
    private static final Pattern SPEAKER =
        Pattern.compile(
            "(?i)^\\s*(?:speaker|character|actor|role|voice)\\s*[:=]\\s*([^\\n;|]{1,80})",
            Pattern.MULTILINE);

    /** Text in these is code of the translated format, or of another unit. */
    private static final Set<String> CODE =
        Set.of("ph", "bpt", "ept", "it", "alt-trans", "seg-source", "originalData", "matches");

    private final SubtitleFile file;
    private final Warnings warnings;
    private final Consumer<DraftCue> cues;
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder source = new StringBuilder();
    private final StringBuilder target = new StringBuilder();
    private final StringBuilder about = new StringBuilder();
    private String sourceLanguage = "";
    private String id = "";
    private boolean hasTarget;
    private int line;
    private int code;
    private int units;
    private int timed;

    Reading(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues) {
      this.file = file;
      this.warnings = warnings;
      this.cues = cues;
    }

    @Override
    public void start(String name, Map<String, String> attributes, int at)
        throws UnreadableSubtitleException {
      if (open.isEmpty() && !name.equals("xliff")) {
        throw file.unreadable(
            FailureCode.UNSUPPORTED_DOCUMENT, at, "<%s> begins no XLIFF".formatted(name));
      }
      open.push(name);
      sourceLanguage =
          attributes.getOrDefault(
              "srcLang", attributes.getOrDefault("source-language", sourceLanguage));
      if (isUnit(name)) {
        begin(attributes, at);
      } else if (CODE.contains(name) || code > 0) {
        lineBreak(name, attributes);
        code++;
      } else {
        lineBreak(name, attributes);
        hasTarget |= name.equals("target");
      }
    }

    private static boolean isUnit(String name) {
      return name.equals("trans-unit") || name.equals("unit");
    }

    private void begin(Map<String, String> attributes, int at) {
      units++;
      line = at;
      id = attributes.getOrDefault("id", "");
      hasTarget = false;
      source.setLength(0);
      target.setLength(0);
      about.setLength(0);
      for (String name : new String[] {"resname", "name", "extradata", "id"}) {
        about.append(attributes.getOrDefault(name, "")).append('\n');
      }
    }

    private void lineBreak(String name, Map<String, String> attributes) {
      boolean lineBreak =
          "lb".equals(attributes.get("ctype"))
              || "fmt".equals(attributes.get("type")) && "xlf:lb".equals(attributes.get("subType"))
              || name.equals("cp") && "000A".equalsIgnoreCase(attributes.get("hex"));
      if (lineBreak) {
        add("\n");
      }
    }

    @Override
    public void end(String name) throws UnreadableSubtitleException {
      open.pop();
      if (code > 0) {
        code--;
      } else if (isUnit(name)) {
        finish();
      } else if (name.equals("note") || name.equals("context")) {
        about.append('\n');
      }
    }

    @Override
    public void characters(String text) throws UnreadableSubtitleException {
      if (code == 0) {
        add(text);
      }
      file.requireCueLength(line, source.length() + target.length() + about.length());
    }

    /** Adds text to the part of the unit that is open. */
    private void add(String text) {
      for (String name : open) {
        switch (name) {
          case "source" -> {
            source.append(text);
            return;
          }
          case "target" -> {
            target.append(text);
            return;
          }
          case "note", "context" -> {
            about.append(text);
            return;
          }
          default -> {
            // Inline elements.
          }
        }
      }
    }

    private void finish() {
      Optional<CueTimes> times = times(about.toString());
      if (times.isEmpty()) {
        warnings.add(
            line,
            "unit %s has no times and is left out: '%s'"
                .formatted(id, Warnings.shown(source.toString())));
        return;
      }
      timed++;
      boolean original =
          LanguageTags.primary(sourceLanguage).equals(LanguageTags.primary(file.language()));
      if (!original && (!hasTarget || target.toString().isBlank())) {
        warnings.add(
            line,
            "unit %s has no target and is left out: '%s'"
                .formatted(id, Warnings.shown(source.toString())));
        return;
      }
      Matcher speaker = SPEAKER.matcher(about);
      cues.accept(
          new DraftCue(
              line,
              id,
              times.get().startMillis(),
              times.get().endMillis(),
              speaker.find() ? Optional.of(speaker.group(1)) : Optional.empty(),
              MarkedText.plain(original ? source.toString() : target.toString()),
              Map.of(),
              Optional.of(source.toString().strip()).filter(text -> !original)));
    }

    /** The first two times of a text. */
    private static Optional<CueTimes> times(String text) {
      Matcher matcher = TIME.matcher(text);
      if (!matcher.find()) {
        return Optional.empty();
      }
      String start = matcher.group(1);
      return matcher.find() ? CueTimes.of(start + " --> " + matcher.group(1)) : Optional.empty();
    }
  }
}

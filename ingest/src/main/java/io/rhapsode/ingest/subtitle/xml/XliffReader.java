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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * XLIFF 1.2 and 2.x, whose units have their times in a note, a context, metadata or an attribute,
 * as two times with anything between them. The target is what is spoken; the source is, when it is
 * in the language that is wanted or not to be translated. Of a document with targets in several
 * languages, those in the wanted one are read.
 */
public final class XliffReader implements CueReader {
  @Override
  public void read(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues)
      throws UnreadableSubtitleException {
    Reading reading = new Reading(file, warnings);
    XmlEvents.read(file, reading);
    reading.handOn(cues);
    if (reading.units > 0 && reading.timed == 0) {
      throw file.unreadable(
          FailureCode.NO_TEXT,
          0,
          "none of %,d units has two times in a note, in metadata or in an attribute"
              .formatted(reading.units));
    }
  }

  /** One pass over the document. */
  private static final class Reading implements XmlEvents.Handler {
    private static final Pattern TIME =
        Pattern.compile(
            "(?<![\\d:])(\\d{1,6}:\\d{1,2}(?::\\d{1,2}(?:[:;](\\d{1,2}))?)?(?:[.,]\\d{1,3})?)(?![\\d:])");

    private static final int FRAMES_PER_SECOND = 25;
    private static final Pattern SPEAKER =
        Pattern.compile(
            "(?i)^\\s*(?:speaker|character|actor|role|voice)\\s*[:=]\\s*([^\\n;|]{1,80})",
            Pattern.MULTILINE);

    /** Text in these is code of the translated format, or of another unit. */
    private static final Set<String> ABOUT = Set.of("note", "context", "meta", "prop");

    private static final Set<String> CODE =
        Set.of("ph", "bpt", "ept", "it", "alt-trans", "seg-source", "originalData", "matches");

    private final SubtitleFile file;
    private final Warnings warnings;
    private final List<Cue> cues = new ArrayList<>();
    private final UnitNumbers names = new UnitNumbers();
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder source = new StringBuilder();
    private final StringBuilder target = new StringBuilder();
    private final StringBuilder about = new StringBuilder();
    private String sourceLanguage = "";
    private String targetLanguage = "";
    private String id = "";
    private boolean hasTarget;
    private boolean fixed;
    private boolean framed;
    private int segmentSource;
    private int segmentTarget;
    private int untranslated;
    private int line;
    private int code;
    private int units;
    private int timed;

    /** A cue in the language of its file's targets. */
    private record Cue(String language, DraftCue draft) {}

    Reading(SubtitleFile file, Warnings warnings) {
      this.file = file;
      this.warnings = warnings;
    }

    void handOn(Consumer<DraftCue> target) {
      boolean some = cues.stream().anyMatch(cue -> isWanted(cue.language()));
      for (Cue cue : cues) {
        if (some && !cue.language().isEmpty() && !isWanted(cue.language())) {
          warnings.add(
              cue.draft().line(),
              "unit %s is in the language '%s' and is left out"
                  .formatted(cue.draft().id(), cue.language()));
        } else {
          target.accept(cue.draft());
        }
      }
    }

    private boolean isWanted(String language) {
      return LanguageTags.primary(language).equals(LanguageTags.primary(file.language()));
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
      targetLanguage =
          attributes.getOrDefault(
              "trgLang", attributes.getOrDefault("target-language", targetLanguage));
      if (isUnit(name)) {
        begin(attributes, at);
      } else if (CODE.contains(name) || code > 0) {
        lineBreak(name, attributes);
        code++;
      } else {
        lineBreak(name, attributes);
        hasTarget |= name.equals("target");
        if (isSegment(name)) {
          segmentSource = source.length();
          segmentTarget = target.length();
        }
      }
    }

    private static boolean isUnit(String name) {
      return name.equals("trans-unit") || name.equals("unit");
    }

    private void begin(Map<String, String> attributes, int at) {
      units++;
      line = at;
      id = names.next(attributes.getOrDefault("id", ""));
      hasTarget = false;
      fixed = "no".equals(attributes.get("translate"));
      untranslated = 0;
      source.setLength(0);
      target.setLength(0);
      about.setLength(0);
      attributes.entrySet().stream()
          .sorted(Comparator.comparing(attribute -> place(attribute.getKey())))
          .forEach(attribute -> about.append(attribute.getValue()).append('\n'));
    }

    /** Starts before ends, and an id only where nothing else has times. */
    private static int place(String attribute) {
      if (attribute.equals("id")) {
        return 2;
      }
      return attribute.matches("(?i).*(?:end|out|stop)") ? 1 : 0;
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
      } else if (ABOUT.contains(name)) {
        about.append('\n');
      } else if (isSegment(name)) {
        endSegment(name);
      }
    }

    private static boolean isSegment(String name) {
      return name.equals("segment") || name.equals("ignorable");
    }

    /** What is between segments is said as it is; a segment without a target is told of. */
    private void endSegment(String name) {
      if (target.length() > segmentTarget) {
        return;
      }
      if (name.equals("ignorable")) {
        target.append(source, segmentSource, source.length());
      } else if (!source.substring(segmentSource).isBlank()) {
        untranslated++;
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
          case "note", "context", "meta", "prop" -> {
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
      boolean original = isWanted(sourceLanguage) || fixed;
      if (!original && (!hasTarget || target.toString().isBlank())) {
        warnings.add(
            line,
            "unit %s has no target and is left out: '%s'"
                .formatted(id, Warnings.shown(source.toString())));
        return;
      }
      if (!original && untranslated > 0) {
        warnings.add(
            line,
            "unit %s: %d of its segments have no target and are not said"
                .formatted(id, untranslated));
      }
      Matcher speaker = SPEAKER.matcher(about);
      add(
          original,
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

    private void add(boolean original, DraftCue draft) {
      cues.add(new Cue(original ? "" : targetLanguage, draft));
    }

    /** The first two times of a text. */
    private Optional<CueTimes> times(String text) {
      Matcher matcher = TIME.matcher(text);
      if (!matcher.find()) {
        return Optional.empty();
      }
      String start = time(matcher);
      return matcher.find() ? CueTimes.of(start + " --> " + time(matcher)) : Optional.empty();
    }

    /** A time with frames as one with milliseconds. */
    private String time(Matcher matcher) {
      if (matcher.group(2) == null) {
        return matcher.group(1);
      }
      if (!framed) {
        framed = true;
        warnings.add(
            line, "times have frames; they are read as %d a second".formatted(FRAMES_PER_SECOND));
      }
      String whole = matcher.group(1).substring(0, matcher.start(2) - matcher.start(1) - 1);
      int millis = Integer.parseInt(matcher.group(2)) * 1000 / FRAMES_PER_SECOND;
      return millis < 1000 ? "%s.%03d".formatted(whole, millis) : whole;
    }
  }
}

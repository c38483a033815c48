package io.rhapsode.ingest.subtitle.xml;

import io.rhapsode.ingest.subtitle.CueReader;
import io.rhapsode.ingest.subtitle.DraftCue;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.Warnings;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.pipeline.failure.FailureCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * TTML and IMSC, whatever year their namespace is of. Times count from those of the element around
 * them; a paragraph is a cue, and parts of it that have times of their own are others.
 */
public final class TtmlReader implements CueReader {
  @Override
  public void read(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues)
      throws UnreadableSubtitleException {
    Reading reading = new Reading(file, warnings);
    XmlEvents.read(file, reading);
    reading.handOn(cues);
  }

  /** One pass over the document. */
  private static final class Reading implements XmlEvents.Handler {
    private static final Set<String> CONTENT = Set.of("body", "div", "p", "span");

    private final SubtitleFile file;
    private final Warnings warnings;
    private final Deque<TtmlElement> open = new ArrayDeque<>();
    private final Map<String, String> agents = new HashMap<>();
    private final Map<String, Map<String, String>> styles = new HashMap<>();
    private final List<DraftCue> drafts = new ArrayList<>();
    private final List<String> languages = new ArrayList<>();
    private TtmlTime time;
    private TtmlParagraph paragraph;
    private String agent;
    private int hidden;
    private int agentDepth;

    Reading(SubtitleFile file, Warnings warnings) {
      this.file = file;
      this.warnings = warnings;
    }

    @Override
    public void start(String name, Map<String, String> attributes, int line)
        throws UnreadableSubtitleException {
      if (time == null) {
        if (!name.equals("tt")) {
          throw file.unreadable(
              FailureCode.UNSUPPORTED_DOCUMENT, line, "<%s> begins no TTML".formatted(name));
        }
        time = TtmlTime.of(attributes);
        open.push(TtmlElement.root(attributes));
      } else if (CONTENT.contains(name) && hidden == 0) {
        content(name, attributes, line);
      } else if (name.equals("br") && paragraph != null && hidden == 0) {
        paragraph.lineBreak(open.peek());
      } else if (name.equals("agent")) {
        agent = attributes.getOrDefault("xml:id", "");
        agents.putIfAbsent(agent, agent);
        hidden++;
        agentDepth = hidden;
      } else if (name.equals("style") && attributes.containsKey("xml:id")) {
        styles.put(attributes.get("xml:id"), attributes);
        hidden++;
      } else {
        hidden++;
      }
    }

    private void content(String name, Map<String, String> attributes, int line) {
      TtmlElement element =
          TtmlElement.inside(open.peek(), name, attributes, styles, time, line, warnings);
      open.push(element);
      if (name.equals("p")) {
        paragraph = new TtmlParagraph(element, line);
      }
    }

    @Override
    public void end(String name) throws UnreadableSubtitleException {
      if (hidden > 0) {
        if (hidden == agentDepth) {
          agent = null;
          agentDepth = 0;
        }
        hidden--;
        return;
      }
      if (name.equals("br") || !CONTENT.contains(name)) {
        return;
      }
      TtmlElement closed = open.pop();
      open.peek().follow(closed);
      if (name.equals("p") && paragraph != null) {
        String language = closed.language();
        for (DraftCue draft : paragraph.cues(agents)) {
          drafts.add(draft);
          languages.add(language);
        }
        paragraph = null;
      }
    }

    @Override
    public void characters(String text) throws UnreadableSubtitleException {
      if (agent != null && !text.isBlank()) {
        agents.replace(agent, agent, text.strip());
      }
      if (paragraph != null && hidden == 0) {
        paragraph.append(open.peek(), text);
        file.requireCueLength(paragraph.line(), paragraph.length());
      }
    }

    /** Of a document in several languages, the cues in the one that is wanted. */
    void handOn(Consumer<DraftCue> cues) {
      String wanted = LanguageTags.primary(file.language());
      boolean several = languages.stream().distinct().count() > 1;
      boolean has = languages.stream().anyMatch(each -> isOf(each, wanted));
      for (int at = 0; at < drafts.size(); at++) {
        if (several && has && !isOf(languages.get(at), wanted)) {
          warnings.add(
              drafts.get(at).line(),
              "the cue is in the language '%s' and is left out".formatted(languages.get(at)));
        } else {
          cues.accept(drafts.get(at));
        }
      }
    }

    private static boolean isOf(String tag, String primary) {
      return Optional.of(LanguageTags.primary(tag)).filter(primary::equalsIgnoreCase).isPresent();
    }
  }
}

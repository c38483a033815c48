package io.rhapsode.mux.deliver;

import io.rhapsode.mux.caption.CaptionJson;
import io.rhapsode.mux.caption.CaptionSettings;
import io.rhapsode.mux.caption.CaptionText;
import io.rhapsode.mux.caption.Cue;
import io.rhapsode.mux.caption.CueComposer;
import io.rhapsode.mux.caption.SubStationText;
import io.rhapsode.mux.caption.TimedText;
import io.rhapsode.mux.deliver.AssemblySettings.Delivery;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.pipeline.timeline.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Captions beside each audio file, in the formats of the settings, and the chapters as WebVTT. */
record Captions(Delivery delivery, CaptionSettings settings) implements Deliverable {
  @Override
  public Delivered write(Assembly assembly, BookFolder folder) throws IOException {
    if (settings.any()) {
      for (AudioPart part : assembly.parts(delivery.profile())) {
        String name = delivery.place(assembly.fileName(part, delivery.profile()));
        write(part, cues(part, assembly), assembly.tags().language(), name, folder);
      }
    }
    return Delivered.NOTHING_TO_SAY;
  }

  private void write(
      AudioPart part, List<Cue> cues, String language, String name, BookFolder folder)
      throws IOException {
    if (settings.srt()) {
      folder.write(name + ".srt", CaptionText.srt(cues));
    }
    if (settings.vtt()) {
      folder.write(name + ".vtt", CaptionText.vtt(cues));
    }
    if (settings.vtt() && part.listsChapters()) {
      folder.write(name + ".chapters.vtt", CaptionText.chaptersVtt(part.chapterTimes()));
    }
    if (settings.ass()) {
      folder.write(name + ".ass", SubStationText.of(cues));
    }
    if (settings.ttml()) {
      folder.write(name + ".ttml", TimedText.of(cues, language));
    }
    if (settings.json()) {
      folder.write(name + ".words.json", CaptionJson.of(cues, language));
    }
  }

  /** What is no text of the book, such as its credits, is shown as it is said. */
  private static Utterance shown(Utterance utterance) {
    String said = utterance.spoken();
    return utterance.text().isEmpty()
        ? new Utterance(
            utterance.ordinal(),
            utterance.chapter(),
            new Locator(
                utterance.locator().part(),
                utterance.locator().block(),
                new Span(0, said.length())),
            said,
            said,
            utterance.tokens().stream()
                .map(token -> new SpokenToken(token.spoken(), token.spoken()))
                .toList(),
            utterance.language(),
            utterance.voice(),
            utterance.boundary(),
            utterance.pauseMillis())
        : utterance;
  }

  private List<Cue> cues(AudioPart part, Assembly assembly) throws IOException {
    CueComposer composer =
        new CueComposer(part.timeline(), settings.lineCharacters(), settings.lines());
    List<Cue> cues = new ArrayList<>();
    for (Segment segment : part.segments()) {
      if (segment instanceof Segment.Speech speech) {
        cues.addAll(
            composer.compose(
                shown(assembly.plan().utterances().get(speech.ordinal())),
                assembly.takes().facts(speech.take()),
                speech,
                part.originSample()));
      }
    }
    return cues;
  }
}

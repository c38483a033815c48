package io.rhapsode.mux.deliver;

import io.rhapsode.mux.caption.CaptionSettings;
import io.rhapsode.mux.caption.CaptionText;
import io.rhapsode.mux.caption.Cue;
import io.rhapsode.mux.caption.CueComposer;
import io.rhapsode.mux.deliver.AssemblySettings.Delivery;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.pipeline.timeline.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Captions beside each audio file: SubRip, WebVTT, and the chapters as WebVTT. */
record Captions(Delivery delivery, CaptionSettings settings) implements Deliverable {
  @Override
  public Delivered write(Assembly assembly, BookFolder folder) throws IOException {
    if (settings.srt() || settings.vtt()) {
      for (AudioPart part : assembly.parts(delivery.profile())) {
        String name = delivery.place(assembly.fileName(part, delivery.profile()));
        write(part, cues(part, assembly), name, folder);
      }
    }
    return Delivered.NOTHING_TO_SAY;
  }

  private void write(AudioPart part, List<Cue> cues, String name, BookFolder folder)
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
  }

  private List<Cue> cues(AudioPart part, Assembly assembly) throws IOException {
    CueComposer composer =
        new CueComposer(part.timeline(), settings.lineCharacters(), settings.lines());
    List<Cue> cues = new ArrayList<>();
    for (Segment segment : part.segments()) {
      if (segment instanceof Segment.Speech speech) {
        cues.addAll(
            composer.compose(
                assembly.plan().utterances().get(speech.ordinal()),
                assembly.takes().facts(speech.take()),
                speech,
                part.originSample()));
      }
    }
    return cues;
  }
}

package io.rhapsode.mux.deliver;

import io.rhapsode.mux.caption.CaptionText;
import io.rhapsode.mux.caption.Cue;
import io.rhapsode.mux.caption.CueComposer;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.timeline.ChapterMark;
import io.rhapsode.pipeline.timeline.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes the captions that belong to an audio file. */
final class PartCaptions {
  private final CaptionSettings settings;
  private final BookPlan plan;
  private final TakeStore takes;

  PartCaptions(CaptionSettings settings, BookPlan plan, TakeStore takes) {
    this.settings = settings;
    this.plan = plan;
    this.takes = takes;
  }

  /**
   * @param name name of the audio file without extension
   */
  void write(AudioPart part, String name, BookFolder folder) throws IOException {
    if (!settings.srt() && !settings.vtt()) {
      return;
    }
    List<Cue> cues = cues(part);
    if (settings.srt()) {
      folder.write(name + ".srt", CaptionText.srt(cues));
    }
    if (settings.vtt()) {
      folder.write(name + ".vtt", CaptionText.vtt(cues));
    }
    if (settings.vtt() && part.track().total() == 1) {
      folder.write(name + ".chapters.vtt", CaptionText.chaptersVtt(part.chapterTimes()));
    }
  }

  private List<Cue> cues(AudioPart part) throws IOException {
    CueComposer composer =
        new CueComposer(part.timeline(), settings.lineCharacters(), settings.lines());
    List<Cue> cues = new ArrayList<>();
    for (ChapterMark chapter : part.chapters()) {
      for (Segment segment : part.timeline().segmentsOf(chapter)) {
        if (segment instanceof Segment.Speech speech) {
          Take take = takes.facts(speech.take());
          cues.addAll(
              composer.compose(
                  plan.utterances().get(speech.ordinal()), take, speech, part.startSample()));
        }
      }
    }
    return cues;
  }
}

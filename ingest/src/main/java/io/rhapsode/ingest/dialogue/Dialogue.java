package io.rhapsode.ingest.dialogue;

import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import io.rhapsode.pipeline.dub.subtitle.SubtitleTrack;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a track is spoken, and by whom. A function of the track and the settings.
 *
 * @param parts those of each cue, in the order of the cues; they cover its text
 * @param lines what is said in one go, in the order of the cues
 */
public record Dialogue(List<List<CuePart>> parts, List<SpokenLine> lines) {
  public Dialogue {
    parts = List.copyOf(parts);
    lines = List.copyOf(lines);
  }

  public static Dialogue of(SubtitleTrack track, DialogueSettings settings) {
    List<Cue> cues = track.cues();
    DialogueWords words = DialogueWords.of(track.language(), settings);
    SpeakerNames names = new SpeakerNames(cues, words);
    Repetitions repetitions = new Repetitions(cues);
    List<List<CuePart>> parts = new ArrayList<>(cues.size());
    for (int at = 0; at < cues.size(); at++) {
      CueCanvas canvas = new CueDivider(cues.get(at), settings, words, names).divide();
      repetitions.silence(at, canvas);
      parts.add(canvas.parts());
    }
    return new Dialogue(parts, new LineJoiner(cues, settings).join(parts));
  }
}

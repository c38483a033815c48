package io.rhapsode.mux.overlay;

import io.rhapsode.mux.caption.UtteranceClock;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.timeline.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives fragments their times in the audio files, so that they follow one another without gap. */
final class NarrationTimes {
  /** A fragment and where it begins, in samples from the start of its file. */
  private record Start(Fragment fragment, int audio, long sample) {}

  private final BookPlan plan;
  private final TakeStore takes;
  private final List<AudioPart> parts;

  /** The file of each utterance, by its index, and its speech there. */
  private final Map<Integer, Integer> files = new HashMap<>();

  private final Map<Integer, Segment.Speech> speech = new HashMap<>();

  NarrationTimes(BookPlan plan, TakeStore takes, List<AudioPart> parts) {
    this.plan = plan;
    this.takes = takes;
    this.parts = parts;
    for (int i = 0; i < parts.size(); i++) {
      for (Segment segment : parts.get(i).segments()) {
        if (segment instanceof Segment.Speech said) {
          files.put(said.ordinal(), i);
          speech.put(said.ordinal(), said);
        }
      }
    }
  }

  /**
   * The clips of fragments, in the order of the sound; those of utterances that nobody spoke are
   * left out.
   */
  List<Clip> clips(List<Fragment> fragments) throws IOException {
    List<Start> starts = new ArrayList<>();
    int previous = -1;
    for (Fragment fragment : fragments) {
      Segment.Speech said = speech.get(fragment.ordinal());
      if (said != null) {
        boolean first = fragment.ordinal() != previous;
        starts.add(start(fragment, said, first));
        previous = fragment.ordinal();
      }
    }
    starts.sort(java.util.Comparator.comparingInt(Start::audio).thenComparingLong(Start::sample));
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      Start start = starts.get(i);
      AudioPart part = parts.get(start.audio());
      boolean last = i + 1 == starts.size() || starts.get(i + 1).audio() != start.audio();
      long end = last ? part.samples() : starts.get(i + 1).sample();
      clips.add(
          new Clip(
              start.fragment(),
              start.audio() + 1,
              part.timeline().millisAt(start.sample()),
              last ? floorMillis(part, end) : part.timeline().millisAt(end)));
    }
    return clips.stream().filter(clip -> clip.millis() > 0).toList();
  }

  private Start start(Fragment fragment, Segment.Speech said, boolean first) throws IOException {
    int file = files.get(fragment.ordinal());
    AudioPart part = parts.get(file);
    long sample = said.startSample();
    if (!first) {
      UtteranceClock clock =
          new UtteranceClock(
              plan.utterances().get(fragment.ordinal()),
              takes.facts(said.take()),
              said,
              part.timeline().sampleRateHz());
      sample = clock.sampleAt(fragment.character());
    }
    return new Start(fragment, file, sample - part.originSample());
  }

  /** A clip must not reach beyond the end of its file. */
  private static long floorMillis(AudioPart part, long sample) {
    return sample * 1_000 / part.timeline().sampleRateHz();
  }
}

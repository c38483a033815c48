package io.rhapsode.mux.dub;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.ffmpeg.container.film.FilmFacts;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.PacedLines;
import io.rhapsode.pipeline.dub.timing.Placement;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.graph.dub.FittedTakes;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the lines of a film that do not fit as they were spoken, and asks for them again. */
final class DubFitter {
  private static final int PLAIN = 100;
  private static final long SAMPLES_PER_SECOND = TrackLines.RATE_HZ;
  private static final long MICROS = 1_000_000;

  private final DubSettings settings;
  private final BlobStore blobs;
  private final JobVoices voices;

  DubFitter(DubSettings settings, BlobStore blobs, JobVoices voices) {
    this.settings = settings;
    this.blobs = blobs;
    this.voices = voices;
  }

  FittedTakes fit(WorkTakes film, JobProgress progress) throws IOException {
    DubPlan plan = blobs.getJson(film.plan().blob(), DubPlan.class);
    long end = end(plan.video());
    List<Utterance> again = new ArrayList<>();
    List<Integer> ordinals = new ArrayList<>();
    SortedMap<Integer, Integer> paces = new TreeMap<>();
    SortedMap<Integer, Integer> attempts = new TreeMap<>();
    for (DubbedTrack track : plan.tracks()) {
      TrackLines lines = TrackLines.natural(plan, track, film.outcomes());
      for (Placement place :
          lines.placed(settings.limits(), settings.sceneCutMillis(), end, this::isPaceable)) {
        if (place.pacePercent() != PLAIN) {
          paces.put(again.size(), place.pacePercent());
          ordinals.add(place.ordinal());
          Utterance natural = plan.script().utterances().get(place.ordinal());
          if (plan.script().attemptOf(natural) > 0) {
            attempts.put(again.size(), plan.script().attemptOf(natural));
          }
          again.add(natural.at(again.size()));
        }
      }
    }
    progress.repeated(film.plan().workId(), again.size());
    Script script = new Script(plan.script().id(), plan.script().source(), again, paces, attempts);
    return new FittedTakes(film, blobs.putJson(new PacedLines(script, ordinals)));
  }

  private boolean isPaceable(TrackLines.Line line) {
    Utterance utterance = line.utterance();
    return voices
        .named(utterance.voice(), utterance.language())
        .honours()
        .contains(RequestPart.PACE);
  }

  /** Where the film ends, in samples; what is wrong with it is told when it is assembled. */
  private static long end(Optional<String> video) {
    if (video.isEmpty()) {
      return Long.MAX_VALUE;
    }
    try {
      return samples(FilmFacts.of(Path.of(video.get())));
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Length of a film at the rate of the mix, to the nearest sample. */
  static long samples(FilmFacts film) {
    return (film.durationMicros() * SAMPLES_PER_SECOND + MICROS / 2) / MICROS;
  }
}

package io.rhapsode.mux.dub;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.flag.FlaggedTakes;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.PacedLines;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.dub.timing.Measure;
import io.rhapsode.pipeline.dub.timing.Placement;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.graph.dub.DubTakes;
import io.rhapsode.pipeline.ledger.Coverage;
import io.rhapsode.pipeline.ledger.Ledger;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.StageTimes;
import io.rhapsode.pipeline.report.WorkFacts;
import io.rhapsode.pipeline.report.WorkOrigin;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.report.dub.DubLoudness;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.pipeline.report.dub.DubbedLanguage;
import io.rhapsode.pipeline.report.dub.DubbedLine;
import io.rhapsode.pipeline.report.listening.ListeningReport;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the reports of one film. */
final class DubReports {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double RATE_HZ = TrackLines.RATE_HZ;

  /** A day: the last line of what has no end has that much time. */
  private static final long NO_FILM_SAMPLES = 24L * 3_600 * TrackLines.RATE_HZ;

  private final DubPlan plan;
  private final DubTakes film;
  private final PacedLines paced;
  private final long startNanos;
  private final Coverage coverage;
  private final List<Failure> failures = new ArrayList<>();

  /**
   * @param paced which lines were said at another pace
   * @param startNanos when assembly began, by {@link System#nanoTime}
   */
  DubReports(DubPlan plan, DubTakes film, PacedLines paced, long startNanos) {
    this.plan = plan;
    this.film = film;
    this.paced = paced;
    this.startNanos = startNanos;
    WorkTakes natural = film.fitted().natural();
    this.coverage =
        Ledger.check(
            plan,
            natural.failures().stream().map(UtteranceOutcome::ordinal).collect(Collectors.toSet()));
    for (UtteranceOutcome.Unspoken unspoken : natural.failures()) {
      failures.add(
          unspoken.failure().at(plan.script().utterances().get(unspoken.ordinal()).locator()));
    }
  }

  /** The files were made now. */
  DubReport made(DubDelivery.Result result, String fingerprint, List<OutputFile> files) {
    List<String> warnings =
        Stream.of(
                plan.warnings(),
                result.warnings(),
                flags(result.languages()),
                listening().warnings())
            .flatMap(List::stream)
            .toList();
    return new DubReport(
        facts().with(status(), result.seconds(), false, fingerprint, files, failures, warnings),
        result.languages(),
        listening(),
        Optional.of(origin(result.marked())));
  }

  private WorkOrigin origin(boolean marked) {
    List<String> voices =
        plan.script().utterances().stream().map(Utterance::voice).distinct().toList();
    return new WorkOrigin(Optional.empty(), voices, marked);
  }

  /** What came of listening to the takes that are heard: the quicker ones where lines have them. */
  private ListeningReport listening() {
    Map<Integer, UtteranceOutcome.Spoken> takes = new TreeMap<>();
    spoken(film.fitted().natural().outcomes()).forEach(take -> takes.put(take.ordinal(), take));
    spoken(film.again())
        .map(take -> at(paced.ordinals().get(take.ordinal()), take))
        .forEach(take -> takes.put(take.ordinal(), take));
    Map<Integer, FlaggedTakes.Place> places = new HashMap<>();
    for (DubbedTrack track : plan.tracks()) {
      for (Window window : track.windows()) {
        UtteranceOutcome.Spoken take = takes.get(window.ordinal());
        if (take != null) {
          double seconds = (double) take.take().samples() / take.take().sampleRateHz();
          places.put(
              window.ordinal(), new FlaggedTakes.Place(window.startMillis() / 1_000.0, seconds));
        }
      }
    }
    return FlaggedTakes.report(plan.script().utterances(), List.copyOf(takes.values()), places);
  }

  private static Stream<UtteranceOutcome.Spoken> spoken(List<UtteranceOutcome> outcomes) {
    return outcomes.stream()
        .filter(UtteranceOutcome.Spoken.class::isInstance)
        .map(UtteranceOutcome.Spoken.class::cast);
  }

  private static UtteranceOutcome.Spoken at(int ordinal, UtteranceOutcome.Spoken take) {
    return new UtteranceOutcome.Spoken(
        ordinal, take.take(), take.made(), take.synthesisNanos(), take.listened());
  }

  private static List<String> flags(List<DubbedLanguage> languages) {
    return languages.stream()
        .filter(language -> language.flagged() > 0)
        .map(
            language ->
                "%s: %d of %d lines are too long for their time; the report says by how many words"
                    .formatted(language.language(), language.flagged(), language.lines().size()))
        .toList();
  }

  /** The files were there. */
  DubReport upToDate(DubReport earlier) {
    return new DubReport(
        facts()
            .with(
                status(),
                earlier.audioSeconds(),
                true,
                earlier.fingerprint(),
                earlier.files(),
                failures,
                earlier.warnings()),
        earlier.languages(),
        listening(),
        Optional.of(origin(earlier.origin().map(WorkOrigin::watermarked).orElse(false))));
  }

  /** There is nothing to make files of. */
  DubReport withoutFiles(Failure reason) {
    return DubReport.withoutFiles(facts().failed(reason));
  }

  private WorkStatus status() {
    boolean complete =
        coverage.complete()
            && failures.isEmpty()
            && plan.skips().stream().noneMatch(skip -> skip.reason().isLoss());
    return complete ? WorkStatus.COMPLETE : WorkStatus.PARTIAL;
  }

  /** What is known whatever becomes of the files. */
  private WorkFacts facts() {
    return new WorkFacts(
        plan.script().id(),
        plan.script().source(),
        plan.title(),
        WorkStatus.FAILED,
        Optional.of(coverage),
        0,
        plan.script().utterances().size(),
        film.made(),
        film.reused(),
        false,
        "",
        times(),
        List.of(),
        failures,
        plan.warnings(),
        plan.skips());
  }

  private StageTimes times() {
    return new StageTimes(
        film.fitted().natural().plan().readNanos() / NANOS_PER_SECOND,
        film.synthesisNanos() / NANOS_PER_SECOND,
        (System.nanoTime() - startNanos) / NANOS_PER_SECOND);
  }

  /** What was made of one language. */
  static DubbedLanguage language(
      String language, DubLoudness loudness, TrackLines lines, List<Placement> placements) {
    Map<Integer, Placement> places = new HashMap<>();
    placements.forEach(place -> places.put(place.ordinal(), place));
    List<DubbedLine> rows = new ArrayList<>();
    for (TrackLines.Line line : lines.lines()) {
      rows.add(row(rows.size() + 1, line, places.get(line.window().ordinal())));
    }
    long flagged = rows.stream().filter(row -> row.measure() == Measure.OVERRUN).count();
    return new DubbedLanguage(language, loudness, (int) flagged, rows);
  }

  private static DubbedLine row(int number, TrackLines.Line line, Placement place) {
    return new DubbedLine(
        number,
        line.window().speaker(),
        line.utterance().voice(),
        line.utterance().text(),
        line.window().startMillis() / 1_000.0,
        Math.min(place.slotSamples(), NO_FILM_SAMPLES) / RATE_HZ,
        TrackLines.samples(line.natural()) / RATE_HZ,
        place.startSample() / RATE_HZ,
        place.samples() / RATE_HZ,
        place.rate(),
        place.lateSamples() / RATE_HZ * 1_000,
        place.measure(),
        place.excess());
  }
}

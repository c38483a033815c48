package io.rhapsode.mux;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.listen.Measures;
import io.rhapsode.pipeline.listen.UnlikeOthers;
import io.rhapsode.pipeline.listen.VoiceDrift;
import io.rhapsode.pipeline.listen.VoicePrint;
import io.rhapsode.pipeline.report.FlaggedTake;
import io.rhapsode.pipeline.report.ListeningReport;
import io.rhapsode.pipeline.script.UtteranceOutcome.Spoken;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.pipeline.timeline.Segment;
import io.rhapsode.pipeline.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds what a person should listen to: takes that were kept though something is wrong with them,
 * and takes that sound unlike the others of their voice, which only the whole book shows.
 */
final class FlaggedTakes {
  private final BookPlan plan;
  private final List<Spoken> heard;
  private final Map<Integer, List<Fault>> faults = new TreeMap<>();

  private FlaggedTakes(BookPlan plan, WorkTakes book) {
    this.plan = plan;
    this.heard = book.takes().stream().filter(take -> take.listened().isPresent()).toList();
  }

  /**
   * @param timeline of all takes of the book
   */
  static ListeningReport report(BookPlan plan, WorkTakes book, Timeline timeline) {
    return new FlaggedTakes(plan, book).report(timeline);
  }

  private ListeningReport report(Timeline timeline) {
    Map<String, List<Spoken>> byVoice = new TreeMap<>();
    int refused = 0;
    for (Spoken take : heard) {
      addFaults(take, take.listened().orElseThrow().verdict().faults());
      refused += take.made() ? take.listened().orElseThrow().refused() : 0;
      String voice = utterance(take).voice() + " " + utterance(take).language();
      byVoice.computeIfAbsent(voice, name -> new ArrayList<>()).add(take);
    }
    Map<String, VoiceDrift> drifts = new TreeMap<>();
    byVoice.forEach(
        (voice, takes) -> {
          compare(takes);
          compareVoice(takes).ifPresent(drift -> drifts.put(voice, drift));
        });
    return new ListeningReport(heard.size(), refused, drifts, flagged(timeline));
  }

  private void compare(List<Spoken> takes) {
    List<Measures> measures =
        takes.stream().map(take -> take.listened().orElseThrow().verdict().measures()).toList();
    List<List<Fault>> unlike = UnlikeOthers.find(measures);
    for (int i = 0; i < unlike.size(); i++) {
      addFaults(takes.get(i), unlike.get(i));
    }
  }

  private Optional<VoiceDrift> compareVoice(List<Spoken> takes) {
    List<Spoken> known = takes.stream().filter(take -> print(take).isPresent()).toList();
    List<VoicePrint> prints = known.stream().map(take -> print(take).orElseThrow()).toList();
    List<Optional<Fault>> found = VoiceDrift.find(prints);
    for (int i = 0; i < found.size(); i++) {
      addFaults(known.get(i), found.get(i).stream().toList());
    }
    return VoiceDrift.of(prints);
  }

  private static Optional<VoicePrint> print(Spoken take) {
    return take.listened().orElseThrow().verdict().voice();
  }

  private void addFaults(Spoken take, List<Fault> found) {
    if (!found.isEmpty()) {
      faults.computeIfAbsent(take.ordinal(), ordinal -> new ArrayList<>()).addAll(found);
    }
  }

  private List<FlaggedTake> flagged(Timeline timeline) {
    Map<Integer, Segment> places = new HashMap<>();
    for (Segment segment : timeline.segments()) {
      if (segment instanceof Segment.Speech speech) {
        places.put(speech.ordinal(), segment);
      }
    }
    return heard.stream()
        .filter(take -> faults.containsKey(take.ordinal()))
        .map(take -> flagged(take, places.get(take.ordinal()), timeline))
        .toList();
  }

  private FlaggedTake flagged(Spoken take, Segment place, Timeline timeline) {
    Utterance utterance = utterance(take);
    return new FlaggedTake(
        take.ordinal(),
        utterance.chapter(),
        utterance.locator().describe(),
        utterance.text().strip(),
        utterance.voice(),
        timeline.secondsAt(place.startSample()),
        timeline.secondsAt(place.samples()),
        take.listened().orElseThrow().refused(),
        faults.get(take.ordinal()));
  }

  private Utterance utterance(Spoken take) {
    return plan.utterances().get(take.ordinal());
  }
}

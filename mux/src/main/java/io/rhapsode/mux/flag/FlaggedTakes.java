package io.rhapsode.mux.flag;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.listen.Measures;
import io.rhapsode.pipeline.listen.UnlikeOthers;
import io.rhapsode.pipeline.listen.VoiceDrift;
import io.rhapsode.pipeline.listen.VoicePrint;
import io.rhapsode.pipeline.report.listening.FlaggedTake;
import io.rhapsode.pipeline.report.listening.ListeningReport;
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
public final class FlaggedTakes {
  private final List<Utterance> utterances;
  private final List<Spoken> heard;
  private final Map<Integer, List<Fault>> faults = new TreeMap<>();

  private FlaggedTakes(List<Utterance> utterances, List<Spoken> takes) {
    this.utterances = utterances;
    this.heard = takes.stream().filter(take -> take.listened().isPresent()).toList();
  }

  /** When a take is heard in the work, in seconds. */
  public record Place(double startSeconds, double seconds) {}

  /**
   * @param utterances of the work
   * @param takes that are in its audio, in order
   * @param places of those takes, by ordinal
   */
  public static ListeningReport report(
      List<Utterance> utterances, List<Spoken> takes, Map<Integer, Place> places) {
    return new FlaggedTakes(utterances, takes).report(places);
  }

  /**
   * Of a book.
   *
   * @param timeline of all takes of the book
   */
  public static ListeningReport report(BookPlan plan, WorkTakes book, Timeline timeline) {
    Map<Integer, Place> places = new HashMap<>();
    for (Segment segment : timeline.segments()) {
      if (segment instanceof Segment.Speech speech) {
        places.put(
            speech.ordinal(),
            new Place(
                timeline.secondsAt(segment.startSample()), timeline.secondsAt(segment.samples())));
      }
    }
    return report(plan.utterances(), book.takes(), places);
  }

  private ListeningReport report(Map<Integer, Place> places) {
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
    return new ListeningReport(heard.size(), refused, drifts, flagged(places));
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

  private List<FlaggedTake> flagged(Map<Integer, Place> places) {
    return heard.stream()
        .filter(take -> faults.containsKey(take.ordinal()))
        .map(take -> flagged(take, places.get(take.ordinal())))
        .toList();
  }

  private FlaggedTake flagged(Spoken take, Place place) {
    Utterance utterance = utterance(take);
    return new FlaggedTake(
        take.ordinal(),
        utterance.chapter(),
        utterance.locator().describe(),
        utterance.text().strip(),
        utterance.voice(),
        place.startSeconds(),
        place.seconds(),
        take.listened().orElseThrow().refused(),
        faults.get(take.ordinal()));
  }

  private Utterance utterance(Spoken take) {
    return utterances.get(take.ordinal());
  }
}

package io.rhapsode.workflows;

import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.listen.Measures;
import io.rhapsode.pipeline.listen.UnlikeOthers;
import io.rhapsode.synth.listen.HeardClip;
import io.rhapsode.synth.listen.Listener;
import io.rhapsode.synth.listen.word.WordListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was found, by kind; the even takes are those that the bounds were chosen on. */
final class PlantedFaultTable {
  private final Map<String, int[]> found = new TreeMap<>();
  private final List<String> misses = new ArrayList<>();

  /**
   * @param good measures of the good takes of the voice
   */
  void add(int take, Map<String, HeardClip> clips, List<Measures> good, WordListener listener) {
    List<String> kinds = List.copyOf(clips.keySet());
    List<Listener.Opinion> opinions = listener.listen(kinds.stream().map(clips::get).toList());
    for (int i = 0; i < kinds.size(); i++) {
      List<Fault> faults = new ArrayList<>(opinions.get(i).verdict().faults());
      faults.addAll(unlikeOthers(opinions.get(i).verdict().measures(), good));
      int[] counts = found.computeIfAbsent(kinds.get(i), kind -> new int[4]);
      counts[2 * (take % 2)] += faults.isEmpty() ? 0 : 1;
      counts[2 * (take % 2) + 1]++;
      if (faults.isEmpty() != kinds.get(i).endsWith("good")) {
        misses.add(
            "%d %s: %s | %s"
                .formatted(
                    take,
                    kinds.get(i),
                    clips.get(kinds.get(i)).request().text(),
                    faults.stream()
                        .map(fault -> fault.kind() + " " + fault.detail())
                        .collect(Collectors.joining("; "))));
      }
    }
  }

  /** As when the book is assembled: a take among the good ones of its voice. */
  private static List<Fault> unlikeOthers(Measures take, List<Measures> good) {
    List<Measures> book = new ArrayList<>(good);
    book.add(take);
    return UnlikeOthers.find(book).get(book.size() - 1);
  }

  double falseAlarms() {
    int[] good = found.get("0 good");
    return (double) (good[0] + good[2]) / (good[1] + good[3]);
  }

  void print() {
    found.forEach(
        (kind, counts) ->
            System.out.printf(
                Locale.ROOT,
                "%-24s chosen on %3d of %3d %5.1f %%, others %3d of %3d %5.1f %%%n",
                kind,
                counts[0],
                counts[1],
                100.0 * counts[0] / Math.max(1, counts[1]),
                counts[2],
                counts[3],
                100.0 * counts[2] / Math.max(1, counts[3])));
  }

  void printMisses() {
    misses.forEach(System.out::println);
  }
}

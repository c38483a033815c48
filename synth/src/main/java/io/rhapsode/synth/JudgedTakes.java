package io.rhapsode.synth;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.listen.Verdict;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.synth.listen.HeardClip;
import io.rhapsode.synth.listen.Listener;
import io.rhapsode.synth.listen.Listener.Opinion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verdicts on takes: those that the store has, the others from whoever listens. */
final class JudgedTakes {
  /** Clips that are in memory at once. */
  private static final int BATCH = 8;

  private final TakeStore takes;
  private final Listener listener;

  JudgedTakes(TakeStore takes, Listener listener) {
    this.takes = requireNonNull(takes, "takes is null");
    this.listener = requireNonNull(listener, "listener is null");
  }

  /** A take and what was asked for. */
  record Asked(SpeechRequest request, TakeReference take) {}

  /**
   * The verdict on each take; new ones are in the store when this returns.
   *
   * @throws IOException when a take cannot be read or its verdict not be stored
   */
  Map<Asked, Verdict> judge(List<Asked> asked) throws IOException {
    Map<Asked, Verdict> verdicts = new LinkedHashMap<>();
    Map<Asked, Take> unheard = new LinkedHashMap<>();
    for (Asked one : asked) {
      Take take = takes.facts(one.take());
      String listening = listener.id(one.request().voice());
      if (take.verdict().filter(verdict -> verdict.listener().equals(listening)).isPresent()) {
        verdicts.put(one, take.verdict().get());
      } else {
        unheard.put(one, take);
      }
    }
    List<Asked> waiting = new ArrayList<>(unheard.keySet());
    for (int start = 0; start < waiting.size(); start += BATCH) {
      List<Asked> batch = waiting.subList(start, Math.min(waiting.size(), start + BATCH));
      verdicts.putAll(listen(batch, unheard));
    }
    return verdicts;
  }

  private Map<Asked, Verdict> listen(List<Asked> batch, Map<Asked, Take> facts) throws IOException {
    List<HeardClip> clips = new ArrayList<>();
    for (Asked one : batch) {
      clips.add(new HeardClip(one.request(), takes.clip(one.take())));
    }
    List<Opinion> opinions = listener.listen(clips);
    Map<Asked, Verdict> verdicts = new LinkedHashMap<>();
    for (int i = 0; i < opinions.size(); i++) {
      Asked one = batch.get(i);
      takes.update(facts.get(one).heard(opinions.get(i).verdict(), opinions.get(i).words()));
      verdicts.put(one, opinions.get(i).verdict());
    }
    return verdicts;
  }
}

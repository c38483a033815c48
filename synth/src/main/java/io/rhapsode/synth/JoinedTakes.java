package io.rhapsode.synth;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.speech.SpeechOutcome.Spoken;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.store.TakeStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one take of the takes of the parts of a text. */
final class JoinedTakes {
  /** The pause between two clauses. */
  private static final int PAUSE_MILLIS = 120;

  private final TakeStore takes;

  JoinedTakes(TakeStore takes) {
    this.takes = takes;
  }

  /**
   * A part.
   *
   * @param text that it says
   */
  record Part(String text, Spoken spoken) {}

  /**
   * @param parts of the task's text, in order, all at the same rate
   * @return the take of the whole, under an address that its parts give
   */
  Spoken join(SpeechTask task, List<Part> parts) throws IOException {
    TakeAddress address =
        TakeAddress.ofJoined(parts.stream().map(part -> part.spoken().take().address()).toList());
    boolean made = parts.stream().anyMatch(part -> !part.spoken().reused());
    long nanos = parts.stream().mapToLong(part -> part.spoken().synthesisNanos()).sum();
    Optional<Take> known = takes.find(address);
    Take take = known.isPresent() ? known.get() : join(address, parts);
    return new Spoken(task.uses(), take.reference(), !made, nanos);
  }

  private Take join(TakeAddress address, List<Part> parts) throws IOException {
    int rate = parts.get(0).spoken().take().sampleRateHz();
    int pause = rate * PAUSE_MILLIS / 1_000;
    int length = parts.stream().mapToInt(part -> part.spoken().take().samples()).sum();
    float[] samples = new float[length + pause * (parts.size() - 1)];
    List<WordTime> words = new ArrayList<>();
    boolean timed = true;
    int at = 0;
    int character = 0;
    for (Part part : parts) {
      TakeReference take = part.spoken().take();
      System.arraycopy(takes.clip(take).samples(), 0, samples, at, take.samples());
      List<WordTime> heard = takes.facts(take).words();
      timed &= !heard.isEmpty();
      words.addAll(moved(heard, character, at));
      at += take.samples() + pause;
      character += part.text().length();
    }
    return takes.put(address, new PcmClip(rate, samples), timed ? words : List.of());
  }

  private static List<WordTime> moved(List<WordTime> words, int characters, int samples) {
    return words.stream()
        .map(
            word ->
                new WordTime(
                    word.spoken().shifted(characters),
                    word.startSample() + samples,
                    word.endSample() + samples))
        .toList();
  }
}

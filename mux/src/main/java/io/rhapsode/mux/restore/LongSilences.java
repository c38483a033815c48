package io.rhapsode.mux.restore;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.script.UtteranceOutcome.Spoken;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.store.TakeStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes in which somebody who listened found a long silence, with the silence made as long as a
 * pause between sentences. They are takes of their own in the store, so that captions and overlays,
 * which go by the takes, are right.
 */
public final class LongSilences {
  /** Silence that is longer is shortened. */
  private static final double LONGEST_SECONDS = 2;

  /** What is left of it. */
  private static final double LEFT_SECONDS = 0.8;

  private static final double FRAME_SECONDS = 0.02;

  /** Frames this much below the loud ones are silent, as a ratio of energies: -35 dB. */
  private static final double SILENT = 3e-4;

  private LongSilences() {}

  /** The takes of a book, those with a long silence replaced. */
  public static List<Spoken> shortened(List<Spoken> takes, TakeStore store) throws IOException {
    List<Spoken> shortened = new ArrayList<>(takes.size());
    for (Spoken take : takes) {
      boolean silent =
          take.listened().stream()
              .flatMap(listened -> listened.verdict().faults().stream())
              .anyMatch(fault -> fault.kind() == Fault.Kind.SILENCE_INSIDE);
      shortened.add(
          silent
              ? new Spoken(
                  take.ordinal(),
                  shortened(take.take(), store),
                  take.made(),
                  take.synthesisNanos(),
                  take.listened())
              : take);
    }
    return shortened;
  }

  private static TakeReference shortened(TakeReference take, TakeStore store) throws IOException {
    String text = "silence/1\n" + take.address() + "\n";
    TakeAddress address = new TakeAddress(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
    Optional<Take> there = store.find(address);
    if (there.isPresent()) {
      return there.get().reference();
    }
    Shortened shortened = shortened(store.clip(take), store.facts(take).words());
    return store.put(address, shortened.clip(), shortened.words()).reference();
  }

  /** A clip and the times of its words. */
  record Shortened(PcmClip clip, List<WordTime> words) {}

  static Shortened shortened(PcmClip clip, List<WordTime> words) {
    List<int[]> cuts = cuts(clip);
    float[] samples = clip.samples();
    int fade = (int) (FRAME_SECONDS * clip.sampleRateHz());
    float[] kept = new float[samples.length];
    int length = 0;
    int position = 0;
    for (int[] cut : cuts) {
      System.arraycopy(samples, position, kept, length, cut[0] - position);
      length += cut[0] - position;
      for (int i = 1; i <= fade; i++) {
        // What is before the cut fades into what is before its end.
        float share = (float) i / (fade + 1);
        kept[length - i] = kept[length - i] * share + samples[cut[1] - i] * (1 - share);
      }
      position = cut[1];
    }
    System.arraycopy(samples, position, kept, length, samples.length - position);
    length += samples.length - position;
    PcmClip shorter = new PcmClip(clip.sampleRateHz(), kept).slice(0, length);
    return new Shortened(
        shorter,
        words.stream()
            .map(
                word ->
                    new WordTime(
                        word.spoken(),
                        moved(word.startSample(), cuts),
                        moved(word.endSample(), cuts)))
            .toList());
  }

  private static int moved(int sample, List<int[]> cuts) {
    int gone = 0;
    for (int[] cut : cuts) {
      gone += Math.max(0, Math.min(sample, cut[1]) - cut[0]);
    }
    return sample - gone;
  }

  /** Stretches that are left out: the middle of each long silence. */
  private static List<int[]> cuts(PcmClip clip) {
    int frame = (int) (FRAME_SECONDS * clip.sampleRateHz());
    double[] energies = new double[clip.length() / frame];
    for (int i = 0; i < energies.length * frame; i++) {
      energies[i / frame] += (double) clip.sample(i) * clip.sample(i);
    }
    double[] sorted = energies.clone();
    Arrays.sort(sorted);
    double silent = sorted.length == 0 ? 0 : SILENT * sorted[(int) (0.95 * (sorted.length - 1))];
    List<int[]> cuts = new ArrayList<>();
    int run = 0;
    for (int i = 0; i <= energies.length; i++) {
      if (i < energies.length && energies[i] <= silent) {
        run++;
        continue;
      }
      if (run * FRAME_SECONDS > LONGEST_SECONDS && run < i && i < energies.length) {
        int keep = (int) (LEFT_SECONDS / 2 * clip.sampleRateHz());
        cuts.add(new int[] {(i - run) * frame + keep, i * frame - keep});
      }
      run = 0;
    }
    return cuts;
  }
}

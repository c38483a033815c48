package io.rhapsode.pipeline.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.listen.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a clip in the store: the small JSON file beside it.
 *
 * @param address the content address
 * @param sampleRateHz sample rate of the clip
 * @param samples length of the clip
 * @param words the words in order; empty when the engine gives no times
 * @param peak largest absolute amplitude, 0 to 1
 * @param rootMeanSquare root mean square amplitude, 0 to 1
 * @param clipBytes size of the clip's file, in bytes
 * @param clipSha256 hash of the clip's file, lower-case hexadecimal
 * @param verdict of who listened to it last; absent when nobody did
 */
public record Take(
    TakeAddress address,
    int sampleRateHz,
    int samples,
    List<WordTime> words,
    float peak,
    float rootMeanSquare,
    long clipBytes,
    String clipSha256,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Verdict> verdict) {
  public Take {
    requireNonNull(address, "address is null");
    requireNonNull(clipSha256, "clipSha256 is null");
    requireNonNull(verdict, "verdict is null");
    words = List.copyOf(words);
    if (samples < 0) {
      throw new IllegalArgumentException("samples is negative: " + samples);
    }
    for (WordTime word : words) {
      if (word.endSample() > samples) {
        throw new IllegalArgumentException(
            "a word ends at sample %d of %d".formatted(word.endSample(), samples));
      }
    }
  }

  /**
   * The same clip after somebody listened to it.
   *
   * @param heard its words in order; where the engine told them, those stay
   */
  public Take heard(Verdict opinion, List<WordTime> heard) {
    return new Take(
        address,
        sampleRateHz,
        samples,
        words.isEmpty() ? heard : words,
        peak,
        rootMeanSquare,
        clipBytes,
        clipSha256,
        Optional.of(opinion));
  }

  public TakeReference reference() {
    return new TakeReference(address, sampleRateHz, samples);
  }
}

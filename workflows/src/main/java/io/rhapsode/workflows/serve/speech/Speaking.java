package io.rhapsode.workflows.serve.speech;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.workflows.serve.api.ApiError;
import io.rhapsode.workflows.serve.api.ApiException;
import java.util.Optional;

/** A listener's stream, in the place he has. Used by one thread at a time. */
public final class Speaking implements AutoCloseable {
  private final SpeechStream stream;
  private final Admission.Place place;
  private final Limits limits;
  private final SpeechMetrics metrics;
  private final long start = System.nanoTime();
  private boolean isSounding;
  private boolean isSaid = true;

  Speaking(SpeechStream stream, Admission.Place place, Limits limits, SpeechMetrics metrics) {
    this.stream = stream;
    this.place = place;
    this.limits = limits;
    this.metrics = metrics;
  }

  /**
   * Adds text as it is spoken.
   *
   * @throws ApiException if it cannot be spoken; the stream goes on without it
   */
  public void push(String spoken) throws ApiException {
    try {
      stream.push(spoken);
      isSaid = false;
      metrics.characters(spoken.length());
    } catch (RefusedRequestException e) {
      throw refused(e);
    }
  }

  /**
   * Waits for the next sound.
   *
   * @return empty when all text so far is said
   * @throws ApiException if a text cannot be spoken, or the stream takes longer than it may
   */
  public Optional<PcmClip> next() throws ApiException {
    if (System.nanoTime() - start > limits.longestStream().toNanos()) {
      throw new ApiException(
          ApiError.invalid(
              408,
              "time_limit",
              null,
              "one request may take %d s: send shorter texts"
                  .formatted(limits.longestStream().toSeconds())));
    }
    try {
      Optional<PcmClip> clip = stream.next();
      if (clip.isPresent()) {
        count(clip.get());
      }
      isSaid = clip.isEmpty();
      return clip;
    } catch (RefusedRequestException e) {
      throw refused(e);
    } catch (IllegalStateException e) {
      throw ApiException.broken("the speech broke off: " + e.getMessage(), e);
    }
  }

  private void count(PcmClip clip) {
    if (!isSounding) {
      isSounding = true;
      metrics.firstAudio((System.nanoTime() - start) / 1e9);
    }
    metrics.audio((double) clip.length() / clip.sampleRateHz());
  }

  /** The place of the listener. */
  public Admission.Place place() {
    return place;
  }

  static ApiException refused(RefusedRequestException e) {
    boolean language = e.refusal().code() == FailureCode.UNSUPPORTED_LANGUAGE;
    return ApiException.invalid(
        language ? "unsupported_language" : "unspeakable_text",
        language ? "language" : "input",
        e.getMessage());
  }

  /** Cancels what is still to come, and gives the place to others. */
  @Override
  public void close() {
    try {
      stream.close();
    } finally {
      place.close();
      if (!isSaid) {
        metrics.cancelled();
      }
    }
  }
}

package io.rhapsode.synth.listen.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.listen.VoicePrint;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.listen.HeardClip;
import io.rhapsode.synth.listen.Listener;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Notes who speaks in the takes of voices that may change, beside what another listener hears. */
public final class VoiceListener implements Listener {
  /** Changes with whatever changes what is noted, the encoder aside. */
  private static final String METHOD = "voice/1";

  private final Listener other;
  private final SpeakerEncoder encoder;
  private final Predicate<Voice> changeable;

  /**
   * @param other closed with this
   * @param encoder closed with this
   * @param changeable which voices may change
   */
  public VoiceListener(Listener other, SpeakerEncoder encoder, Predicate<Voice> changeable) {
    this.other = requireNonNull(other, "other is null");
    this.encoder = requireNonNull(encoder, "encoder is null");
    this.changeable = requireNonNull(changeable, "changeable is null");
  }

  @Override
  public String id(Voice voice) {
    return changeable.test(voice) ? other.id(voice) + "+" + signature() : other.id(voice);
  }

  private String signature() {
    return METHOD + " " + encoder.identity();
  }

  @Override
  public List<Opinion> listen(List<HeardClip> clips) {
    List<Opinion> heard = other.listen(clips);
    List<Opinion> opinions = new ArrayList<>();
    for (int i = 0; i < heard.size(); i++) {
      Opinion opinion = heard.get(i);
      opinions.add(
          changeable.test(clips.get(i).request().voice())
              ? new Opinion(
                  opinion.verdict().and(print(clips.get(i)), signature()), opinion.words())
              : opinion);
    }
    return opinions;
  }

  private Optional<VoicePrint> print(HeardClip heard) {
    try {
      return encoder
          .embed(heard.clip())
          .map(voice -> VoicePrint.of(voice.direction(), voice.speechSeconds()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      other.close();
    } finally {
      encoder.close();
    }
  }
}

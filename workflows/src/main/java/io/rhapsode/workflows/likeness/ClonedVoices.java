package io.rhapsode.workflows.likeness;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.registry.SpeakerEncoders;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import io.rhapsode.synth.voice.Recording;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the voices of a job that were made from recordings with those recordings. */
public final class ClonedVoices {
  private final DataHome home;
  private final NarrateSettings settings;
  private final PrintStream err;

  private ClonedVoices(DataHome home, NarrateSettings settings, PrintStream err) {
    this.home = requireNonNull(home, "home is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.err = requireNonNull(err, "err is null");
  }

  /**
   * Of the user of this process.
   *
   * @param settings how the voices spoke
   * @param err told in a line each what could not be compared
   */
  public static ClonedVoices of(NarrateSettings settings, PrintStream err) {
    return new ClonedVoices(DataHome.ofThisUser(), settings, err);
  }

  /**
   * How the cloned ones among some voices resemble their recordings. What cannot be measured is
   * told and left out: a finished audiobook is not lost for it.
   *
   * @return in the order of the voices; empty where no speaker encoder is installed, or a cluster
   *     spoke: this machine may not be able to
   */
  public List<VoiceLikeness> compare(List<Voice> voices) {
    if (settings.run().cluster().isPresent()) {
      return List.of();
    }
    VoiceFolder profiles = new VoiceFolder(home.voices());
    List<VoiceLikeness> compared = new ArrayList<>();
    try {
      List<Voice> cloned = new ArrayList<>();
      for (Voice voice : voices) {
        if (voice.parameters().containsKey(FamilyVoices.MODEL)
            && profiles.header(voice.name()).flatMap(header -> header.recording()).isPresent()) {
          cloned.add(voice);
        }
      }
      Optional<SpeakerEncoder> installed =
          cloned.isEmpty()
              ? Optional.empty()
              : SpeakerEncoders.installed(new ModelStore(home.models()));
      if (installed.isEmpty()) {
        return List.of();
      }
      try (SpeakerEncoder encoder = installed.get();
          SpokenVoices spoken =
              new SpokenVoices(
                  SpeechEngines.standard(settings.neuralRuntime()), encoder, home.heard())) {
        for (Voice voice : cloned) {
          compare(voice, profiles, encoder, spoken).ifPresent(compared::add);
        }
      }
    } catch (IOException | ModelException | VoiceException e) {
      err.println("note: voices were not compared with their recordings: " + e.getMessage());
    }
    return compared;
  }

  private Optional<VoiceLikeness> compare(
      Voice voice, VoiceFolder profiles, SpeakerEncoder encoder, SpokenVoices spoken)
      throws IOException, VoiceException {
    Recording recording = profiles.load(voice.name()).recording().orElseThrow();
    Optional<HeardVoice> reference = HeardVoice.in(recording.decode(), encoder);
    if (reference.isEmpty()) {
      err.println(
          "note: the recording of voice '%s' has hardly any speech".formatted(voice.name()));
      return Optional.empty();
    }
    try {
      HeardVoice heard = spoken.hear(voice, voice.language());
      return Optional.of(
          new VoiceLikeness(
              voice.name(),
              voice.language(),
              voice.parameters().get(FamilyVoices.MODEL),
              voice.fingerprint(),
              reference.get().embedding().similarity(heard.embedding()),
              encoder.equalErrorSimilarity(),
              encoder.identity()));
    } catch (UsageException | IOException e) {
      err.println(
          "note: voice '%s' was not compared with its recording: %s"
              .formatted(voice.name(), e.getMessage()));
      return Optional.empty();
    }
  }
}

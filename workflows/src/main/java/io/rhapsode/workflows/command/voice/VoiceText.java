package io.rhapsode.workflows.command.voice;

import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.registry.ModelFamilies;
import io.rhapsode.synth.voice.Consent;
import io.rhapsode.synth.voice.Recording;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceHeader;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.workflows.command.model.LocalModels;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.progress.OneLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A voice's history and what can speak with it, for people. */
final class VoiceText {
  private VoiceText() {}

  static String of(VoiceProfile voice, LocalModels local)
      throws IOException, VoiceException, ModelException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("file", local.voices().file(voice.name()).toString()));
    voice.recording().ifPresent(recording -> addRecording(recording.summary(), rows));
    voice
        .conditioning()
        .ifPresent(made -> rows.add(List.of("keeps", "no recording, only its " + made.kind())));
    voice.origin().ifPresent(origin -> addOrigin(origin, rows));
    if (voice.origin().isEmpty()) {
      rows.add(List.of("origin", "published without its history; for which weights is not known"));
    }
    addModels(voice, local, rows);
    return TextTable.of(List.of("voice", voice.name()), rows);
  }

  /** What is left of the recording, in a few words. */
  static String keeps(VoiceHeader voice) {
    if (voice.recording().isPresent()) {
      return "recording"
          + voice.recording().get().transcript().map(text -> " and transcript").orElse("");
    }
    return voice.origin().isPresent() ? "no recording" : "no recording, no history";
  }

  private static void addRecording(Recording.Summary recording, List<List<String>> rows) {
    rows.add(
        List.of(
            "recording",
            "kept, %.1f s at %,d Hz".formatted(recording.seconds(), recording.sampleRateHz())));
    recording.transcript().ifPresent(text -> rows.add(List.of("transcript", OneLine.of(text))));
  }

  private static void addOrigin(VoiceProfile.Origin origin, List<List<String>> rows) {
    rows.add(List.of("made for", origin.model().id()));
    rows.add(List.of("weights", origin.model().weights()));
    rows.add(
        List.of(
            "reference",
            "%s, %.1f s used, SHA-256 %s"
                .formatted(
                    OneLine.of(origin.reference().fileName()),
                    origin.reference().seconds(),
                    origin.reference().fingerprint())));
    origin
        .reference()
        .findings()
        .lines()
        .forEach(finding -> rows.add(List.of("finding", OneLine.of(finding))));
    rows.add(List.of("consent", OneLine.of(origin.consent().statement())));
    rows.add(List.of("consent entered", origin.consent().recordedAt().toString()));
    origin.consent().until().ifPresent(day -> rows.add(List.of("consent until", day.toString())));
    if (!origin.consent().purposes().isEmpty()) {
      rows.add(List.of("consent for", String.join(", ", origin.consent().purposes())));
    }
    origin.consent().spoken().ifPresent(spoken -> rows.add(List.of("consent said", said(spoken))));
    rows.add(List.of("made", origin.createdAt() + " by " + OneLine.of(origin.createdBy())));
  }

  private static String said(Consent.SpokenStatement spoken) {
    return "%s, %s, SHA-256 %s%s"
        .formatted(
            OneLine.of(spoken.fileName()),
            spoken
                .similarity()
                .map(alike -> String.format(Locale.ROOT, "alike by %.2f", alike))
                .orElse("not compared"),
            spoken.sha256(),
            spoken.heard().map(heard -> ": " + OneLine.of(heard)).orElse(", not listened to"));
  }

  /** Every installed model that can speak with the voice. */
  private static void addModels(VoiceProfile voice, LocalModels local, List<List<String>> rows)
      throws IOException, ModelException {
    for (InstalledModel model : local.store().models()) {
      for (ModelFamily family : ModelFamilies.all()) {
        Optional<FamilyVoices> voices = family.familyVoices(local.store(), local.voices());
        boolean makes =
            family.id().equals(model.record().family())
                && voices.isPresent()
                && voices.get().clones(model);
        if (makes && voice.recording().isPresent()) {
          boolean made = voices.get().isDerived(voice.recording().get().summary(), model);
          rows.add(
              List.of(
                  "in " + model.id(),
                  "%s, %s"
                      .formatted(
                          String.join(" ", model.record().languages()),
                          made ? "ready" : "made when first needed")));
        }
      }
    }
  }
}

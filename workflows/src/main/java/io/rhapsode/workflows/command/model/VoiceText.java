package io.rhapsode.workflows.command.model;

import io.rhapsode.synth.voice.PromptState;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.progress.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A voice's history, for people. */
final class VoiceText {
  private VoiceText() {}

  static String of(VoiceProfile voice, Path file) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("file", file.toString()));
    PromptState state = voice.state();
    rows.add(
        List.of(
            "prompt",
            "%d positions, %d layers of %d heads"
                .formatted(state.positions(), state.layerCount(), state.heads())));
    voice.origin().ifPresent(origin -> addOrigin(origin, rows));
    if (voice.origin().isEmpty()) {
      rows.add(List.of("origin", "published without its history; for which weights is not known"));
    }
    voice
        .latents()
        .ifPresent(latents -> rows.add(List.of("latents", latents.frames() + " frames, kept")));
    return TextTable.of(List.of("voice", voice.name()), rows);
  }

  private static void addOrigin(VoiceProfile.Origin origin, List<List<String>> rows) {
    rows.add(List.of("model", origin.model().id()));
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
    rows.add(List.of("made", origin.createdAt() + " by " + OneLine.of(origin.createdBy())));
  }
}

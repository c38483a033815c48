package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.voice.conditioning.PromptState;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

/** The tiny checkpoints of release 2.1. */
public enum TinyPocket {
  /** Topology of {@code english_2026-04}. */
  V2("tiny", "golden", "voice_state"),
  /** Topology of {@code english_2026-01}. */
  V1("tiny-v1", "golden-v1", "voice_state-v1");

  private final PocketFixture fixture;

  TinyPocket(String folder, String golden, String voiceState) {
    this.fixture =
        new PocketFixture(
            file(folder), file(golden + ".safetensors"), file(voiceState + ".safetensors"));
  }

  static Path file(String name) {
    URL url = TinyPocket.class.getResource("/pocket-tts/" + name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no path for " + url, e);
    }
  }

  PocketFixture fixture() {
    return fixture;
  }

  public PocketConfig config() {
    return fixture.config();
  }

  public Path weightsFile() {
    return fixture.files().weights();
  }

  List<Chunk> chunks(String text, int maxTokens) {
    return fixture.chunks(text, maxTokens);
  }

  PromptState voiceState() {
    return fixture.voiceState();
  }

  PocketModel model(int samplingSteps, WeightPrecision precision) {
    return fixture.model(samplingSteps, precision);
  }
}

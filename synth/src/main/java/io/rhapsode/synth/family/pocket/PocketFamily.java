package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The Pocket TTS family as the model store sees it. */
public final class PocketFamily implements ModelFamily {
  @Override
  public String id() {
    return "pocket-tts";
  }

  @Override
  public List<String> check(Path folder) throws IOException {
    PocketModelFolder model = PocketModelFolder.open(folder);
    model.check();
    return List.of(
        InstalledModel.CONFIG_FILE,
        model.weights().getFileName().toString(),
        model.tokenizer().getFileName().toString());
  }
}

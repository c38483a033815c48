package io.rhapsode.synth.listen.whisper;

import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.listen.word.Recogniser;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The models of {@link WhisperRecogniser}, as the model store sees them. */
public final class WhisperModels implements ModelCheck {
  /** Their family in the catalogue. */
  public static final String ID = "whisper";

  private static final List<String> FILES =
      List.of(WhisperModel.WEIGHTS, WhisperModel.CONFIG, WhisperModel.VOCABULARY);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> check(Path folder) throws IOException {
    for (String file : FILES) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new IOException(folder + ": has no " + file);
      }
    }
    WhisperRecogniser.open(ID, folder, TorchDevice.CPU).close();
    return FILES;
  }

  /**
   * Opens an installed model of the family.
   *
   * @return the recogniser; the caller closes it
   * @throws IOException if its files cannot be read or are no model of this kind
   */
  public static Recogniser open(InstalledModel model, TorchDevice device) throws IOException {
    InstalledModel.File weights = model.record().files().get(WhisperModel.WEIGHTS);
    String content = weights == null ? "" : "@" + weights.sha256().substring(0, 12);
    return WhisperRecogniser.open(model.id() + content, model.folder(), device);
  }
}

package io.rhapsode.synth.speaker;

import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The models of {@link DVectorEncoder}, as the model store sees them. */
public final class DVectorModels implements ModelCheck {
  /** Their family in the catalogue. */
  public static final String ID = "d-vector";

  private static final String GRAPH = "speaker.onnx";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> check(Path folder) throws IOException {
    Path graph = folder.resolve(GRAPH);
    if (!Files.isRegularFile(graph)) {
      throw new IOException(folder + ": has no " + GRAPH);
    }
    DVectorEncoder.open(graph, GRAPH).close();
    return List.of(GRAPH);
  }

  /**
   * Opens an installed model of the family.
   *
   * @return the encoder; the caller closes it
   * @throws IOException if its file cannot be read or is no encoder of this kind
   */
  public static SpeakerEncoder open(InstalledModel model) throws IOException {
    InstalledModel.File file = model.record().files().get(GRAPH);
    String content = file == null ? "" : " " + file.sha256();
    return DVectorEncoder.open(model.folder().resolve(GRAPH), model.id() + content);
  }
}

package io.rhapsode.workflows.command.model;

import io.rhapsode.synth.model.DataHome;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where models and voices are, as options that several commands share. */
public final class LocalModels {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Where models and voices are kept; by default $RHAPSODE_HOME, else"
              + " ~/.local/share/rhapsode.")
  private Path data;

  public ModelStore store() {
    return new ModelStore(home().models());
  }

  public VoiceFolder voices() {
    return new VoiceFolder(home().voices());
  }

  /** What was heard of voices. */
  public Path heard() {
    return home().heard();
  }

  private DataHome home() {
    return data == null ? DataHome.ofThisUser() : new DataHome(data);
  }
}

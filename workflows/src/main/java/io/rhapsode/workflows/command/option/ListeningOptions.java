package io.rhapsode.workflows.command.option;

import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import picocli.CommandLine.Option;

/** The flag that says how takes are listened to. */
public final class ListeningOptions {
  @Option(
      names = "--qa",
      description =
          "How takes are listened to: off, signal (length, silence, noise), asr (the words of"
              + " neural voices too; needs models pull whisper-base) or auto (default: asr where"
              + " that is installed). A refused take is made again.",
      paramLabel = "MODE")
  private QualityMode quality;

  public void overlay(SettingsReader reader) throws UsageException {
    SynthesisOptions.overlay(reader, "--qa", "listen/mode", quality);
  }
}

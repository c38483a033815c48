package io.rhapsode.workflows.command.option;

import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which work folder a command is about, by the settings and the flag of a narration. */
public final class WorkFolderOption {
  @Option(
      names = "--work",
      description = "The work folder of the job; .rhapsode by default.",
      paramLabel = "DIR")
  private String work;

  @Option(
      names = "--settings",
      description = "Settings that win over conf/narrate.yaml.",
      paramLabel = "FILE")
  private Path settings;

  /** The folders of that work folder. */
  public JobFolders folders() throws UsageException {
    SettingsReader reader =
        SynthesisOptions.files(Installation.home(), Optional.ofNullable(settings));
    SynthesisOptions.overlay(reader, "--work", "work/folder", work);
    return JobFolders.of(reader.settings(), Path.of(""));
  }
}

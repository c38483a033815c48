package io.rhapsode.workflows.command;

import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.run.JobFolders;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which work folder a command is about, by the settings and the flag of a narration. */
final class WorkFolderOption {
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

  JobFolders folders() throws UsageException {
    SettingsReader reader =
        SynthesisOptions.files(Installation.home(), Optional.ofNullable(settings));
    SynthesisOptions.overlay(reader, "--work", "work/folder", work);
    return JobFolders.of(reader.settings(), Path.of(""));
  }
}

package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.workflows.cluster.ClusterException;
import io.rhapsode.workflows.cluster.ClusterFolder;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes machines of Flink clusters. */
@Command(
    name = "cluster",
    description = "Lays out the machines of a Flink cluster.",
    mixinStandardHelpOptions = true,
    subcommands = ClusterCommand.Pack.class,
    synopsisSubcommandLabel = "COMMAND")
final class ClusterCommand {
  private final PrintStream out;

  ClusterCommand(PrintStream out) {
    this.out = requireNonNull(out, "out is null");
  }

  /** Fills a folder that is copied to every machine. */
  @Command(
      name = "pack",
      description =
          "Fills a folder with what a machine of a Flink cluster needs: libraries, settings, start"
              + " scripts and a Dockerfile. It needs Java and nothing else.",
      mixinStandardHelpOptions = true)
  static final class Pack implements Callable<Integer> {
    @ParentCommand private ClusterCommand parent;

    @Parameters(
        paramLabel = "DIR",
        description = "A new folder, or one that was filled before; its settings are kept.")
    private Path folder;

    @Override
    public Integer call() throws IOException, UsageException {
      UsageException noInstallation =
          new UsageException("only the built program can be packed; start it by its script");
      Path home = Installation.home().orElseThrow(() -> noInstallation);
      Path jar = Installation.jar().orElseThrow(() -> noInstallation);
      try {
        new ClusterFolder(home, jar).fill(folder);
      } catch (ClusterException e) {
        throw new UsageException(e.getMessage(), e);
      }
      parent.out.println(
          "filled %s: copy it to every machine of the cluster, name the job manager in conf/config.yaml, and start bin/jobmanager on one of them and bin/taskmanager on the others"
              .formatted(folder));
      return 0;
    }
  }
}

package io.rhapsode.workflows;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.workflows.cluster.ApplicationCluster;
import io.rhapsode.workflows.console.RunFolder;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** The programs of a Flink cluster, as the scripts of {@code rhapsode cluster pack} start them. */
public final class ClusterMain {
  private ClusterMain() {}

  /**
   * @param arguments the program, then what Flink takes: "jobmanager", "taskmanager",
   *     "application", a job manager for the one command that follows, or "flink", Flink's own
   *     client
   */
  public static void main(String[] arguments) throws Exception {
    // As in the program: some languages have other digits and letters.
    Locale.setDefault(Locale.ROOT);
    RunFolder.open();
    System.setProperty(Failure.HOST_PROPERTY, InetAddress.getLocalHost().getHostName());
    String[] flink = Arrays.copyOfRange(arguments, 1, arguments.length);
    switch (arguments[0]) {
      case "jobmanager" -> StandaloneSessionClusterEntrypoint.main(flink);
      case "taskmanager" -> TaskManagerRunner.main(flink);
      case "application" -> ApplicationCluster.main(flink, JobMain.class);
      case "flink" -> CliFrontend.main(flink);
      default -> throw new IllegalArgumentException("no program is called " + arguments[0]);
    }
  }
}

package io.rhapsode.workflows.cluster;

import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfiguration;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * A job manager that runs one program and ends with it; its task managers are started by others.
 * What Flink's own image has for it is in no library that can be had in this version.
 */
public final class ApplicationCluster extends ApplicationClusterEntryPoint {
  private ApplicationCluster(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  /**
   * Becomes the job manager.
   *
   * @param arguments what Flink takes, then those of the program
   * @param program class with the {@code main} that is run
   * @throws Exception when Flink does not accept the arguments
   */
  public static void main(String[] arguments, Class<?> program) throws Exception {
    EntrypointClusterConfiguration parsed = parseArguments(arguments);
    Configuration configuration = loadConfiguration(parsed);
    PackagedProgram packaged =
        PackagedProgram.newBuilder()
            .setConfiguration(configuration)
            .setEntryPointClassName(program.getName())
            .setArguments(parsed.getArgs())
            .build();
    configureExecution(configuration, packaged);
    runClusterEntrypoint(new ApplicationCluster(configuration, packaged));
  }
}

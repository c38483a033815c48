package io.rhapsode.workflows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A job manager and task managers on this machine, started by the scripts of a packed folder. */
final class LoopbackCluster implements AutoCloseable {
  private static final long STARTED_WITHIN_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Path machine;
  private final List<String> settings;
  private final int restPort;
  private final Process jobManager;
  private final List<Process> taskManagers = new ArrayList<>();

  private LoopbackCluster(Path machine) throws IOException {
    this.machine = machine;
    this.restPort = freePort();
    this.settings = settings(restPort, freePort());
    this.jobManager = start("jobmanager");
  }

  /** Starts a cluster and waits until all of it is there. */
  static LoopbackCluster start(Path machine, int taskManagers) throws Exception {
    LoopbackCluster cluster = new LoopbackCluster(machine);
    try {
      for (int i = 0; i < taskManagers; i++) {
        cluster.addTaskManager();
      }
      cluster.await(taskManagers);
      return cluster;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  /** Starts one more task manager and returns its process. */
  Process addTaskManager() throws IOException {
    Process process = start("taskmanager");
    taskManagers.add(process);
    return process;
  }

  /** Runs a command as the job of `flink run`, and returns what it wrote. */
  String submit(Path log, String... command) throws IOException, InterruptedException {
    List<String> flink = new ArrayList<>(List.of("run", "-m", address(), "-p", "2"));
    flink.add(machine.resolve("job").resolve("rhapsode-job.jar").toString());
    flink.addAll(List.of(command));
    Process client = start("flink", flink, log);
    if (!client.waitFor(5, TimeUnit.MINUTES)) {
      client.destroyForcibly().waitFor();
    }
    return Files.readString(log);
  }

  /** Runs a command on a cluster of its own, with one task manager, and returns its exit code. */
  int apply(Path log, String... command) throws IOException, InterruptedException {
    List<String> flink = new ArrayList<>(settings(freePort(), freePort()));
    List<String> worker = List.copyOf(flink);
    flink.addAll(List.of(command));
    Process manager = start("application", flink, log);
    Process taskManager = start("taskmanager", worker, Files.createTempFile(machine, "tm", ".log"));
    try {
      return manager.waitFor(5, TimeUnit.MINUTES) ? manager.exitValue() : -1;
    } finally {
      taskManager.destroyForcibly().waitFor();
      manager.destroyForcibly().waitFor();
    }
  }

  String address() {
    return "localhost:" + restPort;
  }

  private static List<String> settings(int restPort, int rpcPort) {
    return List.of(
        "-Drest.port=" + restPort,
        "-Djobmanager.rpc.port=" + rpcPort,
        "-Dheartbeat.interval=1000",
        "-Dheartbeat.timeout=5000",
        "-Djobmanager.memory.process.size=768m",
        "-Dtaskmanager.memory.process.size=1024m");
  }

  private Process start(String program) throws IOException {
    return start(program, settings, Files.createTempFile(machine, program, ".log"));
  }

  private Process start(String program, List<String> arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(machine.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("XDG_CACHE_HOME", machine.resolve("cache").toString());
    return builder.start();
  }

  private void await(int count) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest overview =
        HttpRequest.newBuilder(URI.create("http://" + address() + "/overview")).build();
    long deadline = System.nanoTime() + STARTED_WITHIN_NANOS;
    String seen = "nothing";
    while (System.nanoTime() < deadline) {
      try {
        seen = client.send(overview, HttpResponse.BodyHandlers.ofString()).body();
        if (seen.contains("\"taskmanagers\":%d,".formatted(count))) {
          return;
        }
      } catch (IOException e) {
        seen = e.toString();
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException("the cluster did not come up: " + seen);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    List<Process> all = new ArrayList<>(taskManagers);
    all.add(jobManager);
    for (Process process : all) {
      process.destroyForcibly();
    }
    for (Process process : all) {
      process.waitFor();
    }
  }
}

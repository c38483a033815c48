package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.model.DataHome;
import io.rhapsode.workflows.command.option.SettingsOptions;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.serve.ServeSettings;
import io.rhapsode.workflows.serve.SpeechServer;
import io.rhapsode.workflows.serve.api.ApiException;
import io.rhapsode.workflows.serve.speech.Limits;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves speech and the review page until it is stopped. */
@Command(
    name = "serve",
    description = {
      "Serves speech over HTTP and WebSocket, as clients of OpenAI's API ask for it, and the page"
          + " for reviewing what was narrated.",
      "Ctrl-C ends it; running streams are finished."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final int TOKEN_BYTES = 24;
  private static final int LEAST_TOKEN_CHARACTERS = 16;

  private final StageFactory stages;
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--address",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
  private String address;

  @Option(
      names = "--port",
      defaultValue = "8765",
      paramLabel = "PORT",
      description = "Port to listen on (default: ${DEFAULT-VALUE}; 0: any free one).")
  private int port;

  @Option(
      names = "--host-name",
      split = ",",
      paramLabel = "NAMES",
      description = "Names that clients call this machine by; others are refused.")
  private Set<String> hostNames = Set.of();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Its first line is the token that clients must bring. By default one is made at each"
              + " start, and printed.")
  private Path tokenFile;

  @Option(
      names = "--alias",
      split = ",",
      paramLabel = "NAME=VOICE",
      description = "Another name of a voice, such as alloy=ada for a client that asks for alloy.")
  private Map<String, String> aliases = Map.of();

  @Option(
      names = "--listeners",
      defaultValue = "8",
      paramLabel = "N",
      description = "Streams that are spoken at once (default: ${DEFAULT-VALUE}).")
  private int listeners;

  @Option(
      names = "--waiting",
      defaultValue = "16",
      paramLabel = "N",
      description =
          "Requests that wait for a place (default: ${DEFAULT-VALUE}); others are told to come"
              + " again.")
  private int waiting;

  @Option(
      names = "--most-characters",
      defaultValue = "20000",
      paramLabel = "N",
      description = "Longest text of a request or stream (default: ${DEFAULT-VALUE}).")
  private int mostCharacters;

  @Option(
      names = "--most-seconds",
      defaultValue = "900",
      paramLabel = "N",
      description = "Longest time of a request or stream (default: ${DEFAULT-VALUE}).")
  private int mostSeconds;

  @Option(
      names = "--grace",
      defaultValue = "10",
      paramLabel = "SECONDS",
      description = "How long streams may go on after Ctrl-C (default: ${DEFAULT-VALUE}).")
  private int graceSeconds;

  @Mixin private SettingsOptions options;

  ServeCommand(StageFactory stages, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    ServeSettings settings = settings();
    SpeechServer server;
    try {
      server = SpeechServer.start(settings, stages);
    } catch (java.net.BindException | java.net.UnknownHostException e) {
      throw new UsageException(
          "--address %s, --port %d: %s".formatted(address, port, e.getMessage()), e);
    }
    CountDownLatch ended = new CountDownLatch(1);
    Thread end =
        new Thread(
            () -> {
              server.close();
              ended.countDown();
            },
            "end of the server");
    Runtime.getRuntime().addShutdownHook(end);
    warmUp(server);
    out.println(server.link());
    out.flush();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Runtime.getRuntime().removeShutdownHook(end);
      server.close();
      Thread.currentThread().interrupt();
    }
    return JobResult.COMPLETE;
  }

  private void warmUp(SpeechServer server) {
    try {
      server.desk().warmUp("Ready.");
    } catch (ApiException e) {
      err.println("warning: the usual voice cannot speak: " + e.getMessage());
    }
  }

  private ServeSettings settings() throws IOException, UsageException {
    NarrateSettings speech = options.settings(Installation.home());
    Limits usual = Limits.DEFAULTS;
    try {
      Limits limits =
          new Limits(
              listeners,
              waiting,
              usual.longestWait(),
              mostCharacters,
              Duration.ofSeconds(mostSeconds),
              usual.stall());
      return new ServeSettings(
          speech,
          JobFolders.of(speech, Path.of("")),
          DataHome.ofThisUser(),
          address,
          port,
          hostNames,
          token(),
          aliases,
          limits,
          Duration.ofSeconds(30),
          Duration.ofSeconds(graceSeconds));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private String token() throws IOException, UsageException {
    if (tokenFile == null) {
      if (!InetAddress.getByName(address).isLoopbackAddress()) {
        err.println(
            "warning: %s can be reached from other machines, and speech is sent unencrypted; the"
                    .formatted(address)
                + " token below is all that keeps others out (--token-file keeps your own)");
      }
      byte[] random = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(random);
      return HexFormat.of().formatHex(random);
    }
    if (!Files.isReadable(tokenFile)) {
      throw new UsageException("--token-file %s: there is no such file".formatted(tokenFile));
    }
    String token = Files.readString(tokenFile).lines().findFirst().orElse("").strip();
    if (token.length() < LEAST_TOKEN_CHARACTERS || !token.matches("[A-Za-z0-9._~+/=-]+")) {
      throw new UsageException(
          "--token-file %s: its first line must be %d or more letters and digits"
              .formatted(tokenFile, LEAST_TOKEN_CHARACTERS));
    }
    return token;
  }
}

package io.rhapsode.workflows.serve;

import static java.util.Objects.requireNonNull;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.serve.http.Access;
import io.rhapsode.workflows.serve.http.CatalogueHandler;
import io.rhapsode.workflows.serve.http.Guard;
import io.rhapsode.workflows.serve.http.PageHandler;
import io.rhapsode.workflows.serve.http.Replies;
import io.rhapsode.workflows.serve.http.SpeechHandler;
import io.rhapsode.workflows.serve.live.LiveHandler;
import io.rhapsode.workflows.serve.speech.Admission;
import io.rhapsode.workflows.serve.speech.SpeechDesk;
import io.rhapsode.workflows.serve.speech.SpeechMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The running server. */
public final class SpeechServer implements AutoCloseable {
  private static final int LAST_BYTES_MILLIS = 3_000;
  private static final int MOST_CONNECTIONS = 512;
  private static final int THREADS_BESIDE_STREAMS = 24;
  private static final int LEAST_THREADS = 8;
  private static final int IDLE_THREAD_MILLIS = 10_000;
  private static final int SEND_BUFFER_BYTES = 64 * 1024;
  private static final int HEADER_BYTES = 16 * 1024;

  /** Slower than that nobody sends, unless to keep the server busy. */
  private static final long LEAST_BYTES_PER_SECOND = 200;

  private final ServeSettings settings;
  private final SpeechDesk desk;
  private final LiveHandler live;
  private final ReviewDesk review;
  private final Javalin server;
  private final int port;
  private final SortedSet<String> endpoints;

  private SpeechServer(
      ServeSettings settings,
      SpeechDesk desk,
      LiveHandler live,
      ReviewDesk review,
      Javalin server,
      int port,
      SortedSet<String> endpoints) {
    this.settings = settings;
    this.desk = desk;
    this.live = live;
    this.review = review;
    this.server = server;
    this.port = port;
    this.endpoints = endpoints;
  }

  /**
   * Starts a server.
   *
   * @return closed by the caller
   * @throws IOException when the address is not there or the port is taken
   */
  public static SpeechServer start(ServeSettings settings, StageFactory stages) throws IOException {
    requireNonNull(stages, "stages is null");
    int port = freePort(settings);
    Admission admission = new Admission(settings.limits());
    PrometheusRegistry registry = new PrometheusRegistry();
    JvmMetrics.builder().register(registry);
    SpeechMetrics metrics = new SpeechMetrics(registry, admission);
    SpeechDesk desk =
        new SpeechDesk(
            stages, settings.speech(), settings.limits(), settings.aliases(), admission, metrics);
    LiveHandler live = new LiveHandler(desk);
    ReviewDesk review = new ReviewDesk(settings, stages, admission);
    Access access = new Access(settings.token(), hostNames(settings), port);
    SortedSet<String> endpoints = new TreeSet<>();
    Javalin server =
        Javalin.create(
            config -> {
              configure(config, settings, port);
              config.events.handlerAdded(
                  added -> endpoints.add(added.getHttpMethod() + " " + added.getPath()));
              Guard guard = new Guard(access, port);
              guard.register(config);
              new PageHandler(guard).register(config);
              Replies.registerErrors(config);
              new CatalogueHandler(desk).register(config);
              new SpeechHandler(desk).register(config);
              live.register(config);
              review.register(config);
              config.events.wsHandlerAdded(
                  added -> endpoints.add(added.getHandlerType() + " " + added.getPath()));
              config.router.mount(
                  router ->
                      router.after(
                          context ->
                              metrics.request(
                                  context.endpointHandlerPath(), context.statusCode())));
            });
    server.start();
    return new SpeechServer(settings, desk, live, review, server, port, endpoints);
  }

  private static void configure(JavalinConfig config, ServeSettings settings, int port) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.http.disableCompression();
    int threads = settings.limits().open() + settings.limits().waiting() + THREADS_BESIDE_STREAMS;
    config.jetty.threadPool = new QueuedThreadPool(threads, LEAST_THREADS, IDLE_THREAD_MILLIS);
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setRequestHeaderSize(HEADER_BYTES);
          http.setMinRequestDataRate(LEAST_BYTES_PER_SECOND);
        });
    config.jetty.addConnector(
        (jetty, http) -> {
          ServerConnector connector =
              new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
          connector.setHost(settings.address());
          connector.setPort(port);
          connector.setIdleTimeout(settings.idle().toMillis());
          // Whoever takes no sound is noticed after seconds of it, not after minutes.
          connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
          return connector;
        });
    config.jetty.modifyServer(
        jetty -> {
          jetty.addBean(new ConnectionLimit(MOST_CONNECTIONS, jetty));
          // What was made of the last streams is still on its way when they are over.
          jetty.setStopTimeout(LAST_BYTES_MILLIS);
        });
  }

  /** The names of the address, those of this machine where it is loopback, and what was added. */
  private static Set<String> hostNames(ServeSettings settings) throws IOException {
    Set<String> names = new HashSet<>(settings.hostNames());
    String address = settings.address();
    names.add(address.contains(":") ? "[" + address + "]" : address);
    if (InetAddress.getByName(address).isLoopbackAddress()) {
      names.addAll(List.of("127.0.0.1", "localhost", "[::1]"));
    }
    return names;
  }

  /** The port, found free before any part that must know it is made. */
  private static int freePort(ServeSettings settings) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(settings.address(), settings.port()));
      return socket.getLocalPort();
    }
  }

  /** What is answered, such as "GET /v1/models". */
  SortedSet<String> endpoints() {
    return endpoints;
  }

  public int port() {
    return port;
  }

  /** What speaks. */
  public SpeechDesk desk() {
    return desk;
  }

  /** The link to the page, with the token. */
  public String link() {
    String host =
        settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
    return "http://%s:%d/?token=%s".formatted(host, port, settings.token());
  }

  /** Lets nobody in any more, gives running streams time to finish, and stops. */
  @Override
  public void close() {
    desk.admission().end();
    try {
      desk.admission().awaitEmpty(settings.grace());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    live.close();
    review.end();
    server.stop();
    review.close();
    desk.close();
  }
}

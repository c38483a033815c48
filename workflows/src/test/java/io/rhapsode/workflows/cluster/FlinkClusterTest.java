package io.rhapsode.workflows.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody hears whose cluster cannot be used; the servers answer what job managers do. */
class FlinkClusterTest {
  private static final String OVERVIEW =
      """
      {"taskmanagers":2,"slots-total":4,"slots-available":%d,"jobs-running":1,"jobs-finished":0,
       "jobs-cancelled":0,"jobs-failed":0,"flink-version":"%s","flink-commit":"4105f8d"}\
      """;

  private HttpServer server;
  private FlinkAddress address;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    address = new FlinkAddress("localhost", server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void nobodyAnswers() throws IOException {
    FlinkAddress nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = new FlinkAddress("localhost", free.getLocalPort());
    }
    assertEquals(
        "nobody answers at %s; start the cluster, or name the REST port of its job manager"
            .formatted(nobody),
        refusal(nobody));
  }

  @Test
  void hostDoesNotExist() {
    assertEquals(
        "there is no host nowhere.invalid", refusal(new FlinkAddress("nowhere.invalid", 8081)));
  }

  @Test
  void somethingElseAnswers() {
    answer("/", "<html>a web server</html>");
    String refusal = refusal(address);
    assertEquals(
        address + " does not answer as a Flink job manager does: ",
        refusal.substring(0, refusal.indexOf(": ") + 2));
  }

  @Test
  void versionIsAnother() {
    answer("/", OVERVIEW.formatted(4, "1.20.9"));
    assertEquals(
        "the cluster at %s runs Flink 1.20.9 and this program has %s; make the cluster's machines from this program with `rhapsode cluster pack`"
            .formatted(address, EnvironmentInformation.getVersion()),
        refusal(address));
  }

  @Test
  void slotsAreThoseThatAreFree() throws ClusterException {
    answer("/", OVERVIEW.formatted(3, EnvironmentInformation.getVersion()));
    try (FlinkCluster cluster = FlinkCluster.connect(address)) {
      assertEquals(3, cluster.requireSlots(0));
      assertEquals(2, cluster.requireSlots(2));
      ClusterException refusal =
          assertThrows(ClusterException.class, () -> cluster.requireSlots(4));
      assertEquals(
          "the cluster at %s has 3 free slots of 4 on 2 task managers, and 4 are asked for; start more task managers, or wait for its other jobs"
              .formatted(address),
          refusal.getMessage());
    }
  }

  @Test
  void heartbeatIsThatOfTheCluster() throws ClusterException {
    answer("/", OVERVIEW.formatted(3, EnvironmentInformation.getVersion()));
    try (FlinkCluster cluster = FlinkCluster.connect(address)) {
      answer("/v1/jobmanager/config", "[{\"key\":\"rest.port\",\"value\":\"1\"}]");
      assertEquals(Duration.ofSeconds(50), cluster.heartbeatTimeout());
      server.removeContext("/v1/jobmanager/config");
      answer("/v1/jobmanager/config", "[{\"key\":\"heartbeat.timeout\",\"value\":\"8000\"}]");
      assertEquals(Duration.ofSeconds(8), cluster.heartbeatTimeout());
    }
  }

  private static String refusal(FlinkAddress address) {
    return assertThrows(ClusterException.class, () -> FlinkCluster.connect(address).close())
        .getMessage();
  }

  private void answer(String path, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}

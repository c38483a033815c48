package io.rhapsode.workflows.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of a worker. */
class WorkerMetricsFactoryTest {
  @TempDir Path work;

  @Test
  void prometheusReadsWhatIsCounted() throws Exception {
    int port = freePort();
    MetricConfig settings = new MetricConfig();
    settings.setProperty("port", Integer.toString(port));
    MetricReporter reporter = new WorkerMetricsFactory().createMetricReporter(settings);
    reporter.open(settings);
    try {
      JobProgress progress = new JobAddress("job", work.toString()).progress();
      long before = value(port, "utterances_made");
      progress.spoken(2, 3.5, false);
      progress.synthesised("espeak-ng", 3.5, 0.25, 1);
      assertEquals(before + 2, value(port, "utterances_made"));
      assertEquals(3_500, value(port, "engine_espeak_ng_audio_millis"));
      assertEquals(250, value(port, "engine_espeak_ng_synthesis_millis"));
      assertEquals(1_000, value(port, "engine_espeak_ng_queued_millis"));
    } finally {
      reporter.close();
    }
  }

  @Test
  void flinkFindsIt() {
    List<Class<?>> found =
        ServiceLoader.load(MetricReporterFactory.class).stream()
            .<Class<?>>map(ServiceLoader.Provider::type)
            .toList();
    assertTrue(found.contains(WorkerMetricsFactory.class), found.toString());
  }

  /** Of a count; 0 when it is not there yet. */
  private static long value(int port, String name) throws IOException, InterruptedException {
    String text =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://localhost:%d/metrics".formatted(port)))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher line =
        Pattern.compile(
                "(?m)^flink_taskmanager_rhapsode_%s\\{host=\"[^\"]*\",?} ([0-9.E]+)$"
                    .formatted(name))
            .matcher(text);
    return line.find() ? Math.round(Double.parseDouble(line.group(1))) : 0;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

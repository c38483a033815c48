package io.rhapsode.workflows.serve.speech;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What Prometheus is told of speech and requests; nothing that anybody said. Thread-safe. */
public final class SpeechMetrics {
  private final PrometheusRegistry registry;
  private final Counter requests;
  private final Counter characters;
  private final Counter audioSeconds;
  private final Counter cancelled;
  private final Histogram firstAudio;

  /**
   * @param registry where they are registered, once
   */
  public SpeechMetrics(PrometheusRegistry registry, Admission admission) {
    this.registry = registry;
    requests =
        Counter.builder()
            .name("rhapsode_requests_total")
            .help("Requests that were answered.")
            .labelNames("endpoint", "status")
            .register(registry);
    characters =
        Counter.builder()
            .name("rhapsode_characters_total")
            .help("Characters of normalised text that were handed to engines.")
            .register(registry);
    audioSeconds =
        Counter.builder()
            .name("rhapsode_audio_seconds_total")
            .help("Speech that was made.")
            .register(registry);
    cancelled =
        Counter.builder()
            .name("rhapsode_streams_cancelled_total")
            .help("Streams that ended before all of their text was said.")
            .register(registry);
    firstAudio =
        Histogram.builder()
            .name("rhapsode_first_audio_seconds")
            .help("From the start of a stream to its first sound.")
            .classicUpperBounds(0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)
            .classicOnly()
            .register(registry);
    gauge("rhapsode_streams_speaking", "Listeners who are served.", admission::active);
    gauge("rhapsode_streams_open", "Streams, those of stalled listeners too.", admission::open);
    gauge("rhapsode_requests_waiting", "Requests that wait for a place.", admission::waiting);
  }

  private void gauge(String name, String help, java.util.function.IntSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsInt()))
        .register(registry);
  }

  public PrometheusRegistry registry() {
    return registry;
  }

  /**
   * A request was answered.
   *
   * @param endpoint the path as the server knows it, without what clients put into it
   */
  public void request(String endpoint, int status) {
    requests.labelValues(endpoint, Integer.toString(status)).inc();
  }

  void characters(int count) {
    characters.inc(count);
  }

  void audio(double seconds) {
    audioSeconds.inc(seconds);
  }

  void cancelled() {
    cancelled.inc();
  }

  void firstAudio(double seconds) {
    firstAudio.observe(seconds);
  }
}

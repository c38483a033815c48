package io.rhapsode.workflows.cluster;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.progress.WorkerCounts;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.prometheus.PrometheusReporter;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Flink's Prometheus reporter, which shows the {@link WorkerCounts} of the process too, while jobs
 * run and afterwards. The settings of a cluster name it.
 */
public final class WorkerMetricsFactory implements MetricReporterFactory {
  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    PrometheusReporter reporter = new PrometheusReporterFactory().createMetricReporter(properties);
    WorkerCounts.follow(
        (name, count) -> {
          Gauge<Long> value = count::getAsLong;
          reporter.notifyOfAddedMetric(value, name, new WorkerGroup());
        });
    return reporter;
  }

  /** The place of what belongs to no task: {@code flink_taskmanager_rhapsode_}. */
  private static final class WorkerGroup extends UnregisteredMetricsGroup
      implements LogicalScopeProvider {
    @Override
    public Map<String, String> getAllVariables() {
      return Map.of("<host>", System.getProperty(Failure.HOST_PROPERTY, "unknown"));
    }

    @Override
    public String getLogicalScope(CharacterFilter filter) {
      return getLogicalScope(filter, '_');
    }

    @Override
    public String getLogicalScope(CharacterFilter filter, char separator) {
      return "taskmanager" + separator + "rhapsode";
    }

    @Override
    public MetricGroup getWrappedMetricGroup() {
      return this;
    }
  }
}

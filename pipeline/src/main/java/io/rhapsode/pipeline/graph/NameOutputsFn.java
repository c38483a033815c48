package io.rhapsode.pipeline.graph;

import io.rhapsode.pipeline.script.PlanReference;
import java.nio.file.Path;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Names the works that compete for one name. */
final class NameOutputsFn extends DoFn<KV<String, Iterable<PlanReference>>, KV<String, NamedPlan>> {
  private static final long serialVersionUID = 1L;

  private final String outputFolder;

  NameOutputsFn(String outputFolder) {
    this.outputFolder = outputFolder;
  }

  @ProcessElement
  public void processElement(
      @Element KV<String, Iterable<PlanReference>> works,
      OutputReceiver<KV<String, NamedPlan>> out) {
    for (NamedPlan named : OutputNames.assign(works.getValue(), Path.of(outputFolder))) {
      out.output(KV.of(named.plan().workId(), named));
    }
  }
}

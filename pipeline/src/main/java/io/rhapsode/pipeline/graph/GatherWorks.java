package io.rhapsode.pipeline.graph;

import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.graph.speak.SpeakScripts;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Outcomes and plans to complete works, each with the name of its folder. */
public final class GatherWorks
    extends PTransform<PCollection<KV<String, UtteranceOutcome>>, PCollection<WorkTakes>> {
  private static final long serialVersionUID = 1L;

  private final transient PCollection<PlanReference> plans;
  private final String outputFolder;

  public GatherWorks(PCollection<PlanReference> plans, String outputFolder) {
    this.plans = plans;
    this.outputFolder = outputFolder;
  }

  @Override
  public PCollection<WorkTakes> expand(PCollection<KV<String, UtteranceOutcome>> outcomes) {
    PCollection<KV<String, NamedPlan>> named =
        plans
            .apply(
                "Key by title",
                WithKeys.<String, PlanReference>of(plan -> OutputNames.key(plan.title()))
                    .withKeyType(TypeDescriptor.of(String.class)))
            .setCoder(SpeakScripts.keyed(PlanReference.class))
            .apply("Group by title", GroupByKey.create())
            .apply("Name outputs", ParDo.of(new NameOutputsFn(outputFolder)))
            .setCoder(SpeakScripts.keyed(NamedPlan.class));
    return KeyedPCollectionTuple.of(GatherWorkFn.PLANS, named)
        .and(GatherWorkFn.OUTCOMES, outcomes)
        .apply("Group by book", CoGroupByKey.create())
        .apply("Gather book", ParDo.of(new GatherWorkFn()))
        .setCoder(JsonCoder.of(WorkTakes.class));
  }
}

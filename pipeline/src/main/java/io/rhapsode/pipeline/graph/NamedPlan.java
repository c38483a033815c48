package io.rhapsode.pipeline.graph;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.script.PlanReference;

/**
 * A plan and the name of its output.
 *
 * @param outputName name of the book's folder and files
 */
public record NamedPlan(PlanReference plan, String outputName) {
  public NamedPlan {
    requireNonNull(plan, "plan is null");
    requireNonNull(outputName, "outputName is null");
  }
}

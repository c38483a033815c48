package io.rhapsode.pipeline.report;

/** Seconds of work in each stage, added up over all workers. */
public record StageTimes(double readSeconds, double synthesisSeconds, double assemblySeconds) {}

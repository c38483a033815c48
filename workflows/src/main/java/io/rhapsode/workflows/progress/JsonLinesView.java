package io.rhapsode.workflows.progress;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.report.WorkReport;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One JSON object a line, for programs. Each has "event": planned, unreadable, warning, finished,
 * progress, and at the end of a job book and job. A dry run has plan and unreadable, and job at the
 * end. Safe for threads.
 */
public final class JsonLinesView implements ProgressView {
  private static final long INTERVAL_MILLIS = 1_000;

  private final PrintStream out;

  public JsonLinesView(PrintStream out) {
    this.out = requireNonNull(out, "out is null");
  }

  @Override
  public void planned(String source, String title, int utterances, long spokenCharacters) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("source", source);
    values.put("title", title);
    values.put("utterances", utterances);
    values.put("spokenCharacters", spokenCharacters);
    event("planned", values);
  }

  @Override
  public void unreadable(String source, String message) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("source", source);
    values.put("message", message);
    event("unreadable", values);
  }

  @Override
  public void warned(String message) {
    event("warning", Map.of("message", message));
  }

  @Override
  public void finished(WorkReport report) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("title", report.title());
    values.put("source", report.source());
    values.put("status", report.status());
    event("finished", values);
  }

  @Override
  public void update(Snapshot snapshot) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("books", snapshot.books());
    values.put("readBooks", snapshot.readBooks());
    values.put("finishedBooks", snapshot.finishedBooks());
    values.put("utterances", snapshot.utterances());
    values.put("spokenUtterances", snapshot.spokenUtterances());
    values.put("madeUtterances", snapshot.madeUtterances());
    values.put("audioSeconds", snapshot.audioSeconds());
    values.put("madeAudioSeconds", snapshot.madeAudioSeconds());
    values.put("elapsedSeconds", snapshot.elapsedSeconds());
    snapshot.multipleOfRealTime().ifPresent(multiple -> values.put("multipleOfRealTime", multiple));
    snapshot.secondsLeft().ifPresent(seconds -> values.put("secondsLeft", seconds));
    event("progress", values);
  }

  /** Writes the last event of a job. */
  public void job(int exitCode, double elapsedSeconds) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("exitCode", exitCode);
    values.put("elapsedSeconds", elapsedSeconds);
    event("job", values);
  }

  /** Writes an event of any other kind. */
  public void event(String name, Map<String, ?> values) {
    ObjectNode event = Json.MAPPER.createObjectNode().put("event", name);
    values.forEach((key, value) -> event.set(key, Json.MAPPER.valueToTree(value)));
    synchronized (out) {
      out.println(event);
      out.flush();
    }
  }

  @Override
  public long intervalMillis() {
    return INTERVAL_MILLIS;
  }

  @Override
  public void close() {
    out.flush();
  }
}

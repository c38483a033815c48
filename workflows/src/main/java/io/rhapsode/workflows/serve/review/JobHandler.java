package io.rhapsode.workflows.serve.review;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.workflows.progress.Snapshot;
import io.rhapsode.workflows.serve.api.ApiException;
import io.rhapsode.workflows.serve.http.Replies;
import io.rhapsode.workflows.serve.job.JobDesk;
import io.rhapsode.workflows.serve.job.ReviewJob;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Jobs: started, listed, followed, cancelled. */
public final class JobHandler {
  private static final int LONGEST_BODY_BYTES = 4_096;

  /** A silent connection is closed as idle: something is sent so often. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** Each follower takes a thread of the server. */
  private static final int MOST_FOLLOWERS = 8;

  private final JobDesk desk;
  private final Semaphore followers = new Semaphore(MOST_FOLLOWERS);

  public JobHandler(JobDesk desk) {
    this.desk = requireNonNull(desk, "desk is null");
  }

  public void register(JavalinConfig config) {
    config.router.mount(
        router -> {
          router.get("/v1/jobs", this::list);
          router.post("/v1/jobs", this::start);
          router.get("/v1/jobs/{job}", context -> Replies.json(context, view(job(context).view())));
          router.post("/v1/jobs/{job}/cancel", this::cancel);
          router.get("/v1/jobs/{job}/events", this::follow);
        });
  }

  private void list(Context context) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("object", "list");
    body.put("data", desk.jobs().stream().map(job -> view(job.view())).toList());
    Replies.json(context, body);
  }

  private void start(Context context) throws IOException, ApiException {
    JsonNode work = Replies.body(context, LONGEST_BODY_BYTES).path("work");
    if (!work.isTextual()) {
      throw ApiException.invalid(
          "missing_required_parameter", "work", "work is missing: the id of a book or film");
    }
    Replies.json(context.status(202), view(desk.start(work.asText()).view()));
  }

  private void cancel(Context context) throws ApiException {
    Replies.json(context, view(desk.cancel(context.pathParam("job")).view()));
  }

  private ReviewJob job(Context context) throws ApiException {
    return desk.job(context.pathParam("job"));
  }

  /** Sends every state of a job as an event, until it is over. */
  private void follow(Context context) throws IOException, ApiException {
    ReviewJob job = job(context);
    if (!followers.tryAcquire()) {
      throw ApiException.busy("%d follow jobs already".formatted(MOST_FOLLOWERS), 10);
    }
    try {
      context.contentType("text/event-stream");
      OutputStream out = context.res().getOutputStream();
      ReviewJob.View view = job.view();
      send(out, view);
      while (!view.isOver()) {
        long known = view.change();
        view = job.await(known, HEARTBEAT);
        if (view.change() == known && !view.isOver()) {
          out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
        } else {
          send(out, view);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      followers.release();
    }
  }

  private static void send(OutputStream out, ReviewJob.View view) throws IOException {
    String json = Json.MAPPER.writeValueAsString(view(view));
    out.write("event: job\ndata: %s\n\n".formatted(json).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Map<String, Object> view(ReviewJob.View job) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", job.id());
    fields.put("object", "job");
    fields.put("work", job.workId());
    fields.put("title", job.title());
    fields.put("asked", job.asked().toString());
    fields.put("state", job.state().name().toLowerCase(Locale.ROOT));
    job.snapshot().ifPresent(snapshot -> fields.put("progress", progress(snapshot)));
    job.report().ifPresent(report -> fields.put("report", WorkViews.report(report)));
    fields.put("messages", job.messages());
    return fields;
  }

  private static Map<String, Object> progress(Snapshot snapshot) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", snapshot.describe());
    fields.put("utterances", snapshot.utterances());
    fields.put("spoken", snapshot.spokenUtterances());
    fields.put("made", snapshot.madeUtterances());
    snapshot.assembling().ifPresent(book -> fields.put("assembling", book.fraction()));
    return fields;
  }
}

package io.rhapsode.workflows.serve.review;

import static java.util.Objects.requireNonNull;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.rhapsode.mux.clip.AudioDecoder;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.workflows.serve.api.ApiError;
import io.rhapsode.workflows.serve.api.ApiException;
import io.rhapsode.workflows.serve.http.Replies;
import io.rhapsode.workflows.voice.NewVoice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code POST /v1/audio/voices}: a voice from a clip that is sent, as a form with the fields name,
 * consent, audio_sample and perhaps transcript and model. One is made at a time.
 */
public final class VoiceHandler {
  /** A minute of uncompressed stereo at 96 kHz and 24 bit. */
  static final long LARGEST_CLIP_BYTES = 36L << 20;

  private static final int LONGEST_CLIP_SECONDS = 60;
  private static final int LONGEST_MAKING_SECONDS = 120;
  private static final int LONGEST_FIELD = 1_000;

  private final DataHome home;
  private final Clock clock;
  private final String product;
  private final Semaphore making = new Semaphore(1);

  /**
   * @param home where models and voices are
   * @param product what makes the voices, for their record
   */
  public VoiceHandler(DataHome home, Clock clock, String product) {
    this.home = requireNonNull(home, "home is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.product = requireNonNull(product, "product is null");
  }

  public void register(JavalinConfig config) {
    config.jetty.multipartConfig.maxFileSize(LARGEST_CLIP_BYTES, io.javalin.config.SizeUnit.BYTES);
    config.jetty.multipartConfig.maxTotalRequestSize(
        LARGEST_CLIP_BYTES + LONGEST_FIELD * 16, io.javalin.config.SizeUnit.BYTES);
    config.router.mount(router -> router.post("/v1/audio/voices", this::create));
  }

  private void create(Context context) throws ApiException, IOException {
    if (!context.isMultipartFormData()) {
      throw ApiException.invalid(
          "invalid_type",
          null,
          "a voice is sent as multipart/form-data: name, consent, audio_sample");
    }
    if (!making.tryAcquire()) {
      throw ApiException.busy("another voice is being made", 10);
    }
    Path clip = Files.createTempFile("clip", ".upload");
    try {
      NewVoice voice = voice(context, clip);
      List<String> judged = new ArrayList<>();
      made(voice, clip, judged);
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("id", voice.name());
      body.put("object", "voice");
      body.put("name", voice.name());
      body.put("notes", judged);
      Replies.json(context.status(201), body);
    } finally {
      Files.deleteIfExists(clip);
      making.release();
    }
  }

  /** What the form asks for; its clip is put into the file. */
  private static NewVoice voice(Context context, Path clip) throws ApiException, IOException {
    UploadedFile sample;
    try {
      sample = context.uploadedFile("audio_sample");
    } catch (RuntimeException e) {
      throw new ApiException(
          ApiError.invalid(
              413,
              "request_too_large",
              "audio_sample",
              "the clip is larger than %d MB, or the form is damaged"
                  .formatted(LARGEST_CLIP_BYTES >> 20)));
    }
    if (sample == null) {
      throw missing("audio_sample");
    }
    NewVoice voice =
        new NewVoice(
            field(context, "name").orElseThrow(() -> missing("name")),
            new NewVoice.Permission(
                field(context, "consent").orElseThrow(() -> missing("consent"))),
            field(context, "transcript"),
            field(context, "model"),
            true,
            false);
    try (InputStream in = sample.content()) {
      Files.copy(in, clip, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return voice;
  }

  private static Optional<String> field(Context context, String name) throws ApiException {
    Optional<String> value =
        Optional.ofNullable(context.formParam(name)).filter(text -> !text.isBlank());
    if (value.isPresent() && value.get().length() > LONGEST_FIELD) {
      throw ApiException.invalid(
          "string_above_max_length",
          name,
          "%s is longer than %d characters".formatted(name, LONGEST_FIELD));
    }
    return value.map(String::strip);
  }

  private static ApiException missing(String field) {
    return ApiException.invalid("missing_required_parameter", field, field + " is missing");
  }

  /** In a thread of its own, which is left behind when a clip takes for ever to decode. */
  private void made(NewVoice voice, Path clip, List<String> judged) throws ApiException {
    FutureTask<Path> task =
        new FutureTask<>(
            () ->
                voice.make(
                    new NewVoice.Source(clip, "clip of the review page"),
                    new AudioDecoder(LARGEST_CLIP_BYTES, LONGEST_CLIP_SECONDS),
                    new ModelStore(home.models()),
                    new VoiceFolder(home.voices()),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS),
                    product,
                    judged::add));
    Thread thread = new Thread(task, "making of a voice");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(LONGEST_MAKING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.ending();
    } catch (TimeoutException e) {
      task.cancel(true);
      throw ApiException.invalid(
          "time_limit",
          "audio_sample",
          "no voice was made of the clip within %d s".formatted(LONGEST_MAKING_SECONDS));
    } catch (ExecutionException e) {
      throw refused(e.getCause(), clip);
    }
  }

  private static ApiException refused(Throwable cause, Path clip) {
    if (cause instanceof VoiceException
        || cause instanceof ModelException
        || cause instanceof IOException) {
      String message = String.valueOf(cause.getMessage()).replace(clip.toString(), "the clip");
      return ApiException.invalid("unusable_voice", "audio_sample", message);
    }
    return ApiException.broken("the voice could not be made", cause);
  }
}

package io.rhapsode.workflows.serve.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.serve.api.ApiException;
import io.rhapsode.workflows.serve.speech.ReplyFormat;
import io.rhapsode.workflows.serve.speech.SpeechDesk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What there is: models, voices, health, metrics and the description of the API. */
public final class CatalogueHandler {
  private static final String DESCRIPTION = "/io/rhapsode/workflows/serve/openapi.json";

  private final SpeechDesk desk;

  public CatalogueHandler(SpeechDesk desk) {
    this.desk = requireNonNull(desk, "desk is null");
  }

  public void register(JavalinConfig config) {
    config.router.mount(
        router -> {
          router.get("/v1/models", this::models);
          router.get("/v1/models/{model}", this::model);
          router.get("/v1/audio/voices", this::voices);
          router.get("/healthz", this::health);
          router.get("/metrics", this::metrics);
          router.get("/openapi.json", this::description);
        });
  }

  private void models(Context context) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("object", "list");
    body.put("data", names().stream().map(CatalogueHandler::model).toList());
    Replies.json(context, body);
  }

  private void model(Context context) throws ApiException {
    String name = context.pathParam("model");
    if (!names().contains(name)) {
      throw ApiException.unknown(
          "model_not_found",
          "model",
          "there is no model '%s'; /v1/models lists all".formatted(name));
    }
    Replies.json(context, model(name));
  }

  /** The engines that have voices, behind the name that stands for any. */
  private List<String> names() {
    List<String> names = new ArrayList<>(List.of("rhapsode"));
    desk.voices().stream().map(Voice::engine).distinct().sorted().forEach(names::add);
    return names;
  }

  private static Map<String, Object> model(String name) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("id", name);
    model.put("object", "model");
    model.put("created", 0);
    model.put("owned_by", "rhapsode");
    return model;
  }

  private void voices(Context context) {
    List<Map<String, Object>> voices = new ArrayList<>();
    desk.voices().forEach(voice -> voices.add(voice(voice.name(), voice, Optional.empty())));
    Map<String, Voice> byName = new TreeMap<>();
    desk.voices().forEach(voice -> byName.putIfAbsent(voice.name(), voice));
    desk.aliases()
        .forEach(
            (alias, name) -> {
              if (byName.containsKey(name)) {
                voices.add(voice(alias, byName.get(name), Optional.of(name)));
              }
            });
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("object", "list");
    body.put("data", voices);
    body.put("formats", Arrays.stream(ReplyFormat.values()).map(ReplyFormat::apiName).toList());
    Replies.json(context, body);
  }

  private static Map<String, Object> voice(String id, Voice voice, Optional<String> aliasOf) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("object", "voice");
    fields.put("name", id);
    fields.put("model", voice.engine());
    fields.put("language", voice.language());
    fields.put("languages", voice.languages());
    aliasOf.ifPresent(name -> fields.put("alias_of", name));
    return fields;
  }

  private void health(Context context) {
    boolean ending = desk.admission().isEnding();
    context.status(ending ? 503 : 200);
    Replies.json(context, Map.of("status", ending ? "ending" : "ok"));
  }

  private void metrics(Context context) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    writer.write(text, desk.metrics().registry().scrape());
    context.contentType(writer.getContentType()).result(text.toByteArray());
  }

  private void description(Context context) throws IOException {
    try (InputStream in = CatalogueHandler.class.getResourceAsStream(DESCRIPTION)) {
      context.contentType("application/json").result(in.readAllBytes());
    }
  }
}

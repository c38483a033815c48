package io.rhapsode.workflows.serve.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.rhapsode.workflows.serve.api.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The files of the review page, which are part of the program. */
public final class PageHandler {
  private static final String FOLDER = "/io/rhapsode/workflows/serve/page/";
  private static final Set<String> FILES =
      Set.of(
          "index.html",
          "style.css",
          "api.js",
          "app.js",
          "dom.js",
          "editor.js",
          "jobs.js",
          "library.js",
          "part.js",
          "player.js",
          "voices.js",
          "waveform.js",
          "work.js");

  private final Guard guard;

  public PageHandler(Guard guard) {
    this.guard = requireNonNull(guard, "guard is null");
  }

  public void register(JavalinConfig config) {
    config.router.mount(
        router -> {
          router.get("/", this::index);
          router.get("/page/{file}", context -> file(context, context.pathParam("file")));
        });
  }

  private void index(Context context) throws ApiException, IOException {
    if (!guard.admit(context)) {
      file(context, "index.html");
    }
  }

  private static void file(Context context, String name) throws ApiException, IOException {
    if (!FILES.contains(name)) {
      throw ApiException.unknown("unknown_url", null, "the page has no such file");
    }
    try (InputStream in = PageHandler.class.getResourceAsStream(FOLDER + name)) {
      context.contentType(mediaType(name)).result(in.readAllBytes());
    }
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      default -> "text/javascript; charset=utf-8";
    };
  }
}

package io.rhapsode.workflows.serve.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.rhapsode.workflows.serve.api.ApiException;
import java.util.Optional;

/** Asks {@link Access} before anything else is done, and lets browsers in by the printed link. */
public final class Guard {
  private static final String TOKEN = "token";

  /** Nothing of other sites is loaded, and no other site may show these pages in a frame. */
  private static final String CONTENT_POLICY =
      "default-src 'self'; media-src 'self' blob:; img-src 'self' data:; frame-ancestors 'none';"
          + " base-uri 'none'; form-action 'self'";

  private final Access access;
  private final String cookie;

  /**
   * @param port of the server; browsers do not keep cookies of different ports apart
   */
  public Guard(Access access, int port) {
    this.access = requireNonNull(access, "access is null");
    this.cookie = "rhapsode-" + port;
  }

  /** Puts itself before every request, WebSockets too. */
  public void register(JavalinConfig config) {
    config.router.mount(
        router -> {
          router.before(this::check);
          router.wsBeforeUpgrade(this::check);
        });
  }

  private void check(Context context) throws ApiException {
    context.header("Content-Security-Policy", CONTENT_POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header(Header.CACHE_CONTROL, "no-store");
    access.requireOwn(context.header(Header.HOST), context.header(Header.ORIGIN));
    if (isClosed(context.path())) {
      access.requireToken(
          context.header(Header.AUTHORIZATION),
          Optional.ofNullable(context.header("xi-api-key"))
              .or(() -> Optional.ofNullable(context.cookie(cookie))));
    }
  }

  /** The files of the page tell nothing; what it shows is asked for with the token. */
  private static boolean isClosed(String path) {
    return path.startsWith("/v1/") || path.startsWith("/review/") || path.equals("/metrics");
  }

  /**
   * Takes the token of the printed link into a cookie, which pages of other sites cannot use.
   *
   * @return whether there was one, and the browser is sent on
   */
  public boolean admit(Context context) {
    String given = context.queryParam(TOKEN);
    if (given == null) {
      return false;
    }
    if (access.isToken(given)) {
      context
          .res()
          .addHeader(
              "Set-Cookie", "%s=%s; Path=/; HttpOnly; SameSite=Strict".formatted(cookie, given));
    }
    context.redirect("/");
    return true;
  }
}

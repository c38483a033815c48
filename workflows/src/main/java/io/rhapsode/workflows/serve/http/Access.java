package io.rhapsode.workflows.serve.http;

import io.rhapsode.workflows.serve.api.ApiError;
import io.rhapsode.workflows.serve.api.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask. A request must name this server as its host, so that no foreign name can be made to
 * point here (DNS rebinding); where it says which page it comes from, that must be a page of this
 * server, so that no other site can ask in the name of whoever visits it; and it must bring the
 * token.
 */
public final class Access {
  private static final String BEARER = "bearer ";

  private final byte[] token;
  private final Set<String> hosts;

  /**
   * @param token what clients must bring; not blank
   * @param hostNames names and addresses that this server is called by, without port
   * @param port of this server
   */
  public Access(String token, Set<String> hostNames, int port) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("the token is blank");
    }
    this.token = digest(token);
    Set<String> all = new HashSet<>();
    for (String name : hostNames) {
      String lower = name.toLowerCase(Locale.ROOT);
      all.add(lower + ":" + port);
      if (port == 80) {
        all.add(lower);
      }
    }
    this.hosts = Set.copyOf(all);
  }

  /**
   * Checks where a request is sent to and comes from.
   *
   * @param host header; null if there is none
   * @param origin header; null if there is none
   */
  public void requireOwn(String host, String origin) throws ApiException {
    String named = host == null ? "" : host.toLowerCase(Locale.ROOT);
    if (!hosts.contains(named)) {
      throw new ApiException(
          ApiError.invalid(
              421,
              "wrong_host",
              null,
              "this server does not answer to the name in Host; --host-name adds one"));
    }
    if (origin != null && !origin.toLowerCase(Locale.ROOT).equals("http://" + named)) {
      throw new ApiException(
          ApiError.invalid(
              403, "wrong_origin", null, "requests of pages of other sites are refused"));
    }
  }

  /**
   * Checks the token.
   *
   * @param authorization header, "Bearer TOKEN"; null if there is none
   * @param otherwise where else it may stand
   */
  public void requireToken(String authorization, Optional<String> otherwise) throws ApiException {
    Optional<String> given =
        Optional.ofNullable(authorization)
            .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
            .map(header -> header.substring(BEARER.length()).strip())
            .or(() -> otherwise);
    if (given.isEmpty() || !isToken(given.get())) {
      throw new ApiException(
          ApiError.invalid(
              401,
              "invalid_api_key",
              null,
              given.isEmpty()
                  ? "the token is missing: send it as 'Authorization: Bearer TOKEN'"
                  : "the token is wrong: the server prints it when it starts"));
    }
  }

  /** Compares in a time that tells nothing of how much is right. */
  public boolean isToken(String given) {
    return MessageDigest.isEqual(digest(given), token);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

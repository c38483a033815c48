package io.rhapsode.synth.model.pull;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.model.ModelException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/**
 * The model hub as the environment sets it up, in the variables that the hub's own tools use.
 *
 * @param address HF_ENDPOINT, by default https://huggingface.co
 * @param token HF_TOKEN, for gated models; never logged
 * @param offline HF_HUB_OFFLINE or RHAPSODE_OFFLINE is 1 or true: nothing is fetched
 */
public record Hub(URI address, Optional<String> token, boolean offline) {
  private static final String DEFAULT_ADDRESS = "https://huggingface.co";

  public Hub {
    requireNonNull(address, "address is null");
    requireNonNull(token, "token is null");
  }

  /**
   * @throws ModelException if HF_ENDPOINT is no address, or a token would go over an open
   *     connection
   */
  public static Hub of(Map<String, String> environment) throws ModelException {
    String text = environment.getOrDefault("HF_ENDPOINT", DEFAULT_ADDRESS);
    URI address = address(text.isBlank() ? DEFAULT_ADDRESS : text.strip());
    Optional<String> token =
        Optional.ofNullable(environment.get("HF_TOKEN"))
            .map(String::strip)
            .filter(value -> !value.isEmpty());
    if (token.isPresent() && address.getScheme().equals("http") && !isLoopback(address.getHost())) {
      throw new ModelException(
          "HF_ENDPOINT is %s: the token in HF_TOKEN would be sent in the clear; use https"
              .formatted(address));
    }
    boolean offline =
        isSet(environment, "HF_HUB_OFFLINE") || isSet(environment, "RHAPSODE_OFFLINE");
    return new Hub(address, token, offline);
  }

  /** Says whether there is a token, not which. */
  @Override
  public String toString() {
    return "Hub[address=%s, token=%s, offline=%s]"
        .formatted(address, token.isPresent() ? "set" : "none", offline);
  }

  private static URI address(String text) throws ModelException {
    try {
      URI address = URI.create(text);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web && address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException exception) {
      throw new ModelException("HF_ENDPOINT is no address: " + text, exception);
    }
    throw new ModelException("HF_ENDPOINT is no address of the form https://host: " + text);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return value.equals("1") || value.equalsIgnoreCase("true");
  }
}

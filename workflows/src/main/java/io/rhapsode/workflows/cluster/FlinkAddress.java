package io.rhapsode.workflows.cluster;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the job manager of a cluster answers its clients.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port its REST port, 1 to 65535
 */
public record FlinkAddress(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\s:/@\\[\\]]+)):(\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  public FlinkAddress {
    requireNonNull(host, "host is null");
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("port %d is not 1 to 65535".formatted(port));
    }
  }

  /**
   * Reads "host:port" or "[IPv6]:port".
   *
   * @throws IllegalArgumentException when it is neither; the message begins with the text
   */
  public static FlinkAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not HOST:PORT of a job manager, such as flink.example.org:8081".formatted(text));
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    try {
      return new FlinkAddress(host, Integer.parseInt(matcher.group(3)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return host.contains(":") ? "[%s]:%d".formatted(host, port) : host + ":" + port;
  }
}

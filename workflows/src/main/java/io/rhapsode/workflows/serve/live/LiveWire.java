package io.rhapsode.workflows.serve.live;

import java.util.Map;

/**
 * The way to the client of a live stream; sending takes as long as the client likes, and throws an
 * {@link java.io.UncheckedIOException} when the client has left.
 */
interface LiveWire {
  /** Sends a message; {@code type} comes first. */
  void send(String type, Map<String, Object> fields);

  void send(byte[] audio);

  void close();

  /** Closes it at once, whatever is still on its way; any thread may. */
  default void breakOff() {
    close();
  }
}

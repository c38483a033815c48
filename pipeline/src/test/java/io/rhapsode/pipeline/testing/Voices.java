package io.rhapsode.pipeline.testing;

import io.rhapsode.pipeline.speech.Voice;
import java.util.List;
import java.util.Map;

/** Voices for tests. */
public final class Voices {
  private Voices() {}

  /** A voice of the engine "tone" that speaks English and French, 200 characters at once. */
  public static Voice tone(String name) {
    return new Voice(
        name, "tone", "1", "0".repeat(64), "en", List.of("en", "fr"), Map.of("speed", "175"), 200);
  }
}

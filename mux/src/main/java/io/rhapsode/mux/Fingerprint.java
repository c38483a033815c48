package io.rhapsode.mux;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.TakeStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A hash of everything that decides the bytes of a book's files: the product's version, the
 * settings, the plan (by its content address), the mark in the audio, the name, and which take
 * serves which utterance, with the times of its words: who listens to a take may find them later.
 */
final class Fingerprint {
  private static final String FORMAT = "book/4";

  private Fingerprint() {}

  /**
   * @param takes know when words are heard
   */
  static String of(
      BookPlan plan, WorkTakes book, TakeStore takes, AssemblySettings settings, String version)
      throws IOException {
    MessageDigest digest = Sha256.newDigest();
    line(digest, FORMAT);
    line(digest, version);
    line(digest, Json.MAPPER.writeValueAsString(settings));
    if (settings.watermarking().marks(plan.voices())) {
      line(digest, "watermark " + settings.watermarking().key().text());
    }
    line(digest, book.plan().blob());
    line(digest, book.outputName());
    for (UtteranceOutcome.Spoken take : book.takes()) {
      line(digest, take.ordinal() + " " + take.take().address());
      line(digest, Json.MAPPER.writeValueAsString(takes.facts(take.take()).words()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void line(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}

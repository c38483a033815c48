package io.rhapsode.mux;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A hash of everything that decides the bytes of a book's files: the product's version, the
 * settings, the plan (by its content address), the mark in the audio, the name, and which take
 * serves which utterance.
 */
final class Fingerprint {
  private static final String FORMAT = "book/3";

  private Fingerprint() {}

  static String of(BookPlan plan, WorkTakes book, AssemblySettings settings, String version)
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
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void line(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}

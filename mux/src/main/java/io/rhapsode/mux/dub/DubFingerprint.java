package io.rhapsode.mux.dub;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.graph.dub.DubTakes;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A hash of everything that decides the bytes of a film's files: the product's version, the
 * settings, the plan (by its content address), the name, film and bed (by size and time of change),
 * and which take serves which line, with the times of its words.
 */
final class DubFingerprint {
  private static final String FORMAT = "dub/2";

  private DubFingerprint() {}

  /**
   * @param takes know when words are heard
   */
  static String of(
      DubTakes film, DubPlan plan, TakeStore takes, DubSettings settings, String version)
      throws IOException {
    MessageDigest digest = Sha256.newDigest();
    WorkTakes natural = film.fitted().natural();
    line(digest, FORMAT);
    line(digest, version);
    line(digest, Json.MAPPER.writeValueAsString(settings));
    line(digest, natural.plan().blob());
    line(digest, natural.outputName());
    if (plan.video().isPresent()) {
      file(digest, Path.of(plan.video().get()));
    }
    if (settings.watermarking().marks(voices(plan))) {
      line(digest, "watermark " + settings.watermarking().key().text());
    }
    if (settings.isBedOfItsOwn()) {
      file(digest, Path.of(settings.bed()));
    }
    takes(digest, natural.outcomes(), takes);
    line(digest, film.fitted().again());
    takes(digest, film.again(), takes);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Set<String> voices(DubPlan plan) {
    return plan.script().utterances().stream().map(Utterance::voice).collect(Collectors.toSet());
  }

  private static void takes(MessageDigest digest, List<UtteranceOutcome> outcomes, TakeStore takes)
      throws IOException {
    for (UtteranceOutcome outcome : outcomes) {
      if (outcome instanceof UtteranceOutcome.Spoken take) {
        line(digest, take.ordinal() + " " + take.take().address());
        line(digest, Json.MAPPER.writeValueAsString(takes.facts(take.take()).words()));
      }
    }
  }

  private static void file(MessageDigest digest, Path file) throws IOException {
    line(digest, Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
  }

  private static void line(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}

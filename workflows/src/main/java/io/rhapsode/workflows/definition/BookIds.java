package io.rhapsode.workflows.definition;

import io.rhapsode.pipeline.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;

/** Names books inside a job: readable, safe everywhere, and the same in every run. */
final class BookIds {
  private static final int LONGEST_STEM = 60;
  private static final int HASH_DIGITS = 8;

  private BookIds() {}

  /** "robinson-crusoe-1f2e3d4c": the file's name and the start of the hash of its absolute path. */
  static String of(Path document) {
    String path = document.toAbsolutePath().normalize().toString();
    String name = document.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem =
        Normalizer.normalize(dot > 0 ? name.substring(0, dot) : name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^A-Za-z0-9]+", "-")
            .replaceAll("^-+", "");
    String shortened =
        stem.substring(0, Math.min(stem.length(), LONGEST_STEM)).replaceAll("-+$", "");
    String hash = Sha256.hex(path.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
    return (shortened.isEmpty() ? "book" : shortened) + "-" + hash;
  }
}

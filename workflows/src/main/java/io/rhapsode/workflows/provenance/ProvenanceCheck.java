package io.rhapsode.workflows.provenance;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.model.DataHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of signed files since they were signed.
 *
 * @param file the statement
 * @param says what it tells of them, in a line; empty when it is not genuine
 * @param problems what is not as it was signed, in a line each
 */
public record ProvenanceCheck(Path file, String says, List<String> problems) {
  public ProvenanceCheck {
    requireNonNull(file, "file is null");
    requireNonNull(says, "says is null");
    problems = List.copyOf(problems);
  }

  /**
   * Checks the statement of a folder, or of the folder that a file is in, and every file that it
   * names.
   *
   * @param place a folder or a file
   * @param expected public key that must have signed, in Base64; absent when any may have
   * @throws IOException when there is no statement, or files cannot be read
   */
  public static ProvenanceCheck of(Path place, Optional<String> expected) throws IOException {
    Path file = find(place);
    ProvenanceFile signed = ProvenanceFile.read(file);
    if (!signed.genuine()) {
      return new ProvenanceCheck(
          file, "", List.of("the statement was changed after it was signed, or its signature was"));
    }
    Statement statement = signed.said();
    List<String> problems = new ArrayList<>();
    if (expected.isPresent() && !expected.get().equals(signed.publicKey())) {
      problems.add(
          "it is signed with the key %s, not with %s"
              .formatted(
                  SigningKey.fingerprint(signed.publicKey()),
                  SigningKey.fingerprint(expected.get())));
    }
    for (Statement.SignedFile each : statement.files()) {
      problem(file.resolveSibling(each.path()), each).ifPresent(problems::add);
    }
    return new ProvenanceCheck(file, describe(statement, signed.publicKey()), problems);
  }

  private static Path find(Path place) throws IOException {
    if (place.getFileName().toString().equals(ProvenanceFile.NAME)) {
      return place;
    }
    Path folder = Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
    for (Path at : List.of(folder, folder.resolveSibling("."))) {
      Path file = at.normalize().resolve(ProvenanceFile.NAME);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new IOException(
        "there is no %s in %s: nobody signed what is there".formatted(ProvenanceFile.NAME, folder));
  }

  private static Optional<String> problem(Path file, Statement.SignedFile signed)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.of("%s is missing".formatted(signed.path()));
    }
    boolean same = Files.size(file) == signed.bytes() && Sha256.hex(file).equals(signed.sha256());
    return same
        ? Optional.empty()
        : Optional.of("%s is not what was signed".formatted(signed.path()));
  }

  private static String describe(Statement statement, String publicKey) throws IOException {
    boolean own =
        SigningKey.find(BookProvenance.keyFile(DataHome.ofThisUser()))
            .map(key -> key.publicText().equals(publicKey))
            .orElse(false);
    return "%d files of '%s', made by %s with %s, signed %s with the key %s%s"
        .formatted(
            statement.files().size(),
            statement.document().title(),
            statement.program(),
            String.join(", ", statement.voices().stream().map(Statement.Speaker::name).toList()),
            statement.madeAt(),
            SigningKey.fingerprint(publicKey),
            own ? ", which is this user's" : "");
  }
}

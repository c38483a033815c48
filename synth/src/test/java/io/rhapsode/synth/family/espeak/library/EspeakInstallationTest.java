package io.rhapsode.synth.family.espeak.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.family.espeak.EspeakCatalog;
import io.rhapsode.synth.family.espeak.library.EspeakInstallation.NativePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EspeakInstallationTest {
  @TempDir private Path folder;

  @Test
  void manyUnpackingAtOnceEndWithOneCompleteFolder()
      throws IOException, InterruptedException, ExecutionException {
    Path cache = folder.resolve("deep/cache");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Set<EspeakInstallation> installations = new HashSet<>();
    try {
      List<Future<EspeakInstallation>> unpacking = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        unpacking.add(threads.submit(() -> EspeakInstallation.under(cache)));
      }
      for (Future<EspeakInstallation> each : unpacking) {
        installations.add(each.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(1, installations.size());
    try (Stream<Path> left = Files.list(cache)) {
      assertEquals(1, left.count());
    }
    EspeakCatalog catalog = EspeakCatalog.load(installations.iterator().next());
    assertEquals("1.52.0.1", catalog.libraryVersion());
    assertTrue(catalog.voices().size() > 100);
  }

  @Test
  void unpacksOnlyOnce() throws IOException {
    EspeakInstallation first = EspeakInstallation.under(folder);
    FileTime written = Files.getLastModifiedTime(first.library());

    assertEquals(first, EspeakInstallation.under(folder));
    assertEquals(written, Files.getLastModifiedTime(first.library()));
    assertTrue(first.library().startsWith(folder) && first.data().startsWith(folder));
  }

  @Test
  void aDamagedFolderIsNamed() throws IOException {
    EspeakInstallation installation = EspeakInstallation.under(folder);
    Files.delete(installation.data().resolve("phontab"));
    IOException withoutData =
        assertThrows(IOException.class, () -> EspeakCatalog.load(installation));
    Files.write(installation.library(), new byte[] {1});
    IOException withoutLibrary =
        assertThrows(IOException.class, () -> EspeakCatalog.load(installation));

    String folderName = installation.library().getParent().toString();
    assertTrue(withoutData.getMessage().contains(folderName), withoutData.getMessage());
    assertTrue(withoutLibrary.getMessage().contains(folderName), withoutLibrary.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"espeak-ng-data/phontab", "espeak-ng-data/en_dict", "LIBRARY", "contents"})
  void aMissingOrDamagedFileIsUnpackedAgain(String name) throws IOException {
    EspeakInstallation installation = EspeakInstallation.under(folder);
    Path home = installation.library().getParent();
    Path file = name.equals("LIBRARY") ? installation.library() : home.resolve(name);
    byte[] whole = Files.readAllBytes(file);

    Files.delete(file);
    assertEquals(installation, EspeakInstallation.under(folder));
    assertArrayEquals(whole, Files.readAllBytes(file));
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 4;
    Files.write(file, flipped);
    EspeakInstallation.under(folder);
    assertArrayEquals(whole, Files.readAllBytes(file));
    Files.write(file, new byte[0]);
    EspeakInstallation.under(folder);
    assertArrayEquals(whole, Files.readAllBytes(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(home), left.toList());
    }
  }

  @Test
  void aCacheThatCannotBeUsedIsNamed() throws IOException {
    Path cache = Files.writeString(folder.resolve("cache"), "a file");

    IOException error = assertThrows(IOException.class, () -> EspeakInstallation.under(cache));

    assertEquals(
        "espeak-ng cannot be unpacked into %s: a file is in its place; make room there, or set XDG_CACHE_HOME to a folder on another disk"
            .formatted(cache),
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, /debian-amd64/libespeak-ng.so.1",
    "Linux, aarch64, /debian-arm64/libespeak-ng.so.1",
    "Linux, arm, /debian-armv7l/libespeak-ng.so.1",
    "Mac OS X, aarch64, /macos-arm64/libespeak-ng.1.dylib",
    "Mac OS X, x86_64, /macos-amd64/libespeak-ng.1.dylib",
    "Windows 11, amd64, /win-amd64/espeak-ng.dll"
  })
  void theArtefactHasALibraryForEachPlatform(String system, String processor, String resource) {
    String named = NativePlatform.of(system, processor).libraryResource();

    assertEquals(resource, named);
    assertNotNull(EspeakInstallation.class.getResource(named));
  }
}

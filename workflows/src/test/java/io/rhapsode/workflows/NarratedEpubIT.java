package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.adobe.epubcheck.api.EpubCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EPUBs that are given back with their narration. */
class NarratedEpubIT {
  private static final Path PUBLICATIONS = Path.of("..", "..", "shared", "data", "epub");
  private static final Pattern SPAN =
      Pattern.compile(
          "<span id=\"narration-[0-9-]+\">((?:(?!<span id=\"narration-).)*?)</span>",
          Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theSampleIsGivenBackWithItsNarration() throws IOException {
    check(Path.of("..", "samples", "aesop-fables.epub"), "--chapters", "3-4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "w3c_mol-navigation",
        "w3c_css-epub-writing-mode",
        "w3c_cnt-mathml-support",
        "w3c_pkg-spine-order",
        "w3c_mol-tts_multi",
        "w3c_mol-tts_single",
        "w3c_pss-support",
        "abogen_debug_tts_samples"
      })
  void publicationsOfOthersAreGivenBackWithTheirNarration(String name) throws IOException {
    Path source = PUBLICATIONS.resolve(name + ".epub");
    assumeTrue(Files.isRegularFile(source), "needs the shared publications");
    check(source);
  }

  @Test
  void aRightToLeftPublicationIsGivenBackWithItsNarration() throws IOException {
    Path source = PUBLICATIONS.resolve("idpf_arabic_rtl.epub");
    assumeTrue(Files.isRegularFile(source), "needs the shared publications");
    check(source, "--chapters", "1-2");
  }

  /** Its words are read by an English voice: no voice of the draft engine speaks Japanese. */
  @Test
  void aVerticalPublicationIsGivenBackWithItsNarration() throws IOException {
    Path source = PUBLICATIONS.resolve("idpf_mymedia_lite_ja.epub");
    assumeTrue(Files.isRegularFile(source), "needs the shared publications");
    check(source, "--language", "en", "--voice", "en-gb", "--chapters", "1-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ncx_nested", "split_files", "epub_without_headings"})
  void publicationsOfEpub2BecomeEpub3(String name) throws IOException {
    Path source = PUBLICATIONS.resolveSibling("field").resolve(name + ".epub");
    assumeTrue(Files.isRegularFile(source), "needs the shared publications");
    Invocation narrated = Invocation.narrate(folder, source, "--epub", "--qa", "off");
    Path epub = narrated(narrated);
    assertEquals(List.of(), newErrors(source, epub));
    Map<String, byte[]> after = files(epub);
    assertTrue(after.keySet().stream().anyMatch(file -> file.endsWith(".smil")), narrated.out());
  }

  private void check(Path source, String... flags) throws IOException {
    List<String> all = Stream.concat(Stream.of("--epub", "--qa", "off"), Stream.of(flags)).toList();
    Invocation narrated = Invocation.narrate(folder, source, all.toArray(String[]::new));
    Path epub = narrated(narrated);
    assertEquals(List.of(), newErrors(source, epub));
    Map<String, byte[]> before = files(source);
    Map<String, byte[]> after = files(epub);
    assertTrue(after.keySet().stream().anyMatch(name -> name.endsWith(".smil")), narrated.out());
    for (Map.Entry<String, byte[]> file : before.entrySet()) {
      byte[] now = after.get(file.getKey());
      if (file.getKey().endsWith("html")) {
        assertEquals(text(file.getValue()), withoutSpans(text(now)), file.getKey());
      } else if (!file.getKey().endsWith(".opf") && now != null) {
        assertArrayEquals(file.getValue(), now, file.getKey());
      }
    }
  }

  private static Path narrated(Invocation invocation) throws IOException {
    for (var file : invocation.book().get("files")) {
      if (file.get("path").asText().endsWith(".epub")) {
        return Path.of(file.get("path").asText());
      }
    }
    throw new AssertionError("no EPUB in\n" + invocation.out() + invocation.err());
  }

  /** What a checker says of a publication that it did not say of its source. */
  private static List<String> newErrors(Path source, Path narrated) {
    List<String> known = errors(source);
    return errors(narrated).stream().filter(error -> !known.contains(error)).toList();
  }

  private static List<String> errors(Path file) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    new EpubCheck(file.toFile(), new PrintWriter(said, true, StandardCharsets.UTF_8)).check();
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("ERROR") || line.startsWith("FATAL"))
        .map(line -> line.replaceAll("[^ ]*\\.epub/?", "").replaceAll("\\(-?\\d+,-?\\d+\\)", ""))
        .toList();
  }

  private static Map<String, byte[]> files(Path epub) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(epub.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
    return files;
  }

  private static String withoutSpans(String markup) {
    return SPAN.matcher(markup).replaceAll("$1");
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}

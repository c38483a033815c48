package io.rhapsode.synth.family.espeak.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rhapsode.pipeline.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A folder that was unpacked once, with a list of what was put there: a file that is missing or
 * damaged since is noticed. The native library would crash over it, or speak another language.
 */
final class UnpackedFiles {
  /** The hash of all other lines, then "CRC-32, size, path" of each file. */
  private static final String LIST = "contents";

  private final Path folder;

  UnpackedFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes the list of what is in the folder now. */
  void seal() throws IOException {
    String list;
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      StringBuilder lines = new StringBuilder();
      for (Path file : sorted) {
        lines.append(line(folder.relativize(file).toString())).append('\n');
      }
      list = lines.toString();
    }
    Files.writeString(folder.resolve(LIST), Sha256.hex(list.getBytes(UTF_8)) + '\n' + list);
  }

  /** Whether everything is there as it was sealed. */
  boolean areWhole() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(LIST));
      List<String> files = lines.subList(Math.min(1, lines.size()), lines.size());
      String list = files.stream().map(line -> line + '\n').collect(Collectors.joining());
      if (lines.isEmpty() || !lines.get(0).equals(Sha256.hex(list.getBytes(UTF_8)))) {
        return false;
      }
      for (String expected : files) {
        if (!expected.equals(line(expected.split(" ", 3)[2]))) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // gone, or not readable: whoever unpacks again finds out why
    }
  }

  private String line(String path) throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve(path));
    CRC32 sum = new CRC32();
    sum.update(content);
    return "%08x %d %s".formatted(sum.getValue(), content.length, path);
  }
}

package io.rhapsode.synth.family.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The one graph of a model's folder. */
public final class GraphFile {
  private static final String SUFFIX = ".onnx";

  private GraphFile() {}

  /**
   * @throws IOException if the folder has no ONNX file, or several
   */
  public static Path in(Path folder) throws IOException {
    List<Path> graphs;
    try (Stream<Path> files = Files.list(folder)) {
      graphs = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    if (graphs.size() != 1) {
      throw new IOException(
          "%s: has %d files *.onnx, a model has one".formatted(folder, graphs.size()));
    }
    return graphs.get(0);
  }
}

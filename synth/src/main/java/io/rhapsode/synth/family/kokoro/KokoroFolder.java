package io.rhapsode.synth.family.kokoro;

import io.rhapsode.synth.family.onnx.GraphFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Kokoro model on disk: one graph, {@code *.onnx}, and beside it a file {@code NAME.bin} for each
 * voice.
 *
 * @param graph the ONNX file
 * @param voices names of the voices that can be read here, in order
 */
record KokoroFolder(Path folder, Path graph, List<String> voices) {
  private static final String VOICE_SUFFIX = ".bin";

  KokoroFolder {
    voices = List.copyOf(voices);
  }

  /**
   * @throws IOException if the graph is not there, or there is no voice
   */
  static KokoroFolder open(Path folder) throws IOException {
    Path graph = GraphFile.in(folder);
    List<String> voices = voices(folder);
    if (voices.isEmpty()) {
      throw new IOException(folder + ": there is no voice, a file such as af_heart.bin");
    }
    return new KokoroFolder(folder, graph, voices);
  }

  Path voice(String name) {
    return folder.resolve(name + VOICE_SUFFIX);
  }

  private static List<String> voices(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(VOICE_SUFFIX))
          .map(name -> name.substring(0, name.length() - VOICE_SUFFIX.length()))
          .filter(name -> KokoroLanguage.ofVoice(name).isPresent())
          .sorted()
          .toList();
    }
  }
}

package io.rhapsode.synth.listen.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.family.onnx.RealWeights;
import io.rhapsode.synth.listen.word.Recogniser.Care;
import io.rhapsode.synth.listen.word.Recogniser.HeardWord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The published weights of Whisper base. */
class WhisperWeightsTest {
  private static final Path SPEECH = Path.of("..", "..", "shared", "data", "speech");

  @Test
  void writesDownWhatPeopleSay() throws IOException {
    Path clip = SPEECH.resolve("ls367_en_1.flac");
    Assumptions.assumeTrue(Files.exists(clip), clip + " is not there");
    try (WhisperRecogniser whisper = open()) {
      List<HeardWord> words = whisper.recognise(List.of(decoded(clip)), "en", Care.THOROUGH).get(0);

      String text = words.stream().map(HeardWord::text).collect(Collectors.joining(" "));
      assertTrue(text.startsWith("It was here that most magnificent dinners were arranged"), text);
      assertTrue(words.get(0).startSeconds() < 1, words.toString());
      double last = words.get(words.size() - 1).endSeconds();
      assertEquals(15.55, last, 1);
      for (int i = 1; i < words.size(); i++) {
        assertTrue(words.get(i).startSeconds() >= words.get(i - 1).startSeconds());
      }
    }
  }

  @Test
  void companyChangesNothing() throws IOException {
    List<PcmClip> clips = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      Path clip = SPEECH.resolve("thorsten_de_" + i + ".wav");
      Assumptions.assumeTrue(Files.exists(clip), clip + " is not there");
      clips.add(decoded(clip));
    }
    try (WhisperRecogniser whisper = open()) {
      List<List<HeardWord>> together = whisper.recognise(clips, "de", Care.QUICK);

      assertEquals(
          whisper.recognise(clips.subList(3, 4), "de", Care.QUICK).get(0), together.get(3));
      assertEquals(
          "Euer Plan hat ja toll geklappt.",
          together.get(3).stream().map(HeardWord::text).collect(Collectors.joining(" ")));
    }
  }

  /** For the table of error rates: writes what is heard in each clip into a file. */
  @Test
  void writesDownEveryClip() throws IOException {
    String table = System.getProperty("rhapsode.listen.table");
    Assumptions.assumeTrue(table != null, "no -Drhapsode.listen.table=FILE");
    try (WhisperRecogniser whisper = open();
        PrintStream out = new PrintStream(table, StandardCharsets.UTF_8)) {
      for (String line : Files.readAllLines(SPEECH.resolve("MANIFEST.tsv"))) {
        String[] columns = line.split("\t");
        if (columns[0].equals("file") || columns[15].isBlank()) {
          continue;
        }
        for (Care care : Care.values()) {
          long start = System.nanoTime();
          String text =
              whisper
                  .recognise(List.of(decoded(SPEECH.resolve(columns[0]))), columns[2], care)
                  .get(0)
                  .stream()
                  .map(HeardWord::text)
                  .collect(Collectors.joining(" "));
          double seconds = (System.nanoTime() - start) / 1e9;
          out.println(String.join("\t", "" + care, columns[0], columns[2], "" + seconds, text));
        }
        out.flush();
      }
    }
  }

  private static WhisperRecogniser open() throws IOException {
    return WhisperRecogniser.open(
        "whisper-base", RealWeights.folder("whisper-base"), TorchDevice.CPU);
  }

  private static PcmClip decoded(Path file) throws IOException {
    Process ffmpeg =
        new ProcessBuilder(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-i",
                file.toString(),
                "-ac",
                "1",
                "-ar",
                "16000",
                "-f",
                "f32le",
                "-")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ByteBuffer bytes =
        ByteBuffer.wrap(ffmpeg.getInputStream().readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(samples);
    return new PcmClip(16_000, samples);
  }
}

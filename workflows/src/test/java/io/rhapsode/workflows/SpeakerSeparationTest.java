package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rhapsode.mux.clip.AudioDecoder;
import io.rhapsode.synth.speaker.DVectorEncoder;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import io.rhapsode.workflows.likeness.HeardVoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Real speakers, told apart by the published weights; skipped without either. */
class SpeakerSeparationTest {
  private static final Path SPEECH = Path.of("..", "..", "shared", "data", "speech");
  private static final double LEAST_SECONDS = 5;

  /** A clip of the manifest, as it was heard. */
  private record Clip(String speaker, String sex, HeardVoice heard) {}

  @Test
  void speakersAreToldApart() throws IOException {
    String weights = System.getenv("RHAPSODE_TEST_WEIGHTS");
    assumeTrue(weights != null, "RHAPSODE_TEST_WEIGHTS names no folder of .ci/fetch-weights");
    Path graph = Path.of(weights, "speaker", "speaker.onnx");
    assumeTrue(Files.isRegularFile(graph), graph + " is not there");
    assumeTrue(Files.isDirectory(SPEECH), SPEECH + " is not there");
    List<Clip> clips = clips(graph);
    double[] same = similarities(clips, (a, b) -> a.speaker().equals(b.speaker()));
    double[] sameSex =
        similarities(clips, (a, b) -> !a.speaker().equals(b.speaker()) && a.sex().equals(b.sex()));
    double[] otherSex = similarities(clips, (a, b) -> !a.sex().equals(b.sex()));

    double rate = equalErrorRate(same, sameSex);

    long judged = clips.stream().filter(clip -> clip.heard().sex().isPresent()).count();
    long right =
        clips.stream().filter(clip -> clip.heard().sex().equals(Optional.of(sexOf(clip)))).count();
    System.out.printf(
        "%d clips of %d speakers%n%s%n%s%n%s%nequal error rate %.2f %% (within a sex)%nsex by"
            + " pitch: %d of %d judged, %d right%n",
        clips.size(),
        clips.stream().map(Clip::speaker).distinct().count(),
        described("one speaker", same),
        described("two of one sex", sameSex),
        described("two of different sex", otherSex),
        100 * rate,
        judged,
        clips.size(),
        right);
    assertTrue(rate < 0.03, () -> "equal error rate " + rate);
    assertTrue(right >= 0.85 * judged, () -> right + " of " + judged);
  }

  private static List<Clip> clips(Path graph) throws IOException {
    List<Clip> clips = new ArrayList<>();
    List<String> rows = Files.readAllLines(SPEECH.resolve("MANIFEST.tsv"));
    List<String> header = List.of(rows.get(0).split("\t"));
    try (SpeakerEncoder encoder = DVectorEncoder.open(graph, "d-vector")) {
      for (String row : rows.subList(1, rows.size())) {
        String[] cells = row.split("\t", -1);
        boolean human = cells[header.indexOf("origin")].startsWith("human");
        double seconds = Double.parseDouble(cells[header.indexOf("seconds")]);
        if (human && seconds >= LEAST_SECONDS && cells[header.indexOf("decodes")].equals("yes")) {
          Path file = SPEECH.resolve(cells[header.indexOf("file")]);
          clips.add(
              new Clip(
                  cells[header.indexOf("speaker")],
                  cells[header.indexOf("sex")],
                  HeardVoice.in(new AudioDecoder(1 << 26, 600).decode(file), encoder)
                      .orElseThrow()));
        }
      }
    }
    return clips;
  }

  private static double[] similarities(List<Clip> clips, BiPredicate<Clip, Clip> wanted) {
    DoubleStream.Builder similarities = DoubleStream.builder();
    for (int i = 0; i < clips.size(); i++) {
      for (int j = i + 1; j < clips.size(); j++) {
        if (wanted.test(clips.get(i), clips.get(j))) {
          similarities.add(
              clips.get(i).heard().embedding().similarity(clips.get(j).heard().embedding()));
        }
      }
    }
    return similarities.build().sorted().toArray();
  }

  /** The mean of both error rates where they are nearest. */
  private static double equalErrorRate(double[] same, double[] different) {
    double nearest = Double.MAX_VALUE;
    double rate = 1;
    for (double border :
        DoubleStream.concat(DoubleStream.of(same), DoubleStream.of(different)).toArray()) {
      double refused = (double) DoubleStream.of(same).filter(s -> s < border).count() / same.length;
      double accepted =
          (double) DoubleStream.of(different).filter(s -> s >= border).count() / different.length;
      if (Math.abs(refused - accepted) < nearest) {
        nearest = Math.abs(refused - accepted);
        rate = (refused + accepted) / 2;
      }
    }
    return rate;
  }

  private static String sexOf(Clip clip) {
    return clip.sex().equals("F") ? "female" : "male";
  }

  private static String described(String name, double[] sorted) {
    return "%s: %d pairs, p5 %.2f, median %.2f, p95 %.2f"
        .formatted(
            name,
            sorted.length,
            sorted[(int) (0.05 * (sorted.length - 1))],
            sorted[sorted.length / 2],
            sorted[(int) (0.95 * (sorted.length - 1))]);
  }
}

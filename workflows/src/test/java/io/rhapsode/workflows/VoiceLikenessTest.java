package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.clip.AudioDecoder;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.synth.speaker.DVectorEncoder;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import io.rhapsode.workflows.likeness.HeardVoice;
import io.rhapsode.workflows.likeness.SpokenVoices;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How alike voices are, with espeak-ng and an encoder that judges by the mean spectrum. */
class VoiceLikenessTest {
  private static final Path TINY =
      Path.of("..", "synth", "src/test/resources/io/rhapsode/synth/speaker/tiny.onnx");

  @TempDir private Path folder;
  private SpeakerEncoder encoder;

  @BeforeEach
  void openEncoder() throws IOException {
    encoder = DVectorEncoder.open(TINY, "tiny");
  }

  @AfterEach
  void closeEncoder() {
    encoder.close();
  }

  @Test
  void whatWasHeardIsKept() throws Exception {
    Voice voice = SpeechEngines.standard().voice("en-gb").orElseThrow();
    Path kept = folder.resolve("heard");
    HeardVoice first;
    try (SpokenVoices spoken = new SpokenVoices(SpeechEngines.standard(), encoder, kept)) {
      first = spoken.hear(voice, "en-GB");
      assertTrue(first.embedding().speechSeconds() > HeardVoice.TELLING_SECONDS, first::toString);
      assertNotEquals(first, spoken.hear(voice, "de"));
    }
    SpeechEngines silent = new SpeechEngines(List.of());
    try (SpokenVoices spoken = new SpokenVoices(silent, encoder, kept)) {
      assertEquals(first, spoken.hear(voice, "en-GB"));
      assertThrows(IllegalArgumentException.class, () -> spoken.hear(voice, "fr"));
      assertThrows(UsageException.class, () -> spoken.hear(voice, "tlh"));
    }
    try (Stream<Path> files = Files.list(kept)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void theSexOfAVoiceIsJudgedByItsPitch() throws Exception {
    assertEquals(Optional.of("male"), speaker("en-gb").sex());
    HeardVoice man = speaker("en-gb");
    HeardVoice woman = new HeardVoice(man.embedding(), OptionalDouble.of(210));
    HeardVoice either = new HeardVoice(man.embedding(), OptionalDouble.of(158));
    assertEquals(Optional.of("female"), woman.sex());
    assertEquals(Optional.empty(), either.sex());
  }

  @Test
  void comparingNeedsAModelAndSaysHowToGetIt() {
    Invocation refused =
        Invocation.of("voice", "compare", "en-gb", "de", "--data", folder.toString());
    assertEquals(1, refused.exitCode());
    assertEquals(
        "rhapsode: no model that tells voices apart is installed: 'rhapsode models pull"
            + " speaker-encoder' gets one of 12 MB",
        refused.err().strip());
  }

  @Test
  void comparesRecordingsAndVoices() throws Exception {
    Path model = Files.createDirectories(folder.resolve("encoder"));
    Files.copy(TINY, model.resolve("speaker.onnx"));
    String data = folder.resolve("data").toString();
    assertEquals(
        0,
        Invocation.of(
                "models",
                "import",
                model.toString(),
                "--family",
                "d-vector",
                "--language",
                "mul",
                "--data",
                data,
                "--catalogue",
                "../conf/models")
            .exitCode());
    Path clip = spoken("en-gb", "Come in, all of you, and close the door.");

    Invocation same = Invocation.of("voice", "compare", "en-gb", "en-gb", "--data", data);
    Invocation withClip =
        Invocation.of("voice", "compare", clip.toString(), "en-gb", "--data", data);

    assertEquals(0, same.exitCode(), same.err());
    assertTrue(same.out().contains("en-gb, speaking English (United Kingdom): "), same.out());
    assertTrue(
        same.out().endsWith("similarity 1.00: likely one speaker; the border is at 0.72\n"),
        same.out());
    assertEquals(0, withClip.exitCode(), withClip.err());
    assertTrue(withClip.out().contains(" too little to tell much: 5 s and more"), withClip.out());
    assertFalse(withClip.out().contains("similarity 1.00"), withClip.out());
  }

  @Test
  void likenessIsAskedWithWhatItNeeds() {
    assertEquals(2, Invocation.of("voices", "--sex", "male").exitCode());
    assertEquals(2, Invocation.of("voices", "--like", "clip.wav", "--sex", "other").exitCode());
  }

  private HeardVoice speaker(String voice) throws Exception {
    Path clip = spoken(voice, "A hungry fox saw ripe grapes hanging high up on a vine.");
    return HeardVoice.in(new AudioDecoder(1 << 24, 60).decode(clip), encoder).orElseThrow();
  }

  private Path spoken(String voice, String text) {
    Path file = folder.resolve("spoken.wav");
    Invocation spoken = Invocation.of("speak", "--voice", voice, "-o", file.toString(), "--", text);
    assertEquals(0, spoken.exitCode(), spoken.err());
    return file;
  }
}

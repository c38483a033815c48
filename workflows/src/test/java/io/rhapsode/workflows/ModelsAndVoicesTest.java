package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.command.RhapsodeCommand;
import io.rhapsode.workflows.command.model.ModelsCommand;
import io.rhapsode.workflows.command.voice.VoiceCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a user calls them, on the tiny test model. */
class ModelsAndVoicesTest {
  private static final Path TINY =
      Path.of("..", "synth", "src", "test", "resources", "pocket-tts", "tiny");
  private static final Path KNOWN = Path.of("..", "conf", "models");
  private static final Path TEST_MODELS =
      Path.of("..", "synth", "src", "test", "resources", "models");
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-05-04T12:00:00Z"), ZoneOffset.UTC);
  private static final int RATE_HZ = 22050;

  @TempDir static Path catalogue;
  @TempDir Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private int code;

  /** What users know, and two models that are small enough to be in the source tree. */
  @BeforeAll
  static void mergeCatalogues() throws IOException {
    for (Path source : List.of(KNOWN, TEST_MODELS)) {
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = catalogue.resolve(source.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  @BeforeEach
  void importTiny() {
    models("import", TINY.toString(), "--id", "pocket-tts-tiny");
    assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void listsWhatIsInstalledAndWhatCanBe() {
    String listed = models("list");
    assertEquals(0, code);
    assertTrue(squeezed(listed).contains("\npocket-tts-tiny en CC0-1.0 0.9 MB installed Pocket"));
    assertTrue(
        squeezed(listed).contains("\npocket-tts-german de CC-BY-4.0 ? to pull, gated Pocket"));
    assertTrue(squeezed(listed).contains("\nkokoro en es fr hi it pt Apache-2.0 120.6 MB to pull"));
    String json = models("list", "--json");
    assertTrue(json.contains("\"model\":\"pocket-tts-german\""), json);
  }

  @Test
  void refusesToPullWhatCannotBeCheckedOrReached() {
    models("pull", "pocket-tts-german");
    assertEquals(1, code);
    assertTrue(errors().startsWith("CC-BY-4.0: The weights are by Kyutai"), errors());
    assertTrue(errors().contains("With --accept-unverified it is fetched all the same"), errors());
    models("pull", "pocket-tts-german", "--accept-unverified", "--offline");
    assertEquals(1, code);
    assertTrue(errors().contains("run 'rhapsode models import FOLDER --id pocket-tts-german'"));
    models("pull", "pocket-tts-tiny");
    assertTrue(errors().contains("is on no hub"), errors());
    models("pull");
    assertEquals(2, code);
  }

  @Test
  void verifiesInstalledModels() throws Exception {
    assertEquals("pocket-tts-tiny: sound\n", models("verify"));
    assertEquals(0, code);
    Path tokenizer = home.resolve("models/pocket-tts-tiny/tokenizer.model");
    Files.write(tokenizer, new byte[] {1});
    assertTrue(models("verify", "pocket-tts-tiny").contains("  tokenizer.model: changed since"));
    assertEquals(1, code);
    models("verify", "nothing");
    assertEquals(1, code);
    assertTrue(errors().contains("model 'nothing' is not installed in"), errors());
  }

  @Test
  void makesShowsVerifiesAndDeletesAVoice() throws Exception {
    Path clip = clip(6);
    voice("create", "ada", "--from", clip.toString(), "--consent", "Ada: these tests");
    assertEquals(0, code, errors());
    assertTrue(
        voice("list").contains("ada    pocket-tts-tiny  6.0      2026-05-04T12:00:00Z  recording"));
    String shown = voice("show", "ada");
    assertTrue(shown.contains("consent             Ada: these tests\n"), shown);
    assertTrue(shown.contains("reference           clip.wav, 6.0 s used, SHA-256 "), shown);
    assertTrue(shown.contains("recording           kept, 6.0 s at "), shown);
    assertTrue(shown.contains("in pocket-tts-tiny  en, ready\n"), shown);
    assertEquals("ada: sound\n", voice("verify"));
    byte[] first = Files.readAllBytes(home.resolve("voices/ada.safetensors"));
    voice("create", "ada", "--from", clip.toString(), "--consent", "Ada: these tests");
    assertEquals(1, code);
    assertTrue(errors().contains("there is a voice 'ada' already"), errors());
    voice("rebuild", "ada");
    assertEquals(0, code, errors());
    assertEquals(
        new String(first, StandardCharsets.ISO_8859_1),
        Files.readString(home.resolve("voices/ada.safetensors"), StandardCharsets.ISO_8859_1));
    Path copy = home.resolve("copy.safetensors");
    voice("export", "ada", "--to", copy.toString());
    assertEquals(0, code, errors());
    assertEquals(-1, Files.mismatch(copy, home.resolve("voices/ada.safetensors")));
    voice("export", "ada", "--to", home.resolve("clip.flac").toString());
    assertEquals(0, code, errors());
    assertEquals(
        "fLaC",
        Files.readString(home.resolve("clip.flac"), StandardCharsets.ISO_8859_1).substring(0, 4));
    voice("export", "ada", "--to", home.resolve("clip.mp3").toString());
    assertEquals(1, code);
    assertEquals("deleted voice ada\n", voice("delete", "ada"));
    try (Stream<Path> left = Files.walk(home.resolve("voices"))) {
      assertEquals(0, left.filter(Files::isRegularFile).count(), "all that was made of it");
    }
    voice("show", "ada");
    assertEquals(1, code);
    assertTrue(errors().contains("no voice 'ada' in"), errors());
  }

  @Test
  void deletesAModelUnlessVoicesNeedIt() throws Exception {
    models("delete", "pocket-tts-tny");
    assertEquals(1, code);
    assertTrue(errors().contains("did you mean 'pocket-tts-tiny'?"), errors());
    Path clip = clip(6);
    voice("create", "bea", "--from", clip.toString(), "--consent", "Bea", "--transcript", "Mm.");
    assertTrue(voice("list").contains("  recording and transcript\n"), voice("list"));
    voice("create", "ada", "--from", clip.toString(), "--consent", "Ada", "--discard-recording");
    assertTrue(voice("list").contains("  no recording\n"), voice("list"));
    models("delete", "pocket-tts-tiny");
    assertEquals(1, code);
    assertEquals(
        "rhapsode: model 'pocket-tts-tiny' is needed by the voices ada: delete them first, or add"
            + " --force\n",
        errors());
    assertEquals(
        "deleted model pocket-tts-tiny: 0.9 MB freed\n",
        models("delete", "pocket-tts-tiny", "--force"));
    assertEquals(0, code);
    assertTrue(
        squeezed(models("list")).contains("\npocket-tts-tiny en CC0-1.0 ? to import Pocket"));
    try (Stream<Path> left = Files.walk(home.resolve("models"))) {
      assertEquals(List.of(home.resolve("models")), left.toList());
    }
  }

  @Test
  void importsAPublishedVoice() {
    Path published = TINY.resolveSibling("voice_state.safetensors");
    voice("import", "alba", "--from", published.toString());
    assertEquals(0, code, errors());
    assertTrue(
        voice("list").contains("alba   ?         ?        ?     no recording, no history"),
        voice("list"));
    assertTrue(voice("show", "alba").contains("published without its history"));
    voice("rebuild", "alba");
    assertTrue(errors().contains("it cannot be rebuilt"), errors());
    voice("import", "bea", "--from", TINY.resolve("model.safetensors").toString());
    assertEquals(1, code);
    assertTrue(errors().contains("not a voice state"), errors());
  }

  @Test
  void aVoiceWithoutRecordingBelongsToItsModel() throws Exception {
    String clip = clip(6).toString();
    models("import", TINY.resolveSibling("tiny-v1").toString(), "--id", "mine", "--language", "de");
    voice("create", "ada", "--from", clip, "--consent", "Ada: these tests");
    voice(
        "create",
        "bea",
        "--model",
        "mine",
        "--from",
        clip,
        "--consent",
        "B",
        "--discard-recording");
    assertEquals(0, code, errors());
    models("import", TINY.toString(), "--id", "mine", "--language", "de");
    String verified = voice("verify");
    assertEquals(1, code);
    assertTrue(
        verified.startsWith("ada: sound\nbea: voice 'bea' was made for model mine with weights "),
        verified);
    voice("rebuild", "bea", "--model", "mine");
    assertTrue(errors().contains("whose encoder is not that of model mine"), errors());
    voice("rebuild", "ada", "--model", "mine");
    assertEquals(0, code, errors());
    String shown = voice("show", "ada");
    assertTrue(shown.contains("in mine             de, ready\n"), shown);
    assertTrue(shown.contains("in pocket-tts-tiny  en, made when first needed\n"), shown);
  }

  @Test
  void refusesClipsThatCannotServe() throws Exception {
    voice("create", "ada", "--from", clip(1).toString(), "--consent", "Ada");
    assertEquals(1, code);
    assertTrue(errors().startsWith("refusal: the clip is 1.0 s long, at least 2 s are"), errors());
    Path text = Files.writeString(home.resolve("clip.txt"), "this is no audio");
    voice("create", "ada", "--from", text.toString(), "--consent", "Ada");
    assertTrue(errors().startsWith("rhapsode: ") && errors().contains("clip.txt"), errors());
    voice("create", "Ada", "--from", clip(6).toString(), "--consent", "Ada");
    assertTrue(errors().contains("'Ada' is not a voice name"), errors());
    voice("create", "ada", "--from", clip(6).toString(), "--consent", " ");
    assertTrue(errors().contains("the consent statement is empty"), errors());
    voice("create", "ada", "--from", clip(6).toString());
    assertEquals(2, code);
    assertTrue(voice("list").startsWith("no voices were made yet;"), voice("list"));
  }

  private String models(String... arguments) {
    return run(new ModelsCommand(print(out), print(err), Map.of()), arguments, true);
  }

  private String voice(String... arguments) {
    return run(
        VoiceCommand.commandLine(new StandardStages(), print(out), print(err), NOON),
        arguments,
        false);
  }

  private String run(Object command, String[] arguments, boolean models) {
    out.reset();
    err.reset();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", home.toString()));
    if (models && !arguments[0].equals("delete")) {
      all.addAll(List.of("--catalogue", catalogue.toString()));
    }
    StandardStages stages = new StandardStages();
    CommandLine root = RhapsodeCommand.commandLine(stages, stages.voices(), print(out), print(err));
    String name = models ? "models" : "voice";
    root.getCommandSpec().removeSubcommand(name);
    root.addSubcommand(name, command);
    all.add(0, name);
    code = root.execute(all.toArray(String[]::new));
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream print(ByteArrayOutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** Columns are as wide as their longest cell. */
  private static String squeezed(String table) {
    return table.replaceAll(" +", " ");
  }

  /** A humming voice with pauses. */
  private Path clip(int seconds) throws Exception {
    byte[] pcm = new byte[2 * seconds * RATE_HZ];
    for (int index = 0; index < pcm.length / 2; index++) {
      double time = (double) index / RATE_HZ;
      double envelope =
          Math.max(0, Math.sin(2 * Math.PI * 1.3 * time)) * (0.5 + 0.4 * Math.sin(time));
      double voice = 0;
      for (int harmonic = 1; harmonic <= 8; harmonic++) {
        voice += Math.sin(2 * Math.PI * 130 * harmonic * time) / harmonic;
      }
      short sample = (short) (6000 * envelope * voice);
      pcm[2 * index] = (byte) sample;
      pcm[2 * index + 1] = (byte) (sample >> 8);
    }
    Path file = home.resolve("clip.wav");
    AudioFormat format = new AudioFormat(RATE_HZ, 16, 1, true, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(pcm), format, pcm.length / 2),
        AudioFileFormat.Type.WAVE,
        file.toFile());
    return file;
  }
}

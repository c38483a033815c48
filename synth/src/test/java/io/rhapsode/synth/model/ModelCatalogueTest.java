package io.rhapsode.synth.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.synth.checkpoint.ExpectedTensor;
import io.rhapsode.synth.family.pocket.config.PocketConfigReader;
import io.rhapsode.synth.family.pocket.config.PocketLayout;
import io.rhapsode.synth.listen.whisper.WhisperModels;
import io.rhapsode.synth.model.pull.Hub;
import io.rhapsode.synth.model.source.HubLocation;
import io.rhapsode.synth.speaker.DVectorModels;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogueTest {
  private static final Path CATALOGUE = Path.of("../conf/models");

  @TempDir Path folder;

  @Test
  void everyModelOfTheCatalogueIsDescribedInFull() throws Exception {
    ModelCatalogue catalogue = ModelCatalogue.read(CATALOGUE);
    TreeSet<String> families = new TreeSet<>();
    for (ModelDescription model : catalogue.models()) {
      families.add(model.family());
      if (model.config().isPresent()) {
        assertDoesNotThrow(() -> PocketConfigReader.read(model.config().get()), model.id());
      }
      // Nobody has recorded a revision of those: they are imported only.
      boolean isImportedOnly = model.family().matches("qwen3-tts|voxtral-tts");
      assertEquals(!isImportedOnly, model.isObtainable(), model.id());
      boolean speaks = !Set.of(DVectorModels.ID, WhisperModels.ID).contains(model.family());
      if (speaks) {
        // The base models of Qwen3-TTS have no voices but those of recordings.
        assertEquals(model.id().matches("qwen3-tts.*base"), model.voices().isEmpty(), model.id());
        assertTrue(model.preference() > 0 || !model.licence().commercial(), model.id());
      }
    }
    assertEquals(
        "[d-vector, kokoro, piper, pocket-tts, qwen3-tts, voxtral-tts, whisper]",
        families.toString());
  }

  @Test
  void voxtralSaysThatItsSpeechMayNotBeSold() throws Exception {
    ModelDescription voxtral = ModelCatalogue.read(CATALOGUE).model("voxtral-tts-4b");
    assertEquals("CC-BY-NC-4.0", voxtral.licence().id());
    assertFalse(voxtral.licence().commercial());
    assertEquals(20, voxtral.voices().size());
    for (PresetVoice voice : voxtral.voices()) {
      assertFalse(voice.commercial(), voice.name());
      assertEquals("voice_embedding/" + voice.name() + ".pt", voice.file());
      assertTrue(voxtral.languages().contains(voice.language()), voice.name());
    }
  }

  @Test
  void qwenMayBeSoldAndNamesItsSpeakers() throws Exception {
    ModelDescription qwen = ModelCatalogue.read(CATALOGUE).model("qwen3-tts-0.6b-custom-voice");
    assertEquals("Apache-2.0", qwen.licence().id());
    assertTrue(qwen.licence().commercial());
    assertEquals(9, qwen.voices().size());
    assertEquals(10, qwen.languages().size());
  }

  @Test
  void filesOfKokoroAndOfAPiperVoiceAreRecorded() throws Exception {
    ModelCatalogue catalogue = ModelCatalogue.read(CATALOGUE);
    ModelDescription kokoro = catalogue.model("kokoro");
    assertEquals(55, kokoro.files().size());
    assertEquals(92_361_271L + 54 * 522_240L, kokoro.bytes().orElseThrow());
    assertTrue(kokoro.files().stream().allMatch(file -> file.hash().isPresent()));
    assertTrue(kokoro.files().stream().allMatch(file -> file.sources().size() == 2));
    PresetVoice bella = kokoro.voices().get(2);
    assertEquals(
        new PresetVoice(
            "af_bella", "en-US", "female", "A-", "", "", true, "af_bella.bin", "af_bella.bin"),
        bella);
    assertEquals("npm package kokoro-js@1.2.1", kokoro.files().get(3).sources().get(1).describe());
    ModelDescription joe = catalogue.model("piper/en_US-joe-medium");
    assertEquals("piper-en_US-joe-medium", joe.id());
    assertTrue(joe.files().stream().allMatch(file -> file.hash().isPresent()));
    assertTrue(joe.licence().commercial());
  }

  @Test
  void everyPiperVoiceCanBeCheckedByWhatItsPublisherRecords() throws Exception {
    List<ModelDescription> voices =
        ModelCatalogue.read(CATALOGUE).models().stream()
            .filter(model -> model.family().equals("piper"))
            .toList();
    assertTrue(voices.size() >= 150, () -> voices.size() + " voices");
    for (ModelDescription voice : voices) {
      assertEquals(3, voice.files().size(), voice.id());
      assertTrue(voice.bytes().isPresent(), voice.id());
      assertTrue(voice.files().stream().allMatch(file -> file.hash().isPresent()), voice.id());
    }
  }

  @Test
  void voicesThatMayNotBeSoldAreLeftOutWithTheirFiles() throws Exception {
    ModelDescription english = ModelCatalogue.read(CATALOGUE).model("pocket-tts-english");
    ModelDescription open = english.withoutRestrictedVoices();
    assertEquals(27, english.voices().size());
    assertEquals(25, open.voices().size());
    assertEquals(english.files().size() - 2, open.files().size());
    assertFalse(open.files().stream().anyMatch(file -> file.name().equals("jean.safetensors")));
  }

  /** The configurations imply the tensors that the published files have. */
  @ParameterizedTest
  @CsvSource({
    "pocket-tts-english, 214, 109502146",
    "pocket-tts-english-2026-01, 213, 117856962",
    "pocket-tts-french-24l, 358, 336068290"
  })
  void theConfigurationsFitThePublishedWeights(String id, int tensors, long parameters)
      throws Exception {
    Map<String, ExpectedTensor> layout = layout(id);
    assertEquals(tensors, layout.size());
    long sum = 0;
    for (ExpectedTensor tensor : layout.values()) {
      sum += tensor.shape().stream().reduce(1L, Math::multiplyExact);
    }
    assertEquals(parameters, sum);
  }

  @Test
  void everyPublishedTensorHasItsShape() throws Exception {
    JsonNode manifest =
        new ObjectMapper()
            .readTree(Path.of("src/test/resources/pocket-tts/manifest.json").toFile());
    Map<String, ExpectedTensor> layout = layout("pocket-tts-english");
    JsonNode published = manifest.get("english_2026-04").get("tensors");
    assertEquals(published.size(), layout.size());
    for (Map.Entry<String, JsonNode> entry : published.properties()) {
      String shape = layout.get(entry.getKey()).shape().toString();
      assertEquals(entry.getValue().toString(), shape.replace(" ", ""), entry.getKey());
    }
  }

  private static Map<String, ExpectedTensor> layout(String id) throws Exception {
    ModelDescription model = ModelCatalogue.read(CATALOGUE).model(id);
    return PocketLayout.tensors(PocketConfigReader.read(model.config().orElseThrow()));
  }

  @Test
  void aMisspeltModelIsHelped() throws Exception {
    ModelCatalogue catalogue = ModelCatalogue.read(CATALOGUE);
    ModelException refused =
        assertThrows(ModelException.class, () -> catalogue.model("pocket-tts-englisch"));
    assertEquals(
        "the catalogue has no model 'pocket-tts-englisch': did you mean 'pocket-tts-english'?",
        refused.getMessage());
    assertTrue(
        assertThrows(ModelException.class, () -> catalogue.model("x"))
            .getMessage()
            .endsWith("'rhapsode models list' shows those it has"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: m|id: n|id: must be the file's name without .yaml",
        "gated: true|gatd: true|gatd: unknown key; did you mean 'gated'?",
        "config: c|config: ../../etc/passwd\\n#|config: no such file within ",
        "@0123|@main #|files[0].sources: 'hf://a/b/w.safetensors@main' is not"
            + " hf://OWNER/NAME/PATH@RE",
        "hf://a|http://a|files[0].sources: 'http://a/b/w.safetensors@0123",
        "hf://a/b/|pypi:a==1/../|files[0].sources: 'pypi:a==1/../w.safetensors@0123",
        "sex: male|sex: none|voices[0].sex: must be female or male",
        "file: w.saf|file: v.saf|voices[0].file: 'v.safetensors' is not among the files",
        "bytes: 7|bytes: -7|files[0].bytes: must be a whole number from 1 to 9223372036854775807,"
            + " is",
        "name: w|name: ../w|files[0].name: must be a file name of letters",
        "sha256: ab|sha256: AB|files[0].sha256: ABab",
        "title: M|titel: M|title: missing",
      })
  void refusesWrongDescriptions(String sound, String broken, String problem) throws Exception {
    String text =
        """
        id: m
        family: pocket-tts
        title: M
        languages: [en]
        gated: true
        licence:
          id: CC-BY-4.0
          notice: n
          page: https://example.org
        config: c.txt
        files:
          - name: w.safetensors
            bytes: 7
            sources:
              - hf://a/b/w.safetensors@0123456789012345678901234567890123456789
            sha256: %s
        voices:
          - name: v
            language: en
            sex: male
            file: w.safetensors
        """
            .formatted("ab".repeat(32));
    Files.writeString(folder.resolve("c.txt"), "");
    Path file = folder.resolve("m.yaml");
    Files.writeString(file, text);
    assertEquals(1, ModelCatalogue.read(folder).models().size());
    assertTrue(text.contains(sound), sound);
    int at = text.indexOf(sound);
    Files.writeString(
        file,
        text.substring(0, at) + broken.replace("\\n", "\n") + text.substring(at + sound.length()));
    YamlException refused = assertThrows(YamlException.class, () -> ModelCatalogue.read(folder));
    assertTrue(
        refused.getMessage().startsWith(file.toString())
            && refused.getMessage().contains(": " + problem),
        refused.getMessage());
  }

  @Test
  void theHubIsSetUpByTheEnvironment() throws Exception {
    Hub usual = Hub.of(Map.of());
    assertEquals(URI.create("https://huggingface.co"), usual.address());
    assertFalse(usual.offline());
    Hub set = Hub.of(Map.of("HF_TOKEN", " secret\n", "HF_HUB_OFFLINE", "1"));
    assertEquals("secret", set.token().orElseThrow());
    assertTrue(set.offline());
    assertFalse(set.toString().contains("secret"));
    assertThrows(ModelException.class, () -> Hub.of(Map.of("HF_ENDPOINT", "ftp://x")));
    ModelException open =
        assertThrows(
            ModelException.class,
            () -> Hub.of(Map.of("HF_ENDPOINT", "http://203.0.113.9", "HF_TOKEN", "secret")));
    assertTrue(open.getMessage().contains("would be sent in the clear"));
    assertEquals(
        "https://mirror.example/hub/a/b/resolve/0123456789012345678901234567890123456789/x/y.bin",
        HubLocation.parse("hf://a/b/x/y.bin@0123456789012345678901234567890123456789")
            .address(URI.create("https://mirror.example/hub/"))
            .toString());
  }
}

package io.rhapsode.workflows.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.settings.AnnouncementSettings;
import io.rhapsode.ingest.settings.CreditSettings;
import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.ingest.settings.PauseTable;
import io.rhapsode.ingest.subtitle.SubtitleLimits;
import io.rhapsode.mux.caption.CaptionSettings;
import io.rhapsode.mux.deliver.AudioSettings;
import io.rhapsode.mux.deliver.PublishSettings;
import io.rhapsode.mux.dub.SoundFormat;
import io.rhapsode.mux.dub.mix.DialogueGoal;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.profile.LoudnessPreset;
import io.rhapsode.mux.restore.RestorationSettings;
import io.rhapsode.mux.watermark.WatermarkSettings;
import io.rhapsode.pipeline.dub.timing.TimingLimits;
import io.rhapsode.pipeline.settings.StrictMapping;
import io.rhapsode.pipeline.yaml.YamlDocument;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.ListenSettings.WordLimits;
import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.workflows.settings.NarrateSettings.FlinkSettings;
import io.rhapsode.workflows.settings.NarrateSettings.RunSettings;
import io.rhapsode.workflows.settings.NarrateSettings.Runner;
import io.rhapsode.workflows.settings.NarrateSettings.WorkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NarrateSettingsTest {
  private static final Path STANDARD = Path.of("..", "conf", "narrate.yaml");

  @TempDir Path folder;

  @Test
  void standardFileHasTheDefaults() throws UsageException {
    assertEquals(NarrateSettings.DEFAULTS, new SettingsReader().overlay(STANDARD).settings());
  }

  @Test
  void standardFileHasEveryKeyAndACommentForEachGroup() throws UsageException, IOException {
    YamlDocument document = YamlDocument.read(STANDARD);
    List<String> keys = new ArrayList<>();
    StrictMapping.tree(NarrateSettings.DEFAULTS)
        .propertyStream()
        .forEach(
            entry -> {
              keys.add(entry.getKey());
              entry
                  .getValue()
                  .propertyStream()
                  .forEach(inner -> keys.add(entry.getKey() + "/" + inner.getKey()));
            });
    TreeSet<String> missing = new TreeSet<>(keys);
    missing.removeAll(document.lines().keySet());
    assertEquals(new TreeSet<>(), missing);
    for (String key : document.root().propertyStream().map(e -> e.getKey()).toList()) {
      String before = Files.readAllLines(STANDARD).get(document.lines().get(key) - 2);
      assertEquals("#", before.substring(0, 1), "no comment before " + key);
    }
  }

  @Test
  void everyKeyIsMapped() throws IOException, UsageException {
    Path file =
        write(
            """
            voice: fr
            language: pt-BR
            seed: 7
            run: {runner: flink, jobs: 3, batchUtterances: 5, flink: {address: 'jobs:8081', parallelism: 9}}
            synthesis: {device: "cuda:1", precision: bfloat16, threads: 2}
            listen:
              {mode: asr, attempts: 5, split: false, fallbackVoice: de, keepFlagged: false,
               model: whisper-tiny, words: {de: {run: 4, errorPercent: 30}}}
            work: {folder: /srv/work, limitMegabytes: 20000}
            read:
              skippableRoles: [footnote]
              readHeadings: false
              phrasesInTheirLanguage: true
              lexicons: [names.tsv]
              shorthand: true
              pacePercent: 110
              pauses:
                {clauseMillis: 1, sentenceMillis: 2, paragraphMillis: 3, sectionMillis: 4, chapterMillis: 5}
              limits:
                {maximumUnpackedMebibytes: 6, maximumEntries: 7, maximumRatio: 8, parseTimeoutSeconds: 9}
            audio:
              folder: /srv/books
              profiles: [acx]
              format: mp3
              files: chapters
              bitRateKbps: 128
              sampleRateHz: 48000
              loudness: podcast
              headSilenceMillis: 10
              tailSilenceMillis: 20
              narrator: Ada
              syntheticNotice: ""
              restore: {repair: false, match: true}
              captions: {srt: false, vtt: false, lineCharacters: 32, lines: 1}
            dub:
              dialogue:
                speakLyrics: true
                speakOnScreenText: true
                onScreenStyles: [sign]
                joinGapMillis: 1
                longestLineMillis: 2000
                latestHours: 3
                languages: []
              subtitles: {maximumMebibytes: 4, maximumCues: 5}
              timing:
                leastPacePercent: 95
                mostPacePercent: 110
                mostStretch: 1.2
                earlyMillis: 6
                guardMillis: 7
              bed: original
              separateWith: [separate, "{in}"]
              separateMinutes: 5
              loudness: netflix
              keepOriginal: false
              embedSubtitles: true
              stems: true
              format: flac
            """);
    assertEquals(
        new NarrateSettings(
            "fr",
            "pt-BR",
            7,
            new RunSettings(Runner.FLINK, 3, 5, new FlinkSettings("jobs:8081", 9)),
            new SynthesisSettings("cuda:1", WeightPrecision.BFLOAT16, 2),
            new ListenSettings(
                QualityMode.ASR,
                5,
                false,
                "de",
                false,
                "whisper-tiny",
                Map.of(
                    "default",
                    ListenSettings.DEFAULTS.wordsOf("xx"),
                    "en",
                    ListenSettings.DEFAULTS.wordsOf("en"),
                    "de",
                    new WordLimits(4, 30))),
            new WorkSettings("/srv/work", 20_000),
            new IngestSettings(
                List.of("footnote"),
                false,
                true,
                List.of("names.tsv"),
                true,
                110,
                AnnouncementSettings.DEFAULTS,
                CreditSettings.DEFAULTS,
                new PauseTable(1, 350, 2, 3, 4, 5),
                new ContainerLimits(6, 7, 8, 9)),
            new AudioSettings(
                "/srv/books",
                List.of("acx"),
                AudioFormat.MP3,
                Division.CHAPTERS,
                128,
                48_000,
                LoudnessPreset.PODCAST,
                10,
                20,
                "Ada",
                "",
                new RestorationSettings(false, true),
                new CaptionSettings(false, false, false, false, false, 32, 1),
                PublishSettings.DEFAULTS,
                WatermarkSettings.DEFAULTS),
            new DubbingSettings(
                new DialogueSettings(true, true, List.of("sign"), 1, 2_000, 3, List.of()),
                new SubtitleLimits(4, 5),
                new TimingLimits(95, 110, 1.2, 6, 7),
                "original",
                List.of("separate", "{in}"),
                5,
                DialogueGoal.NETFLIX,
                false,
                true,
                true,
                SoundFormat.FLAC)),
        new SettingsReader().overlay(file).settings());
  }

  @Test
  void laterFilesAndFlagsWinAndLeaveTheRest() throws IOException, UsageException {
    Path first = write("voice: fr\naudio: {format: mp3, folder: books}\n");
    Path second = Files.writeString(folder.resolve("second.yaml"), "audio: {folder: shelf}\n");
    NarrateSettings settings =
        new SettingsReader()
            .overlay(first)
            .overlay(second)
            .overlay("--voice", "voice", "de")
            .settings();
    assertEquals("de", settings.voice());
    assertEquals("shelf", settings.audio().folder());
    assertEquals(AudioFormat.MP3, settings.audio().format());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "voise: fr|, line 1: unknown key 'voise'; the nearest is 'voice'",
        "\"seed: 1\naudio:\n  bitrate: 64\"|, line 3: unknown key 'audio.bitrate'; the nearest is"
            + " 'audio.bitRateKbps'",
        "\"audio:\n  format: m4b\n  bitRateKbps: 5\"|, line 3: audio.bitRateKbps is 5, not 32 to"
            + " 320",
        "\"run:\n  jobs: many\"|, line 2: 'run.jobs' is not a whole number in range",
        "\"run:\n  jobs: 1.5\"|, line 2: 'run.jobs' is not a whole number in range",
        "\"run:\n\n  runner: spark\"|, line 3: 'run.runner' is not one of direct, flink",
        "audio: loud|, line 1: 'audio' is not a group of keys",
        "\"audio:\n  loudness: loud\"|, line 2: 'audio.loudness' is not one of audiobook, podcast,"
            + " broadcast",
        "\"audio:\n  captions:\n    srt: 3\"|, line 3: 'audio.captions.srt' is not true or false",
        "\"synthesis:\n"
            + "  device: gpu\"|, line 2: synthesis.device is 'gpu', not auto, cpu, cuda or cuda:N",
        "\"run:\n"
            + "  flink:\n"
            + "    address: jobs\"|, line 3: run.flink.address 'jobs' is not HOST:PORT of a job"
            + " manager, such as flink.example.org:8081",
        "language: Klingon!|, line 1: language is 'Klingon!', not a BCP 47 tag such as en or pt-BR",
        "\"seed: 1\nseed: 2\"|, line 2: Duplicate field 'seed'",
      })
  void mistakesNameTheFileTheLineAndTheKey(String yaml, String message) throws IOException {
    Path file = write(yaml + "\n");
    UsageException error =
        assertThrows(UsageException.class, () -> new SettingsReader().overlay(file));
    assertEquals(file + message, error.getMessage());
  }

  @Test
  void mistakesInFlagsNameTheFlag() {
    SettingsReader reader = new SettingsReader().overlay("--jobs", "run/jobs", 999);
    UsageException error = assertThrows(UsageException.class, reader::settings);
    assertEquals("--jobs: run.jobs is 999, not 0 to 256", error.getMessage());
  }

  @Test
  void bitRateFitsTheFormatThatIsChosenLater() throws IOException, UsageException {
    Path file = write("audio: {bitRateKbps: 48, format: opus}\n");
    SettingsReader reader = new SettingsReader().overlay(file);
    reader.overlay("--format", "audio/format", AudioFormat.MP3);
    UsageException error = assertThrows(UsageException.class, reader::settings);
    assertEquals(file + ", line 1: audio.bitRateKbps is 48, not 64 to 320", error.getMessage());
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("narrate.yaml"), yaml);
  }
}

package io.rhapsode.workflows.command.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.registry.SpeakerEncoders;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import io.rhapsode.workflows.command.model.LocalModels;
import io.rhapsode.workflows.console.LanguageNames;
import io.rhapsode.workflows.likeness.HeardVoice;
import io.rhapsode.workflows.likeness.SpokenVoices;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how alike two voices are. */
@Command(
    name = "compare",
    description = {
      "Says how alike two voices are, of recordings or as they speak.",
      "1 is the same clip; needs the model that 'rhapsode models pull speaker-encoder' gets."
    },
    mixinStandardHelpOptions = true)
final class VoiceCompareCommand implements Callable<Integer> {
  private static final String EITHER = "A voice by name, or an audio file.";

  private final StageFactory stages;
  private final PrintStream out;

  @Mixin private LocalModels local;

  @Parameters(index = "0", paramLabel = "A", description = EITHER)
  private String left;

  @Parameters(index = "1", paramLabel = "B", description = EITHER)
  private String right;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      description = "What voices speak; by default each its own language.")
  private String language;

  VoiceCompareCommand(StageFactory stages, PrintStream out) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
  }

  @Override
  public Integer call() throws IOException, UsageException, ModelException {
    NarrateSettings settings = NarrateSettings.DEFAULTS;
    SpeechEngines engines = SpeechEngines.standard(settings.neuralRuntime());
    try (SpeakerEncoder encoder = SpeakerEncoders.require(local.store());
        SpokenVoices spoken = new SpokenVoices(engines, encoder, local.heard())) {
      HeardVoice one = hear(left, settings, spoken, encoder);
      HeardVoice other = hear(right, settings, spoken, encoder);
      double similarity = one.embedding().similarity(other.embedding());
      double equal = encoder.equalErrorSimilarity();
      out.println(
          "similarity %.2f: %s; the border is at %.2f"
              .formatted(
                  similarity,
                  similarity >= equal ? "likely one speaker" : "likely two speakers",
                  equal));
    }
    return JobResult.COMPLETE;
  }

  private HeardVoice hear(
      String which, NarrateSettings settings, SpokenVoices spoken, SpeakerEncoder encoder)
      throws IOException, UsageException {
    Path file = Path.of(which);
    if (Files.isRegularFile(file)) {
      HeardVoice heard = RecordedClip.hear(file, encoder);
      out.println(RecordedClip.describe(which, heard));
      return heard;
    }
    Voice voice = voice(which, settings);
    String spokenTag = language != null ? language : voice.language();
    HeardVoice heard = spoken.hear(voice, spokenTag);
    out.println(RecordedClip.describe(which + ", speaking " + LanguageNames.of(spokenTag), heard));
    return heard;
  }

  /** Of the voices of a name, the one that speaks the language. */
  private Voice voice(String name, NarrateSettings settings) throws UsageException {
    var voices = stages.voices(settings).require(name);
    String wanted = language == null ? "" : Locale.forLanguageTag(language).getLanguage();
    return voices.stream()
        .filter(voice -> voice.languages().contains(wanted))
        .findFirst()
        .orElse(voices.get(0));
  }
}

package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.text.language.LanguageGuess;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.workflows.command.model.ObtainableModels;
import io.rhapsode.workflows.command.option.NeuralDevice;
import io.rhapsode.workflows.command.option.SynthesisOptions;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import io.rhapsode.workflows.speak.ArrivingText;
import io.rhapsode.workflows.speak.FlowingSpeech;
import io.rhapsode.workflows.speak.SpeakReport;
import io.rhapsode.workflows.speak.SpokenPieces;
import io.rhapsode.workflows.speak.WavOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says a text at once, frame by frame as it is made. */
@Command(
    name = "speak",
    description = "Says a text into a WAV file or, as it is made, to standard output.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SpeakCommand implements Callable<Integer> {
  private static final String STANDARD = "-";
  private static final int NAME_CHARACTERS = 40;

  /** Enough to tell a language by. */
  private static final int TELLING_CHARACTERS = 40;

  private final StageFactory stages;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      arity = "1",
      paramLabel = "TEXT",
      description =
          "What to say; - reads it from standard input, and speaks while it is still being"
              + " written.")
  private String text;

  @Option(
      names = {"-o", "--output"},
      description =
          "Where the sound goes; - is standard output. By default a file in the current folder,"
              + " named after the voice and the first words.",
      paramLabel = "FILE")
  private String output;

  @Option(names = "--raw", description = "Bare 16-bit little-endian samples without a header.")
  private boolean raw;

  @Option(names = "--quiet", description = "No line about how long it took.")
  private boolean quiet;

  @Mixin private SynthesisOptions options;

  public SpeakCommand(StageFactory stages, InputStream in, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.in = requireNonNull(in, "in is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    long start = System.nanoTime();
    NarrateSettings settings = options.reader(Installation.home()).settings();
    Optional<ArrivingText> arriving =
        STANDARD.equals(text) ? Optional.of(new ArrivingText(in)) : Optional.empty();
    String said = said(arriving);
    JobVoices voices =
        new JobVoices(
            new TreeMap<>(
                Map.of(settings.voice(), stages.voices(settings).require(settings.voice()))),
            ObtainableModels.remedies());
    String language = language(settings, voices, said);
    Voice voice = voices.named(settings.voice(), language);
    List<String> pieces = pieces(said, voice, language);
    Optional<Path> file =
        STANDARD.equals(output) ? Optional.empty() : Optional.of(file(voice, pieces.get(0)));
    tellDevice(settings, voice);
    NeuralRuntime runtime = settings.neuralRuntime();
    try (SpeechEngines.Lease engine = SpeechEngines.standard(runtime).lease(voice.engine());
        SpeechStream stream = engine.stream(voice, language, settings.seed())) {
      SpeakReport report = new SpeakReport(err, quiet, start, System.nanoTime());
      Sounds sounds =
          arriving.isPresent()
              ? arriving(stream, arriving.get(), said, voice, language)
              : given(stream, pieces);
      OptionalDouble seconds = write(sounds, file, report);
      if (seconds.isPresent()) {
        String where = file.map(Path::toString).orElse("standard output");
        report.end(seconds.getAsDouble(), stream.wasCut(), where);
      }
      return JobResult.COMPLETE;
    } catch (RefusedRequestException e) {
      if (e.refusal().code() == FailureCode.UNSUPPORTED_LANGUAGE) {
        throw new UsageException(e.getMessage(), e);
      }
      err.println("rhapsode: " + e.getMessage());
      return JobResult.FAILED;
    }
  }

  /** How many seconds were written; empty where nobody listened to the end. */
  private OptionalDouble write(Sounds sounds, Optional<Path> file, SpeakReport report)
      throws RefusedRequestException, IOException {
    return file.isEmpty()
        ? toStandardOutput(sounds, report)
        : OptionalDouble.of(toFile(sounds, file.get(), report));
  }

  /** What is heard, piece by piece. */
  @FunctionalInterface
  private interface Sounds {
    Optional<PcmClip> next() throws RefusedRequestException, IOException;
  }

  private static Sounds arriving(
      SpeechStream stream, ArrivingText text, String beginning, Voice voice, String language)
      throws RefusedRequestException {
    FlowingSpeech flowing = new FlowingSpeech(text, language, voice.maximumCharacters(), stream);
    flowing.push(beginning);
    return flowing::next;
  }

  private static Sounds given(SpeechStream stream, List<String> pieces)
      throws RefusedRequestException {
    for (String piece : pieces) {
      stream.push(piece);
    }
    return stream::next;
  }

  private void tellDevice(NarrateSettings settings, Voice voice) throws UsageException {
    if (usesDevice(voice) || settings.synthesis().device().startsWith("cuda")) {
      String device = NeuralDevice.require(settings);
      if (!quiet) {
        err.println("neural voices speak on " + device);
      }
    }
  }

  private static boolean usesDevice(Voice voice) {
    return SpeechEngines.standard().usesDevice(voice.engine());
  }

  /** As the user says, else that of the voice, else what the text looks like. */
  private static String language(NarrateSettings settings, JobVoices voices, String said) {
    if (!settings.language().isEmpty()) {
      return settings.language();
    }
    String own = voices.find(settings.voice()).orElseThrow().language();
    return settings.voice().equals(JobVoices.AUTO) ? LanguageGuess.of(said).orElse(own) : own;
  }

  /** All of the text, or as much of one that is still being written as tells its language. */
  private String said(Optional<ArrivingText> arriving) throws IOException, UsageException {
    String all =
        arriving.isPresent()
            ? arriving.get().beginning(TELLING_CHARACTERS, FlowingSpeech.PATIENCE_MILLIS)
            : text;
    if (all.isBlank()) {
      throw new UsageException("the text is empty: give the words to say, or - and pipe them in");
    }
    return all;
  }

  private static List<String> pieces(String all, Voice voice, String language)
      throws UsageException {
    List<String> pieces = SpokenPieces.of(all, language, voice.maximumCharacters());
    if (pieces.isEmpty()) {
      throw new UsageException(
          "there is nothing to say in '%s': it has neither letters nor digits"
              .formatted(all.strip()));
    }
    return pieces;
  }

  /** How long it is; empty if the listener left. */
  private OptionalDouble toStandardOutput(Sounds sounds, SpeakReport report)
      throws IOException, RefusedRequestException {
    WavOutput wav = new WavOutput(out, raw);
    for (Optional<PcmClip> clip = sounds.next(); clip.isPresent(); clip = sounds.next()) {
      report.sounds();
      wav.write(clip.get());
      out.flush();
      if (out.checkError()) {
        // The listener has left, as `head` does; a PrintStream says so in no other way.
        return OptionalDouble.empty();
      }
    }
    return OptionalDouble.of(wav.seconds());
  }

  private double toFile(Sounds sounds, Path file, SpeakReport report)
      throws IOException, RefusedRequestException {
    Optional<PcmClip> clip = sounds.next();
    report.sounds();
    WavOutput wav;
    try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file))) {
      wav = new WavOutput(bytes, raw);
      for (; clip.isPresent(); clip = sounds.next()) {
        wav.write(clip.get());
      }
    }
    wav.complete(file);
    return wav.seconds();
  }

  private Path file(Voice voice, String firstWords) throws UsageException {
    String ending = raw ? ".pcm" : ".wav";
    if (output == null) {
      String words = firstWords.replaceAll("[^\\p{L}\\p{Nd}]+", "-").replaceAll("^-|-$", "");
      String start = words.substring(0, words.offsetByCodePoints(0, codePoints(words)));
      return Path.of(voice.name() + "-" + start.replaceAll("-$", "") + ending);
    }
    Path file = Path.of(output);
    if (!raw && !output.toLowerCase(Locale.ROOT).endsWith(ending)) {
      throw new UsageException(
          "-o %s: speak writes WAV; call it *.wav, or add --raw".formatted(output));
    }
    if (file.toAbsolutePath().getParent() == null
        || !Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw new UsageException("-o %s: there is no such folder".formatted(output));
    }
    return file;
  }

  private static int codePoints(String words) {
    return Math.min(NAME_CHARACTERS, words.codePointCount(0, words.length()));
  }
}

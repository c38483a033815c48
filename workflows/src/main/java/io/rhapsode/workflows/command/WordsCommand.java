package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.lexicon.dictionary.UnknownWord;
import io.rhapsode.ingest.lexicon.dictionary.UnknownWords;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.lexicon.role.PartsOfSpeech;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.workflows.command.model.ObtainableModels;
import io.rhapsode.workflows.command.option.SynthesisOptions;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.lexicon.LexiconShelf;
import io.rhapsode.workflows.progress.OneLine;
import io.rhapsode.workflows.proof.BookText;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import io.rhapsode.workflows.speak.WavOutput;
import io.rhapsode.workflows.words.SpokenWords;
import io.rhapsode.workflows.words.WordSheet;
import io.rhapsode.workflows.words.WordSheet.Line;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the words of a book that a voice may say wrongly. */
@Command(
    name = "words",
    description = {
      "Lists the words of a book that no dictionary of its language knows, names first, as a"
          + " lexicon to edit and pass to `narrate --lexicon`.",
      "Words that a lexicon says already are left out. There are dictionaries of English, German,"
          + " French, Spanish, Italian and Portuguese; in other languages the list has the names,"
          + " by their capitals, and words that stand in the book once."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WordsCommand implements Callable<Integer> {
  private static final String SUFFIX = ".words.tsv";
  private static final int SHOWN = 20;

  private final StageFactory stages;
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(arity = "1", paramLabel = "BOOK", description = "A document.")
  private Path book;

  @Option(
      names = "--list",
      description = "The lexicon to write (default: beside the book, NAME.words.tsv).",
      paramLabel = "FILE")
  private Path list;

  @Option(
      names = {"-o", "--output"},
      description = "Says the words into a WAV file too, in the order of the list.",
      paramLabel = "FILE")
  private Path sound;

  @Option(
      names = "--top",
      description = "How many words at most (default: ${DEFAULT-VALUE}).",
      defaultValue = "200",
      paramLabel = "N")
  private int top;

  @Option(
      names = "--lexicon",
      split = ",",
      description = "Lexicons whose words are known. See conf/lexicons.",
      paramLabel = "FILES")
  private List<String> lexicons;

  @Mixin private SynthesisOptions synthesis;

  WordsCommand(StageFactory stages, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    requireWritable();
    SettingsReader reader = synthesis.reader(Installation.home());
    SynthesisOptions.overlay(reader, "--lexicon", "read/lexicons", lexicons);
    NarrateSettings settings = reader.settings();
    Lexicons known =
        Lexicons.of(
            LexiconShelf.standard().lexicons(settings.read().lexicons()), PartsOfSpeech.standard());
    try {
      BookText text = BookText.read(book, settings, stages.voices(settings));
      UnknownWords unknown = new UnknownWords(known);
      for (int i = 0; i < text.count(); i++) {
        unknown.read(text.text(i), text.language(i));
      }
      report(text, unknown, settings);
      return JobResult.COMPLETE;
    } catch (FailureException e) {
      err.println("error: " + OneLine.of(e.failure().describe()));
      return JobResult.FAILED;
    } catch (RefusedRequestException e) {
      err.println("rhapsode: " + e.getMessage());
      return JobResult.FAILED;
    }
  }

  private void requireWritable() throws UsageException {
    if (list == null) {
      list = beside(SUFFIX);
    }
    if (Files.exists(list)) {
      throw new UsageException(
          "%s is there already and may have been edited: give it as --lexicon, and another name as"
                  .formatted(list)
              + " --list");
    }
    if (sound != null && !sound.toString().toLowerCase(Locale.ROOT).endsWith(".wav")) {
      throw new UsageException("-o %s: words writes WAV; call it *.wav".formatted(sound));
    }
    if (top < 1) {
      throw new UsageException("--top %d: at least one word is listed".formatted(top));
    }
  }

  private Path beside(String suffix) {
    String name = book.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return book.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + suffix);
  }

  private void report(BookText text, UnknownWords unknown, NarrateSettings settings)
      throws IOException, UsageException, RefusedRequestException {
    List<UnknownWord> all = unknown.words();
    List<UnknownWord> words =
        all.stream().filter(word -> isOf(text.language(), word)).limit(top).toList();
    JobVoices voices =
        new JobVoices(
            new TreeMap<>(
                Map.of(settings.voice(), stages.voices(settings).require(settings.voice()))),
            ObtainableModels.remedies());
    Voice voice = voices.named(settings.voice(), text.language());
    List<Line> lines = lines(words, text.language(), voice, settings);
    Files.writeString(list, WordSheet.of(primary(text.language()), remarks(text, voice), lines));
    show(lines);
    long names = all.stream().filter(UnknownWord::name).count();
    out.println(
        "%,d words (%,d of them names) are in no dictionary; %,d are in %s"
            .formatted(all.size(), names, lines.size(), list));
    for (String language : unknown.withoutDictionary()) {
      out.println(
          "there is no dictionary of '%s': its words are listed by capitals and rarity"
              .formatted(language));
    }
    if (sound != null) {
      out.println("%s says them in this order".formatted(sound));
    }
  }

  private static String primary(String tag) {
    return Locale.forLanguageTag(tag).getLanguage();
  }

  /** A sheet is for one language: that of the book. */
  private static boolean isOf(String language, UnknownWord word) {
    return primary(language).equals(primary(word.language()));
  }

  private List<String> remarks(BookText text, Voice voice) {
    String guess =
        voice.honours().contains(RequestPart.PRONUNCIATION)
            ? "The sounds are those that voice %s makes of the word by itself."
            : "Voice %s reads letters and tells no sounds; these are espeak-ng's.";
    return List.of(
        OneLine.of(text.title()),
        guess.formatted(voice.name()),
        "Take the # off a line and put right how the word is said: IPA between slashes, or other"
            + " words to read.",
        "Then: rhapsode narrate %s --lexicon %s".formatted(book, list));
  }

  private List<Line> lines(
      List<UnknownWord> words, String language, Voice voice, NarrateSettings settings)
      throws IOException, RefusedRequestException {
    SpokenWords spoken = new SpokenWords(Listeners.phonemizer());
    List<Double> seconds = sound == null ? List.of() : said(words, language, voice, settings);
    List<Line> lines = new ArrayList<>();
    for (UnknownWord word : words) {
      Optional<Double> second =
          sound == null ? Optional.empty() : Optional.of(seconds.get(lines.size()));
      lines.add(new Line(word, spoken.ipa(word.word(), word.language(), voice), second));
    }
    return lines;
  }

  /** Where each word begins, in seconds. */
  private List<Double> said(
      List<UnknownWord> words, String language, Voice voice, NarrateSettings settings)
      throws IOException, RefusedRequestException {
    List<Double> seconds = new ArrayList<>();
    WavOutput wav;
    try (SpeechEngines.Lease engine =
            SpeechEngines.standard(settings.neuralRuntime()).lease(voice.engine());
        SpeechStream stream = engine.stream(voice, language, settings.seed());
        OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(sound))) {
      wav = new WavOutput(bytes, false);
      for (UnknownWord word : words) {
        seconds.add(wav.seconds());
        SpokenWords.say(word.word(), stream, wav);
      }
    }
    wav.complete(sound);
    return seconds;
  }

  private void show(List<Line> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (Line line : lines.subList(0, Math.min(SHOWN, lines.size()))) {
      rows.add(
          List.of(
              line.word().word(),
              line.word().name() ? "name" : "",
              "%5d".formatted(line.word().count()),
              line.ipa().orElse("")));
    }
    if (!rows.isEmpty()) {
      out.print(TextTable.of(List.of("word", "", "times", "said"), rows));
    }
  }
}

package io.rhapsode.workflows.command.bench;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.listen.word.Recogniser;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.workflows.bench.EngineSpeech;
import io.rhapsode.workflows.bench.HttpSpeech;
import io.rhapsode.workflows.bench.SpeechSource;
import io.rhapsode.workflows.bench.StreamBenchmark;
import io.rhapsode.workflows.bench.StreamedReply;
import io.rhapsode.workflows.bench.WordErrors;
import io.rhapsode.workflows.command.option.SynthesisOptions;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.serve.ServeSettings;
import io.rhapsode.workflows.serve.SpeechServer;
import io.rhapsode.workflows.serve.speech.Limits;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how soon and how evenly speech is streamed. */
@Command(
    name = "stream",
    description = {
      "Measures speech over HTTP: time to the first sound, gaps, how often a player would have to"
          + " wait, speed, and, where a recogniser is installed (models pull whisper-base), how"
          + " many of the words that the first listener hears are wrong; of this program, with its"
          + " server and without, or of any server of OpenAI's speech API.",
      "Stop other programs first: figures of a busy machine mean little."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BenchStreamCommand implements Callable<Integer> {
  private static final List<String> TEXTS =
      List.of(
          "The boat leaves at half past seven, and nobody waits for those who are late.",
          "Come in, sit down, and tell me what happened; there is tea on the stove.",
          "A fox saw a crow in a tree with a piece of cheese in her beak. He wanted it for himself,"
              + " so he looked up and told her how beautiful she was.",
          "In 1912 the town had 4,500 inhabitants, two schools and a railway station.");

  private static final String LANGUAGE = "en";

  private static final List<String> HEADER =
      List.of(
          "through",
          "listeners",
          "first audio p50",
          "p95",
          "longest gap p95",
          "underruns",
          "real-time factor",
          "audio",
          "word errors");

  private final StageFactory stages;
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Another server, such as http://127.0.0.1:8765; by default one of its own.")
  private URI url;

  @Option(
      names = "--token",
      defaultValue = "",
      paramLabel = "TOKEN",
      description = "What that server asks for.")
  private String token;

  @Option(
      names = "--model",
      defaultValue = "tts-1",
      paramLabel = "MODEL",
      description = "What that server calls its model (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--listeners",
      split = ",",
      defaultValue = "1,2,4,8",
      paramLabel = "NUMBERS",
      description = "Clients at once, one row each (default: ${DEFAULT-VALUE}).")
  private List<Integer> listeners;

  @Mixin private SynthesisOptions options;

  public BenchStreamCommand(StageFactory stages, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    NarrateSettings settings = options.reader(Installation.home()).settings();
    if (listeners.stream().anyMatch(number -> number < 1)) {
      throw new UsageException("--listeners: every number must be 1 or more");
    }
    if (url != null && url.getHost() == null) {
      throw new UsageException("--url %s is not such as http://127.0.0.1:8765".formatted(url));
    }
    List<List<String>> rows = new ArrayList<>();
    try (Recogniser recogniser = recogniser(settings)) {
      Optional<WordErrors> errors = Optional.ofNullable(recogniser).map(WordErrors::new);
      if (url != null) {
        measure("HTTP", new HttpSpeech(url, token, model, settings.voice()), errors, rows);
      } else {
        measureOwn(settings, errors, rows);
      }
    }
    out.print(TextTable.of(HEADER, rows));
    return JobResult.COMPLETE;
  }

  /** The server of this program, and the engine behind it without the server. */
  private void measureOwn(
      NarrateSettings settings, Optional<WordErrors> errors, List<List<String>> rows)
      throws IOException, UsageException {
    String own = UUID.randomUUID().toString();
    Voice voice =
        stages.voices(settings).named(List.of(settings.voice())).named(settings.voice(), LANGUAGE);
    try (SpeechServer server = SpeechServer.start(serving(settings, own), stages);
        SpeechEngines.Lease engine =
            SpeechEngines.standard(settings.neuralRuntime()).lease(voice.engine())) {
      URI address = URI.create("http://127.0.0.1:" + server.port());
      measure("HTTP", new HttpSpeech(address, own, model, voice.name()), errors, rows);
      measure("engine", new EngineSpeech(engine, voice, LANGUAGE, settings.seed()), errors, rows);
    }
  }

  /** Who listens to words; null where nobody is installed. */
  private Recogniser recogniser(NarrateSettings settings) throws IOException {
    InstalledModel listener;
    try {
      listener = Listeners.recogniser(settings.listen());
    } catch (IOException e) {
      err.println("note: no word errors are counted: " + e.getMessage());
      return null;
    }
    return Listeners.open(listener, settings.neuralRuntime());
  }

  private ServeSettings serving(NarrateSettings settings, String own) throws UsageException {
    Limits usual = Limits.DEFAULTS;
    int most = Collections.max(listeners);
    return new ServeSettings(
        settings,
        JobFolders.of(settings, Path.of("")),
        DataHome.ofThisUser(),
        "127.0.0.1",
        0,
        Set.of(),
        own,
        Map.of(),
        new Limits(
            most,
            usual.waiting(),
            usual.longestWait(),
            usual.characters(),
            usual.longestStream(),
            usual.stall()),
        Duration.ofSeconds(30),
        Duration.ZERO);
  }

  private void measure(
      String through, SpeechSource source, Optional<WordErrors> errors, List<List<String>> rows)
      throws IOException {
    StreamBenchmark benchmark = new StreamBenchmark(source);
    benchmark.listen(1, TEXTS);
    for (int number : listeners) {
      long start = System.nanoTime();
      List<StreamedReply> replies = benchmark.listen(number, TEXTS);
      double elapsed = (System.nanoTime() - start) / 1e9;
      double audio = replies.stream().mapToDouble(StreamedReply::audioSeconds).sum();
      rows.add(
          List.of(
              through,
              Integer.toString(number),
              millis(percentile(replies, StreamedReply::firstAudioMillis, 0.5)),
              millis(percentile(replies, StreamedReply::firstAudioMillis, 0.95)),
              millis(percentile(replies, StreamedReply::longestGapMillis, 0.95)),
              Integer.toString(replies.stream().mapToInt(StreamedReply::underruns).sum()),
              String.format(Locale.ROOT, "%.3f", elapsed / audio),
              String.format(Locale.ROOT, "%.0f s", audio),
              errors.isEmpty()
                  ? "-"
                  : percent(errors.get().rate(replies.subList(0, TEXTS.size())))));
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static double percentile(
      List<StreamedReply> replies, ToDoubleFunction<StreamedReply> figure, double share) {
    double[] sorted = replies.stream().mapToDouble(figure).sorted().toArray();
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.0f ms", value);
  }
}

package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.VoiceTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the voices. */
@Command(
    name = "voices",
    description = "Lists what can speak on this machine, and in which languages.",
    mixinStandardHelpOptions = true)
final class VoicesCommand implements Callable<Integer> {
  private static final String SUBTAG = "-";
  private static final int MOST_LISTED = 12;

  private final VoiceTable voices;
  private final PrintStream out;

  @Option(
      names = "--language",
      description = "Only voices that speak this language, such as fr or pt-BR.",
      paramLabel = "TAG")
  private String language;

  @Option(names = "--json", description = "One JSON object a line instead of a table.")
  private boolean json;

  VoicesCommand(VoiceTable voices, PrintStream out) {
    this.voices = requireNonNull(voices, "voices is null");
    this.out = requireNonNull(out, "out is null");
  }

  @Override
  public Integer call() throws JsonProcessingException {
    List<Voice> all = voices.voices();
    List<Voice> listed = all.stream().filter(this::isNative).toList();
    List<Voice> foreign = all.stream().filter(voice -> !isNative(voice) && speaks(voice)).toList();
    if (listed.isEmpty() && foreign.isEmpty()) {
      out.println(language == null ? "there are no voices" : "no voice speaks " + language);
      return JobResult.FAILED;
    }
    if (json) {
      for (Voice voice : listed) {
        out.println(Json.MAPPER.writeValueAsString(voice));
      }
      return JobResult.COMPLETE;
    }
    out.print(table(listed));
    Map<String, Long> byEngine =
        foreign.stream()
            .collect(Collectors.groupingBy(Voice::engine, TreeMap::new, Collectors.counting()));
    byEngine.forEach(
        (engine, count) ->
            out.println(
                "%d more voices of %s, of other languages, speak %s too"
                    .formatted(count, engine, language)));
    return JobResult.COMPLETE;
  }

  private static String table(List<Voice> listed) {
    List<List<String>> rows = new ArrayList<>();
    for (Voice voice : listed) {
      rows.add(List.of(voice.name(), voice.language(), others(voice), voice.engine()));
    }
    return TextTable.of(List.of("voice", "language", "speaks also", "engine"), rows);
  }

  private static String others(Voice voice) {
    List<String> others =
        voice.languages().stream().filter(other -> !other.equals(primary(voice))).toList();
    return others.size() > MOST_LISTED ? others.size() + " languages" : String.join(" ", others);
  }

  private boolean isNative(Voice voice) {
    if (language == null) {
      return true;
    }
    String wanted = language.toLowerCase(Locale.ROOT);
    return wanted.contains(SUBTAG)
        ? voice.language().toLowerCase(Locale.ROOT).equals(wanted)
        : primary(voice).equals(wanted);
  }

  private boolean speaks(Voice voice) {
    return language != null
        && voice.languages().contains(language.toLowerCase(Locale.ROOT).split(SUBTAG)[0]);
  }

  private static String primary(Voice voice) {
    return voice.language().toLowerCase(Locale.ROOT).split(SUBTAG)[0];
  }
}

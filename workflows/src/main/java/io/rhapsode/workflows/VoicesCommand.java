package io.rhapsode.workflows;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.job.JobResult;
import io.rhapsode.workflows.job.VoiceTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the voices. */
@Command(
    name = "voices",
    description = "Lists what can speak on this machine, and in which languages.",
    mixinStandardHelpOptions = true)
final class VoicesCommand implements Callable<Integer> {
  private static final String ROOT_LANGUAGE_END = "-";

  private final Supplier<VoiceTable> voices;
  private final PrintStream out;

  @Option(
      names = "--language",
      description = "Only voices that speak this language, such as fr or pt-BR.",
      paramLabel = "TAG")
  private String language;

  @Option(names = "--json", description = "One JSON object a line instead of a table.")
  private boolean json;

  VoicesCommand(Supplier<VoiceTable> voices, PrintStream out) {
    this.voices = requireNonNull(voices, "voices is null");
    this.out = requireNonNull(out, "out is null");
  }

  @Override
  public Integer call() throws JsonProcessingException {
    List<Voice> listed = voices.get().voices().stream().filter(this::speaks).toList();
    if (json) {
      for (Voice voice : listed) {
        out.println(Json.MAPPER.writeValueAsString(voice));
      }
      return JobResult.COMPLETE;
    }
    if (listed.isEmpty()) {
      out.println("no voice speaks " + (language == null ? "here" : language));
      return JobResult.FAILED;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Voice voice : listed) {
      rows.add(
          List.of(
              voice.name(),
              voice.engine() + " " + voice.engineVersion(),
              voice.language(),
              String.join(" ", voice.languages())));
    }
    out.print(TextTable.of(List.of("voice", "engine", "language", "speaks"), rows));
    return JobResult.COMPLETE;
  }

  private boolean speaks(Voice voice) {
    if (language == null) {
      return true;
    }
    String wanted = language.toLowerCase(Locale.ROOT);
    String own = voice.language().toLowerCase(Locale.ROOT);
    String primary = wanted.split(ROOT_LANGUAGE_END)[0];
    return wanted.equals(primary)
        ? voice.languages().contains(primary) || own.split(ROOT_LANGUAGE_END)[0].equals(primary)
        : own.equals(wanted);
  }
}

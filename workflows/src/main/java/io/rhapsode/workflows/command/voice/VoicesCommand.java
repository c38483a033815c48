package io.rhapsode.workflows.command.voice;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.registry.SpeakerEncoders;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import io.rhapsode.workflows.command.model.ObtainableModels;
import io.rhapsode.workflows.console.LanguageNames;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.likeness.SpokenVoices;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.VoiceTable;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the voices. */
@Command(
    name = "voices",
    description = "Lists what can speak on this machine, and in which languages.",
    synopsisSubcommandLabel = "[COMMAND]",
    mixinStandardHelpOptions = true)
public final class VoicesCommand implements Callable<Integer> {
  private static final String SUBTAG = "-";

  /** A voice of more languages speaks any text, and its own best. */
  private static final int MOST_LISTED = 8;

  private final VoiceTable voices;
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--language",
      description = "Only voices of this language, such as fr or pt-BR.",
      paramLabel = "TAG")
  private String language;

  @Option(
      names = "--available",
      description = "Also voices that could be had, with the model to pull; nothing is fetched.")
  private boolean available;

  @Option(names = "--json", description = "One JSON object a line instead of a table.")
  private boolean json;

  @Option(
      names = "--like",
      paramLabel = "FILE",
      description = {
        "Ranks the natural voices installed by how they resemble a recording: a start for casting,"
            + " no clone.",
        "Needs the model that 'rhapsode models pull speaker-encoder' gets."
      })
  private Path recording;

  @Option(
      names = "--sex",
      paramLabel = "SEX",
      description = "With --like: female or male voices first; by default judged by the pitch.")
  private String sex;

  public VoicesCommand(VoiceTable voices, PrintStream out, PrintStream err) {
    this.voices = requireNonNull(voices, "voices is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException, ModelException {
    if (recording != null) {
      return rank();
    }
    if (sex != null) {
      throw new UsageException("--sex goes with --like");
    }
    return list();
  }

  private int rank() throws IOException, UsageException, ModelException {
    if (sex != null && !sex.equals("female") && !sex.equals("male")) {
      throw new UsageException("--sex %s: must be female or male".formatted(sex));
    }
    List<Voice> natural =
        voices.voices().stream()
            .filter(voice -> voice.parameters().containsKey(FamilyVoices.MODEL))
            .filter(voice -> isWanted(voice.language()))
            .toList();
    if (natural.isEmpty()) {
      throw new ModelException(
          "no natural voice%s is installed: %s gets some"
              .formatted(
                  language == null ? "" : " of " + LanguageNames.of(language),
                  ObtainableModels.command(Optional.ofNullable(language))
                      .orElse("'rhapsode models list' shows what")));
    }
    DataHome home = DataHome.ofThisUser();
    SpeechEngines engines = SpeechEngines.standard(NarrateSettings.DEFAULTS.neuralRuntime());
    try (SpeakerEncoder encoder = SpeakerEncoders.require(new ModelStore(home.models()));
        SpokenVoices spoken = new SpokenVoices(engines, encoder, home.heard())) {
      LikenessRanking ranking =
          new LikenessRanking(
              RecordedClip.hear(recording, encoder), Optional.ofNullable(sex), spoken, err);
      List<LikenessRanking.Ranked> ranked = ranking.rank(natural);
      if (json) {
        for (LikenessRanking.Ranked voice : ranked) {
          out.println(LikenessRanking.json(voice));
        }
        return JobResult.COMPLETE;
      }
      out.println(ranking.describe(recording.toString()));
      out.print(LikenessRanking.table(ranked));
      out.println(
          "a resemblance, not a clone: clips of one speaker mostly have 0.87 and more; `rhapsode"
              + " voice create` makes a voice from a recording");
    }
    return JobResult.COMPLETE;
  }

  private int list() throws JsonProcessingException {
    List<Voice> all = voices.voices();
    List<Voice> wanted = all.stream().filter(voice -> isWanted(voice.language())).toList();
    List<VoiceListing> listed = new ArrayList<>(VoiceListing.installed(wanted));
    if (available) {
      VoiceListing.obtainable(all).stream()
          .filter(voice -> isWanted(voice.language()))
          .forEach(listed::add);
    }
    List<Voice> foreign =
        all.stream().filter(voice -> !isWanted(voice.language()) && speaks(voice)).toList();
    if (listed.isEmpty() && foreign.isEmpty()) {
      out.println(language == null ? "there are no voices" : "no voice speaks " + language);
      return JobResult.FAILED;
    }
    if (json) {
      for (VoiceListing voice : listed) {
        out.println(Json.MAPPER.writeValueAsString(voice));
      }
      return JobResult.COMPLETE;
    }
    out.print(available ? availableTable(listed) : table(wanted));
    sayMore(all, foreign);
    if (!available && listed.stream().noneMatch(VoiceListing::isNatural)) {
      ObtainableModels.command(Optional.ofNullable(language))
          .ifPresent(
              command ->
                  out.println(
                      "these are draft voices; `%s` gets natural ones, `rhapsode voices --available%s` lists all that can be had"
                          .formatted(command, language == null ? "" : " --language " + language)));
    }
    return JobResult.COMPLETE;
  }

  private void sayMore(List<Voice> all, List<Voice> foreign) {
    if (language == null) {
      all.stream()
          .filter(voice -> voice.languages().size() > MOST_LISTED)
          .collect(Collectors.groupingBy(Voice::engine, TreeMap::new, Collectors.toList()))
          .forEach(
              (engine, many) ->
                  out.println(
                      "each voice of %s speaks %d languages, its own best; `rhapsode voices --language TAG` lists those of one"
                          .formatted(engine, many.get(0).languages().size())));
      return;
    }
    Map<String, Long> byEngine =
        foreign.stream()
            .collect(Collectors.groupingBy(Voice::engine, TreeMap::new, Collectors.counting()));
    byEngine.forEach(
        (engine, count) ->
            out.println(
                "%d more voices of %s, of other languages, speak %s too"
                    .formatted(count, engine, LanguageNames.of(language))));
  }

  private static String table(List<Voice> listed) {
    List<List<String>> rows = new ArrayList<>();
    for (Voice voice : listed) {
      rows.add(
          List.of(
              voice.name(),
              voice.language(),
              LanguageNames.of(voice.language()),
              others(voice),
              voice.engine()));
    }
    return TextTable.of(List.of("voice", "tag", "language", "speaks also", "engine"), rows);
  }

  private static String availableTable(List<VoiceListing> listed) {
    List<List<String>> rows = new ArrayList<>();
    for (VoiceListing voice : listed) {
      rows.add(
          List.of(
              voice.name(),
              LanguageNames.of(voice.language()),
              voice.sex(),
              voice.grade(),
              voice.licence(),
              voice.size(),
              voice.state(),
              voice.description()));
    }
    return TextTable.of(
        List.of("voice", "language", "sex", "grade", "licence", "size", "state", "description"),
        rows);
  }

  private static String others(Voice voice) {
    List<String> others =
        voice.languages().stream()
            .filter(other -> !other.equals(primary(voice.language())))
            .toList();
    return others.size() > MOST_LISTED
        ? ""
        : others.stream().map(LanguageNames::of).collect(Collectors.joining(", "));
  }

  private boolean isWanted(String tag) {
    if (language == null) {
      return true;
    }
    String wanted = language.toLowerCase(Locale.ROOT);
    return wanted.contains(SUBTAG)
        ? tag.toLowerCase(Locale.ROOT).equals(wanted)
        : primary(tag).equals(wanted);
  }

  private boolean speaks(Voice voice) {
    return language != null
        && voice.languages().contains(language.toLowerCase(Locale.ROOT).split(SUBTAG)[0]);
  }

  private static String primary(String tag) {
    return tag.toLowerCase(Locale.ROOT).split(SUBTAG)[0];
  }
}

package io.rhapsode.workflows.translate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Translates the dialogue of a film. Lines whose answer fails a check are asked for once more; what
 * fails then is used all the same and told of, or, where there is no answer, is not said. Answers
 * are kept, so that a job that is run again says the same and asks nobody.
 */
public final class Translation {
  private static final int CONTEXT_LINES = 2;
  private static final double MILLIS = 1_000;

  /** Characters a second of ordinary speech, where the language is not one of those below. */
  private static final double USUAL_RATE = 15;

  private static final Map<String, Double> RATES =
      Map.of("ja", 7.5, "zh", 5.0, "ko", 7.0, "th", 12.0, "de", 15.0, "es", 16.5, "fr", 16.0);

  private final Translator translator;
  private final Glossary glossary;
  private final StoreFolder kept;

  /**
   * What came of it.
   *
   * @param lines in the order of the film
   * @param warnings one for each line whose translation is not as it should be
   */
  public record Result(List<PlannedLine> lines, List<String> warnings) {
    public Result {
      lines = List.copyOf(lines);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @param kept where answers are kept
   */
  public Translation(Translator translator, Glossary glossary, StoreFolder kept) {
    this.translator = requireNonNull(translator, "translator is null");
    this.glossary = requireNonNull(glossary, "glossary is null");
    this.kept = requireNonNull(kept, "kept is null");
  }

  /**
   * The lines of a track in another language.
   *
   * @param to BCP 47 tag
   * @throws IOException when the translator gives no answer at all
   */
  public Result translate(DubPlan plan, DubbedTrack track, String to) throws IOException {
    List<TranslationLine> asked = lines(plan, track, to);
    Map<Integer, String> answers = answers(asked);
    List<TranslationLine> again = new ArrayList<>();
    for (TranslationLine line : asked) {
      AnswerCheck.problem(line, answers.get(line.id()))
          .ifPresent(problem -> again.add(line.again(problem)));
    }
    if (!again.isEmpty()) {
      answers.putAll(answers(again));
    }
    List<PlannedLine> lines = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (TranslationLine line : asked) {
      String answer = answers.getOrDefault(line.id(), "");
      Window window = track.windows().get(line.id());
      AnswerCheck.problem(line, answer)
          .ifPresent(
              problem ->
                  warnings.add(
                      "%s, line %d: %s: '%s'".formatted(to, line.id() + 1, problem, line.text())));
      lines.add(
          new PlannedLine(
              to,
              window.startMillis(),
              window.endMillis(),
              window.speaker(),
              Optional.empty(),
              0,
              answer));
    }
    return new Result(lines, warnings);
  }

  private List<TranslationLine> lines(DubPlan plan, DubbedTrack track, String to) {
    List<String> texts =
        track.windows().stream()
            .map(window -> plan.utterance(window).text().strip().replaceAll("\\s+", " "))
            .toList();
    double rate = RATES.getOrDefault(to.split("-")[0].toLowerCase(Locale.ROOT), USUAL_RATE);
    List<TranslationLine> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Window window = track.windows().get(i);
      double seconds = (window.endMillis() - window.startMillis()) / MILLIS;
      lines.add(
          new TranslationLine(
              i,
              track.language(),
              to,
              texts.get(i),
              texts.subList(Math.max(0, i - CONTEXT_LINES), i),
              texts.subList(i + 1, Math.min(texts.size(), i + 1 + CONTEXT_LINES)),
              window.speaker(),
              (int) Math.ceil(seconds * rate),
              glossary.of(texts.get(i), track.language(), to),
              ""));
    }
    return lines;
  }

  /** What the translator says, or said when it was asked the same before. */
  private Map<Integer, String> answers(List<TranslationLine> lines) throws IOException {
    String question = translator.identity() + "\n" + Answers.asked(lines);
    String place =
        "translations/%s.json".formatted(Sha256.hex(question.getBytes(StandardCharsets.UTF_8)));
    Optional<byte[]> known = kept.read(place);
    if (known.isPresent()) {
      return Json.MAPPER.readValue(known.get(), new TypeReference<TreeMap<Integer, String>>() {});
    }
    Map<Integer, String> answers = new TreeMap<>(translator.translate(lines));
    kept.write(place, Json.MAPPER.writeValueAsBytes(answers));
    return answers;
  }
}

package io.rhapsode.workflows.command.option;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.command.model.ObtainableModels;
import io.rhapsode.workflows.console.LanguageNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says which voices the program chose. */
public final class ChosenVoices {
  private static final String LIST = "rhapsode voices --available";

  private ChosenVoices() {}

  /**
   * One line: who speaks which language and, while there is only the draft voice, how to get a
   * natural one.
   *
   * @param automatic the natural voices, each for its language, and the draft voice last
   */
  public static String describe(List<Voice> automatic) {
    Voice draft = automatic.get(automatic.size() - 1);
    if (automatic.size() == 1) {
      return "%s, a draft voice, reads%s"
          .formatted(
              draft.name(),
              ObtainableModels.command(Optional.empty())
                  .map(("; natural voices: %s (all, by language: " + LIST + ")")::formatted)
                  .orElse(""));
    }
    String natural =
        automatic.stream()
            .limit(automatic.size() - 1)
            .map(voice -> voice.name() + " reads " + LanguageNames.of(voice.language()))
            .collect(Collectors.joining(", "));
    return "%s; %s, a draft voice, other languages (natural ones: %s)"
        .formatted(natural, draft.name(), LIST);
  }
}

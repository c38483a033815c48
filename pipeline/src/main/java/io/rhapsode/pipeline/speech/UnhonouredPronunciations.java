package io.rhapsode.pipeline.speech;

import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pronunciations that were asked for and that nobody follows: {@link SpeechRequest} leaves out what
 * a voice does not honour, so somebody must say so.
 */
public final class UnhonouredPronunciations {
  /** Words that are named in a warning. */
  private static final int NAMED = 5;

  private UnhonouredPronunciations() {}

  /** One line for each voice that says words its own way, in order of the voices' names. */
  public static List<String> warnings(List<Utterance> utterances, JobVoices voices) {
    Map<String, List<String>> wordsByVoice = new TreeMap<>();
    for (Utterance utterance : utterances) {
      List<String> pronounced =
          utterance.words().stream()
              .filter(word -> word.ipa().isPresent())
              .map(SpokenWord::text)
              .toList();
      if (pronounced.isEmpty()) {
        continue;
      }
      Voice voice = voices.named(utterance.voice(), utterance.language());
      if (!voice.honours().contains(RequestPart.PRONUNCIATION)) {
        wordsByVoice.computeIfAbsent(voice.name(), name -> new ArrayList<>()).addAll(pronounced);
      }
    }
    List<String> warnings = new ArrayList<>();
    wordsByVoice.forEach((name, words) -> warnings.add(warning(name, words)));
    return warnings;
  }

  private static String warning(String voice, List<String> words) {
    Set<String> different = new LinkedHashSet<>(words);
    String named =
        different.stream().limit(NAMED).map("'%s'"::formatted).collect(Collectors.joining(", "));
    return "voice '%s' cannot be told how to pronounce words: %d of them %s said its own way, %s%s"
        .formatted(
            voice,
            words.size(),
            words.size() == 1 ? "is" : "are",
            named,
            different.size() > NAMED ? " and others" : "");
  }
}

package io.rhapsode.ingest.settings;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;

import java.io.Serializable;
import java.util.List;

/**
 * What of subtitles is spoken, and what is said in one go.
 *
 * @param speakLyrics whether what is sung is spoken
 * @param speakOnScreenText whether translations of what is written in the picture are spoken
 * @param onScreenStyles words in the name of a style or an effect by which such text is known, in
 *     small letters
 * @param joinGapMillis the longest silence inside a sentence that runs through cues, in
 *     milliseconds, 0 to 10,000
 * @param longestLineMillis the longest time that joined cues may take, in milliseconds, 1,000 to
 *     120,000
 * @param latestHours cues that begin later are not spoken, in hours, 1 to 1,000
 * @param languages words by which labels and sounds are known, beside those that come with the
 *     program
 */
public record DialogueSettings(
    boolean speakLyrics,
    boolean speakOnScreenText,
    List<String> onScreenStyles,
    int joinGapMillis,
    int longestLineMillis,
    int latestHours,
    List<LanguageWords> languages)
    implements Serializable {
  /**
   * Words of one language, in small letters.
   *
   * @param language primary subtag, such as "de"
   * @param persons who speaks without a name: man, crowd, narrator
   * @param sounds what is heard in brackets: sighs, music
   * @param notNames what stands before a colon and is no name: note, warning
   * @param credits what only those who made the subtitles write
   */
  public record LanguageWords(
      String language,
      List<String> persons,
      List<String> sounds,
      List<String> notNames,
      List<String> credits)
      implements Serializable {
    public LanguageWords {
      persons = List.copyOf(persons);
      sounds = List.copyOf(sounds);
      notNames = List.copyOf(notNames);
      credits = List.copyOf(credits);
    }
  }

  /** Dialogue only. */
  public static final DialogueSettings DEFAULTS =
      new DialogueSettings(
          false,
          false,
          List.of("sign", "title", "typeset", "karaoke", "lyric", "song", "credit", "fx"),
          700,
          12_000,
          100,
          List.of());

  public DialogueSettings {
    onScreenStyles = List.copyOf(onScreenStyles);
    languages = List.copyOf(languages);
    requireRange("joinGapMillis", joinGapMillis, 0, 10_000);
    requireRange("longestLineMillis", longestLineMillis, 1_000, 120_000);
    requireRange("latestHours", latestHours, 1, 1_000);
  }
}

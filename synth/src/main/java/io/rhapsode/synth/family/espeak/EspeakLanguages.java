package io.rhapsode.synth.family.espeak;

import io.rhapsode.synth.family.espeak.library.EspeakVoiceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which language is spoken by which voice of the data. Languages whose text the library cannot
 * really read are left out; the README of this module gives the reason for each.
 */
final class EspeakLanguages {
  /** Voices that cannot really read their language, or that crash. */
  static final Set<String> UNUSABLE =
      Set.of(
          "iro/chr",
          "inc/kok",
          "inc/si",
          "jpx/ja",
          "sem/he",
          "sit/cmn",
          "sit/cmn-Latn-pinyin",
          "sit/hak",
          "sit/my",
          "sit/yue",
          "sit/yue-Latn-jyutping",
          "tai/shn",
          "tai/th");

  /** Voices whose file name is not what users call them. */
  private static final Map<String, String> NAMES = Map.of("gmw/en", "en-gb");

  /** Languages that are read by the voice of a sister language or under another code. */
  private static final Map<String, String> EQUIVALENTS =
      Map.of("no", "nb", "nn", "nb", "sh", "hr", "mo", "ro", "fil", "tl");

  /** Regions that speak like another region's voice rather than the language's first one. */
  private static final Map<String, String> SIMILAR_REGIONS = similarRegions();

  private final Map<String, EspeakVoiceFile> byName = new LinkedHashMap<>();
  private final List<String> primaryLanguages;

  EspeakLanguages(List<EspeakVoiceFile> files) {
    files.stream()
        .filter(file -> !UNUSABLE.contains(file.identifier()))
        .sorted(Comparator.comparing(EspeakLanguages::nameOf))
        .forEach(file -> byName.put(nameOf(file), file));
    primaryLanguages =
        byName.keySet().stream().map(EspeakLanguages::primary).distinct().sorted().toList();
  }

  /** What users call a voice: "en-us". */
  static String nameOf(EspeakVoiceFile file) {
    String identifier = file.identifier();
    return NAMES.getOrDefault(
        identifier, identifier.substring(identifier.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
  }

  /** Usable voices by name, in order of name. */
  Map<String, EspeakVoiceFile> voices() {
    return new LinkedHashMap<>(byName);
  }

  /** BCP 47 primary languages of the usable voices, in order. */
  List<String> primaryLanguages() {
    return primaryLanguages;
  }

  /**
   * The voice that reads a language best: of the same region where there is one, otherwise the
   * first of the language.
   *
   * @param tag BCP 47 tag, or an ISO 639 code of three letters
   */
  Optional<EspeakVoiceFile> voiceFor(String tag) {
    Locale wanted = Locale.forLanguageTag(tag.replace('_', '-'));
    String language = primary(tag);
    String region = wanted.getCountry().toLowerCase(Locale.ROOT);
    String exact = region.isEmpty() ? language : language + "-" + region;
    for (String candidate : List.of(tag.toLowerCase(Locale.ROOT), exact)) {
      if (byName.containsKey(candidate)) {
        return Optional.of(byName.get(candidate));
      }
    }
    String similar = SIMILAR_REGIONS.get(exact);
    return similar != null ? Optional.of(byName.get(similar)) : first(language);
  }

  /** The BCP 47 primary language of a tag, of two letters where there is such a code. */
  static String primary(String tag) {
    String language = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
    String code = language.length() == 3 ? twoLetters(language) : language;
    return EQUIVALENTS.getOrDefault(code, code);
  }

  private Optional<EspeakVoiceFile> first(String language) {
    return byName.values().stream()
        .flatMap(file -> file.languages().stream().map(served -> Map.entry(served, file)))
        .filter(entry -> primary(entry.getKey().tag()).equals(language))
        .min(
            Comparator.comparing(
                    (Map.Entry<EspeakVoiceFile.Language, EspeakVoiceFile> entry) ->
                        !entry.getKey().tag().equals(language))
                .thenComparing(entry -> entry.getKey().priority())
                .thenComparing(entry -> nameOf(entry.getValue())))
        .map(Map.Entry::getValue);
  }

  private static String twoLetters(String threeLetters) {
    for (String code : Locale.getISOLanguages()) {
      if (Locale.forLanguageTag(code).getISO3Language().equals(threeLetters)) {
        return code;
      }
    }
    return threeLetters;
  }

  private static Map<String, String> similarRegions() {
    Map<String, String> similar = new HashMap<>();
    List<String> latinAmerica = new ArrayList<>(List.of("419", "us", "pr"));
    latinAmerica.addAll(List.of("ar", "bo", "cl", "co", "cr", "cu", "do", "ec", "gt", "hn"));
    latinAmerica.addAll(List.of("mx", "ni", "pa", "pe", "py", "sv", "uy", "ve"));
    latinAmerica.forEach(region -> similar.put("es-" + region, "es-419"));
    List.of("ca", "ph", "pr", "lr").forEach(region -> similar.put("en-" + region, "en-us"));
    List.of("ag", "bb", "bs", "dm", "gd", "gy", "jm", "kn", "lc", "tt", "vc")
        .forEach(region -> similar.put("en-" + region, "en-029"));
    return Map.copyOf(similar);
  }
}

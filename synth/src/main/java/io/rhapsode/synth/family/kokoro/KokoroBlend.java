package io.rhapsode.synth.family.kokoro;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One voice, or several mixed: "af_heart", or "af_bella:0.6+bf_emma:0.4". The first decides the
 * language.
 *
 * @param parts shares above 0 that add up to 1
 */
record KokoroBlend(List<Part> parts) {
  private static final Pattern PART = Pattern.compile("([a-z]{2}_[a-z0-9]+)(?::(\\d*\\.?\\d+))?");
  private static final int MAXIMUM_PARTS = 8;

  KokoroBlend {
    parts = List.copyOf(parts);
  }

  /**
   * A voice of the blend.
   *
   * @param share of the whole
   */
  record Part(String voice, double share) {}

  /**
   * Reads a name; shares that are left out are 1, and all are divided by their sum.
   *
   * @return empty when it is not the name of a voice or a blend
   */
  static Optional<KokoroBlend> parse(String name) {
    List<Part> parts = new ArrayList<>();
    Set<String> voices = new HashSet<>();
    double sum = 0;
    for (String text : name.split("\\+", -1)) {
      Matcher part = PART.matcher(text);
      if (!part.matches() || parts.size() == MAXIMUM_PARTS || !voices.add(part.group(1))) {
        return Optional.empty();
      }
      double share = part.group(2) == null ? 1 : Double.parseDouble(part.group(2));
      if (!(share > 0)) {
        return Optional.empty();
      }
      sum += share;
      parts.add(new Part(part.group(1), share));
    }
    double total = sum;
    return Optional.of(
        new KokoroBlend(parts.stream().map(p -> new Part(p.voice(), p.share() / total)).toList()));
  }

  /** The language; empty when it cannot be read here. */
  Optional<KokoroLanguage> language() {
    return KokoroLanguage.ofVoice(parts.get(0).voice());
  }
}

package io.rhapsode.ingest.lexicon.role;

import io.rhapsode.ingest.lexicon.match.WordRoles;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.pipeline.text.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTagFormat;
import opennlp.tools.postag.POSTaggerME;

/**
 * Parts of speech of English words as tags of the Penn Treebank, by the maximum entropy tagger of
 * OpenNLP; words of other languages have no roles. The model is read when the first word is asked
 * for. Any number of threads may ask.
 */
public final class PartsOfSpeech implements WordRoles {
  private static final PartsOfSpeech ENGLISH = new PartsOfSpeech();
  private static final String MODEL = "/en-pos-maxent.bin";

  /** Probability from which a tag is believed. */
  private static final double SURE = 0.7;

  /** Words, marks, and what the treebank divides: "do|n't", "she|'s". */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\p{L}+(?=n['’]t\\b)|n['’]t\\b|['’](?:s|re|ve|ll|d|m)\\b"
              + "|[\\p{L}\\p{M}\\p{N}]+(?:-[\\p{L}\\p{M}\\p{N}]+)*|\\S",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** A longer text is no sentence, and not worth the time. */
  private static final int LONGEST = 2_000;

  private POSTaggerME tagger;
  private String lastText = "";
  private Map<Integer, Set<String>> lastRoles = Map.of();

  private PartsOfSpeech() {}

  /** The one of this process. */
  public static PartsOfSpeech standard() {
    return ENGLISH;
  }

  /** The tag of a word; none where the tagger is not sure. */
  @Override
  public Set<String> of(String text, String language, Span word) {
    if (!LanguageTags.primary(language).equals("en") || text.length() > LONGEST) {
      return Set.of();
    }
    return roles(text).getOrDefault(word.start(), Set.of());
  }

  /** By the places where the words begin. */
  private synchronized Map<Integer, Set<String>> roles(String text) {
    if (!text.equals(lastText)) {
      lastRoles = tagged(text);
      lastText = text;
    }
    return lastRoles;
  }

  private Map<Integer, Set<String>> tagged(String text) {
    List<Integer> starts = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      starts.add(token.start());
      tokens.add(ofTreebank(token.group()));
    }
    if (tokens.isEmpty()) {
      return Map.of();
    }
    String[] tags = tagger().tag(tokens.toArray(String[]::new));
    double[] probabilities = tagger().probs();
    Map<Integer, Set<String>> roles = new HashMap<>();
    for (int i = 0; i < tags.length; i++) {
      if (probabilities[i] >= SURE) {
        roles.put(starts.get(i), Set.of(tags[i]));
      }
    }
    return roles;
  }

  private static String ofTreebank(String token) {
    return switch (token) {
      case "“", "„", "«" -> "``";
      case "”", "»", "\"" -> "''";
      case "—", "–" -> "--";
      default -> token.replace('’', '\'');
    };
  }

  private POSTaggerME tagger() {
    if (tagger == null) {
      try (InputStream model = POSTaggerME.class.getResourceAsStream(MODEL)) {
        if (model == null) {
          throw new IOException("it is not among the libraries");
        }
        tagger = new POSTaggerME(new POSModel(model), POSTagFormat.CUSTOM);
      } catch (IOException e) {
        throw new UncheckedIOException("the model of English parts of speech cannot be read", e);
      }
    }
    return tagger;
  }
}

package io.rhapsode.ingest.text.normal.rule;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.limit.Interruption;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A rewriting of text.
 *
 * @param pattern what is rewritten
 * @param spoken the words for a match in the whole text, or null to leave it as it is
 */
public record Rule(Pattern pattern, BiFunction<MatchResult, Context, String> spoken) {
  public Rule {
    requireNonNull(pattern, "pattern is null");
    requireNonNull(spoken, "spoken is null");
  }

  public static Rule of(String pattern, Function<MatchResult, String> spoken) {
    return inContext(pattern, (match, context) -> spoken.apply(match));
  }

  /** A rule whose words depend on those around the match. */
  public static Rule inContext(String pattern, BiFunction<MatchResult, Context, String> spoken) {
    return new Rule(Pattern.compile(pattern), spoken);
  }

  /** A rule of upper and lower case whose words depend on those around the match. */
  public static Rule inContextAnyCase(
      String pattern, BiFunction<MatchResult, Context, String> spoken) {
    return new Rule(
        Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), spoken);
  }

  public static Rule ofAnyCase(String pattern, Function<MatchResult, String> spoken) {
    return new Rule(
        Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
        (match, context) -> spoken.apply(match));
  }

  /** Applies rules one after the other. */
  public static AlignedText applyAll(List<Rule> rules, AlignedText text) {
    AlignedText rewritten = text;
    for (Rule rule : rules) {
      rewritten = rule.apply(rewritten);
    }
    return rewritten;
  }

  AlignedText apply(AlignedText text) {
    Interruption.check();
    Context context = new Context(text.text());
    return text.replace(pattern, match -> spoken.apply(match, context));
  }
}

package io.rhapsode.ingest.text.normal.rule;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A rewriting of text.
 *
 * @param pattern what is rewritten
 * @param spoken the words for a match, or null to leave it as it is
 */
public record Rule(Pattern pattern, Function<MatchResult, String> spoken) {
  public Rule {
    requireNonNull(pattern, "pattern is null");
    requireNonNull(spoken, "spoken is null");
  }

  public static Rule of(String pattern, Function<MatchResult, String> spoken) {
    return new Rule(Pattern.compile(pattern), spoken);
  }

  public static Rule ofAnyCase(String pattern, Function<MatchResult, String> spoken) {
    return new Rule(
        Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), spoken);
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
    return text.replace(pattern, spoken);
  }
}

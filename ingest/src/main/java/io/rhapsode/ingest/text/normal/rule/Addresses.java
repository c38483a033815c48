package io.rhapsode.ingest.text.normal.rule;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Web and e-mail addresses, read mark by mark. */
public final class Addresses {
  private static final String DOMAINS =
      "(?:com|org|net|edu|gov|mil|int|info|biz|eu|uk|us|de|fr|es|it|nl|pl|pt|ru|se|hu|ch|at|be|br"
          + "|mx|ca|au|io|ai|tv|me|abc)";
  private static final Pattern TRAILING = Pattern.compile("[.,;:!?)\\]\"'>]+$");

  private final Map<String, String> marks;
  private final UnaryOperator<String> digits;

  /**
   * @param marks the name of each mark that may stand in an address
   * @param digits says digits one by one
   */
  public Addresses(Map<String, String> marks, UnaryOperator<String> digits) {
    this.marks = marks;
    this.digits = digits;
  }

  public List<Rule> rules() {
    return List.of(
        Rule.ofAnyCase("(?<![\\w@])(?:https?|ftp)://[^\\s<>\"—]+", this::spell),
        Rule.ofAnyCase(
            "(?<![\\w.@+-])[\\w+-]+(?:\\.[\\w+-]+)*@[\\w-]+(?:\\.[\\w-]+)+(?:/[^\\s<>\"—]*)?",
            this::spell),
        Rule.ofAnyCase("(?<![\\w.@/])www\\.[^\\s<>\"—]+", this::spell),
        Rule.ofAnyCase(
            "(?<![\\w.@/])[\\w-]{1,60}\\.(?:pdf|txt|docx?|xlsx?|pptx?|html?|jpe?g|png|gif|svg|zip|csv"
                + "|json|xml|mp[34]|exe|java|epub|py|js)(?![\\w@.-])",
            this::spell),
        Rule.of("(?<![\\w.@/])@\\w[\\w.-]*", this::spell),
        Rule.ofAnyCase(
            "(?<![\\w.@/-])[a-z\\d-]{2,}(?:\\.[a-z\\d-]{2,})*\\."
                + DOMAINS
                + "(?![\\w@-])(?:/[^\\s<>\"—]*)?",
            this::spell));
  }

  /** Whether a mark of an address stands in a text: "@", "//" or a full stop inside a word. */
  public static boolean mayStandIn(String text) {
    int stop = text.indexOf('.');
    while (stop >= 0) {
      if (stop + 1 < text.length() && Character.isLetterOrDigit(text.charAt(stop + 1))) {
        return true;
      }
      stop = text.indexOf('.', stop + 1);
    }
    return text.indexOf('@') >= 0 || text.contains("//");
  }

  private String spell(MatchResult match) {
    String address = TRAILING.matcher(match.group()).replaceFirst("");
    String rest = match.group().substring(address.length());
    StringBuilder spoken = new StringBuilder();
    for (int i = 0; i < address.length(); i++) {
      String mark = address.substring(i, i + 1);
      if (Character.isDigit(mark.charAt(0))) {
        spoken.append(' ').append(digits.apply(mark)).append(' ');
      } else {
        spoken.append(marks.containsKey(mark) ? " " + marks.get(mark) + " " : mark);
      }
    }
    return spoken.toString().strip().replaceAll(" +", " ") + rest;
  }
}

package io.rhapsode.ingest.document.html;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a style sheet hides, and how it numbers lists. The cascade is not modelled beyond a later
 * rule with the same selector; rules for other media than screens are left out.
 *
 * @param hiding selector to cause, such as "display: none"
 * @param listStyles selector to list-style-type, such as "none" or "lower-alpha"
 */
public record StyleSheet(Map<String, String> hiding, Map<String, String> listStyles) {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern STATEMENT = Pattern.compile("@[A-Za-z-]+[^{};]*;");
  private static final Pattern NOT_DISPLAYED =
      Pattern.compile("(?:^|[;\\s])display\\s*:\\s*none\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern DISPLAYED =
      Pattern.compile(
          "(?:^|[;\\s])(?:display\\s*:\\s*(?!none)\\w|visibility\\s*:\\s*visible)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_VISIBLE =
      Pattern.compile(
          "(?:^|[;\\s])visibility\\s*:\\s*(?:hidden|collapse)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern LIST_STYLE =
      Pattern.compile(
          "(?:^|[;\\s])list-style(?:-type)?\\s*:[^;]*?\\b(none|disc|circle|square|decimal"
              + "|(?:lower|upper)-(?:alpha|latin|roman))\\b",
          Pattern.CASE_INSENSITIVE);

  public StyleSheet {
    hiding = Collections.unmodifiableMap(new LinkedHashMap<>(hiding));
    listStyles = Collections.unmodifiableMap(new LinkedHashMap<>(listStyles));
  }

  public static StyleSheet parse(String css) {
    Map<String, String> hiding = new LinkedHashMap<>();
    Map<String, String> listStyles = new LinkedHashMap<>();
    String rules = COMMENT.matcher(css).replaceAll(" ");
    collect(STATEMENT.matcher(rules).replaceAll(" "), hiding, listStyles);
    return new StyleSheet(hiding, listStyles);
  }

  /** Why the declarations hide their element, if they do. */
  static Optional<String> cause(String declarations) {
    if (NOT_DISPLAYED.matcher(declarations).find()) {
      return Optional.of("display: none");
    }
    return NOT_VISIBLE.matcher(declarations).find()
        ? Optional.of("visibility: hidden")
        : Optional.empty();
  }

  static boolean displays(String declarations) {
    return DISPLAYED.matcher(declarations).find();
  }

  /** The list-style-type that the declarations set, if they set one. */
  static Optional<String> listStyle(String declarations) {
    Matcher matcher = LIST_STYLE.matcher(declarations);
    return matcher.find()
        ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static void collect(
      String rules, Map<String, String> hiding, Map<String, String> listStyles) {
    int start = 0;
    while (start < rules.length()) {
      int open = rules.indexOf('{', start);
      if (open < 0) {
        return;
      }
      int close = closing(rules, open);
      rule(
          rules.substring(start, open).strip(),
          rules.substring(open + 1, close),
          hiding,
          listStyles);
      start = close + 1;
    }
  }

  private static int closing(String rules, int open) {
    int depth = 0;
    for (int index = open; index < rules.length(); index++) {
      if (rules.charAt(index) == '{') {
        depth++;
      } else if (rules.charAt(index) == '}' && --depth == 0) {
        return index;
      }
    }
    return rules.length();
  }

  private static void rule(
      String head, String body, Map<String, String> hiding, Map<String, String> listStyles) {
    if (head.startsWith("@")) {
      if (head.matches("(?i)@media\\s+(?:all|screen)")) {
        collect(body, hiding, listStyles);
      }
      return;
    }
    Optional<String> cause = cause(body);
    boolean displays = displays(body);
    Optional<String> listStyle = listStyle(body);
    for (String selector : head.split(",")) {
      listStyle.ifPresent(style -> listStyles.put(selector.strip(), style));
      if (cause.isPresent()) {
        hiding.put(selector.strip(), cause.get());
      } else if (displays) {
        hiding.remove(selector.strip());
      }
    }
  }
}

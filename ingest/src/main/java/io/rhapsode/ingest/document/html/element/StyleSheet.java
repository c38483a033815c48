package io.rhapsode.ingest.document.html.element;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a style sheet hides, raises, sets on lines of its own, and how it numbers lists. The cascade
 * is not modelled beyond a later rule with the same selector; rules for other media than screens
 * are left out. Complete once parsed.
 */
public final class StyleSheet {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?(?:\\*/|\\z)", Pattern.DOTALL);
  private static final Pattern STATEMENT = Pattern.compile("@[A-Za-z-]+[^{};]*+(;?)");
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
          "(?:^|[;\\s])list-style(?:-type)?\\s*:[^;]{0,200}?\\b(none|disc|circle|square|decimal"
              + "|(?:lower|upper)-(?:alpha|latin|roman))\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern VERTICAL =
      Pattern.compile(
          "(?:^|[;\\s])vertical-align\\s*:\\s*(super|sub)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern BLOCK =
      Pattern.compile("(?:^|[;\\s])display\\s*:\\s*block\\b", Pattern.CASE_INSENSITIVE);

  private final Map<String, String> hiding = new LinkedHashMap<>();
  private final Map<String, String> listStyles = new LinkedHashMap<>();
  private final Map<String, Script> scripts = new LinkedHashMap<>();
  private final Set<String> lines = new LinkedHashSet<>();

  private StyleSheet() {}

  public static StyleSheet parse(String css) {
    StyleSheet sheet = new StyleSheet();
    String rules = COMMENT.matcher(css).replaceAll(" ");
    sheet.collect(STATEMENT.matcher(rules).replaceAll(StyleSheet::withoutStatement));
    return sheet;
  }

  /** A statement goes; what turns out to be the head of a rule stays. */
  private static String withoutStatement(MatchResult statement) {
    return statement.group(1).isEmpty() ? Matcher.quoteReplacement(statement.group()) : " ";
  }

  /** Selector to cause, such as "display: none". */
  Map<String, String> hiding() {
    return Collections.unmodifiableMap(hiding);
  }

  /** Selector to list-style-type, such as "none" or "lower-alpha". */
  public Map<String, String> listStyles() {
    return Collections.unmodifiableMap(listStyles);
  }

  /** Selector to where text stands that is not on the line. */
  Map<String, Script> scripts() {
    return Collections.unmodifiableMap(scripts);
  }

  /** Selectors of elements that stand on lines of their own. */
  Set<String> lines() {
    return Collections.unmodifiableSet(lines);
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

  /** Where the declarations set their element, unless it is on the line. */
  static Optional<Script> script(String declarations) {
    Matcher matcher = VERTICAL.matcher(declarations);
    return matcher.find()
        ? Optional.of(matcher.group(1).equalsIgnoreCase("sub") ? Script.LOWERED : Script.RAISED)
        : Optional.empty();
  }

  static boolean isLine(String declarations) {
    return BLOCK.matcher(declarations).find();
  }

  private void collect(String rules) {
    int start = 0;
    while (start < rules.length()) {
      int open = rules.indexOf('{', start);
      if (open < 0) {
        return;
      }
      int close = closing(rules, open);
      rule(rules.substring(start, open).strip(), rules.substring(open + 1, close));
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

  private void rule(String head, String body) {
    if (head.startsWith("@")) {
      if (head.matches("(?i)@media\\s+(?:all|screen)")) {
        collect(body);
      }
      return;
    }
    Optional<String> cause = cause(body);
    boolean displays = displays(body);
    Optional<String> listStyle = listStyle(body);
    Optional<Script> script = script(body);
    for (String each : head.split(",")) {
      String selector = each.strip();
      listStyle.ifPresent(style -> listStyles.put(selector, style));
      script.ifPresent(place -> scripts.put(selector, place));
      if (isLine(body)) {
        lines.add(selector);
      }
      if (cause.isPresent()) {
        hiding.put(selector, cause.get());
      } else if (displays) {
        hiding.remove(selector);
      }
    }
  }
}

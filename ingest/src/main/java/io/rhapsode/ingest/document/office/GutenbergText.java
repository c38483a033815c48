package io.rhapsode.ingest.document.office;

import io.rhapsode.ingest.document.facts.DocumentFacts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plain text as Project Gutenberg makes them: a header with facts, the text, a licence.
 *
 * @param header up to the line that begins the text, possibly empty
 * @param licence from the line that ends the text, possibly empty
 */
record GutenbergText(String header, String text, String licence) {
  private static final Pattern START =
      Pattern.compile(
          "^\\*{2,}\\s*START\\s?OF\\s(?:THE|THIS) PROJECT GUTENBERG[^\\n]*(?:\\n[^\\n]*\\*{3})?$",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
  private static final Pattern END =
      Pattern.compile(
          "^(?:\\*{2,}\\s*END\\s?OF\\s(?:THE|THIS) PROJECT GUTENBERG|End of (?:the )?Project"
              + " Gutenberg(?:'s|’s)?)[^\\n]*$",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
  private static final Pattern CREDITS =
      Pattern.compile(
          "\\A\\s*(?:E-?text prepared|Produced|Transcribed|This eBook was produced)\\b.*?\\n"
              + "\\s*\\n",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern FACT =
      Pattern.compile(
          "^(Title|Author|Language|Release date): *([^\\n]+(?:\\n {2,}[^\\n]+)*)",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  static GutenbergText of(String text) {
    Matcher start = START.matcher(text);
    if (!start.find()) {
      return new GutenbergText("", text, "");
    }
    int begin = start.end();
    Matcher credits = CREDITS.matcher(text.substring(begin));
    begin += credits.find() ? credits.end() : 0;
    Matcher end = END.matcher(text);
    int last = end.find(begin) ? end.start() : text.length();
    return new GutenbergText(
        text.substring(0, begin), text.substring(begin, last), text.substring(last));
  }

  void tell(DocumentFacts facts) {
    Matcher fact = FACT.matcher(header);
    while (fact.find()) {
      String value = fact.group(2).replaceAll("\\s+", " ").strip();
      switch (fact.group(1).toLowerCase(java.util.Locale.ROOT)) {
        case "title" -> facts.title(value);
        case "author" -> facts.author(value);
        case "language" -> facts.languageNamed(value);
        default -> facts.date(value.replaceFirst("\\s*\\[.*", ""));
      }
    }
  }
}

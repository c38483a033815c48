package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.typography.ChapterTitle;
import io.rhapsode.ingest.settings.AnnouncementSettings;
import io.rhapsode.ingest.text.normal.vocabulary.RomanNumerals;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is said at the begin of chapters. A title that tells by itself what it is, such as "Chapter
 * 3" or "Preface", is not announced, and has no number.
 */
final class Announcements {
  private static final Pattern FIGURES =
      Pattern.compile("\\d{1,4}[.)]?|(?:" + RomanNumerals.EXPRESSION + ")\\.?");
  private static final Pattern NUMBERED = Pattern.compile("\\d{1,4}\\s*[.:)\u2013\u2014-].*");

  /** What stands between a number and a title that is not there. */
  private static final Pattern LOOSE = Pattern.compile("[\\s:,;.\u2013\u2014-]+$");

  private final Map<Integer, String> textByFirstBlock = new HashMap<>();

  /**
   * @param hasText whether there is anything to read in a chapter
   */
  Announcements(
      AnnouncementSettings settings, BookManifest manifest, Predicate<ChapterEntry> hasText) {
    if (!settings.spoken()) {
      return;
    }
    List<ChapterEntry> announced =
        manifest.chapters().stream()
            .filter(ChapterEntry::read)
            .filter(hasText)
            .filter(entry -> !tellsItself(entry.title().strip()))
            .toList();
    int level = announced.stream().mapToInt(ChapterEntry::level).min().orElse(1);
    String template = settings.of(manifest.metadata().language());
    int number = 0;
    for (ChapterEntry entry : announced) {
      if (entry.level() == level) {
        number++;
        textByFirstBlock.put(entry.firstBlock(), text(template, number, entry.title().strip()));
      }
    }
  }

  private static boolean tellsItself(String title) {
    return ChapterTitle.of(title).isPresent() && !FIGURES.matcher(title).matches()
        || NUMBERED.matcher(title).matches() && !FIGURES.matcher(title).matches();
  }

  private static String text(String template, int number, String title) {
    boolean named = !FIGURES.matcher(title).matches();
    String text =
        template.replace("{n}", Integer.toString(number)).replace("{title}", named ? title : "");
    return named ? text.strip() : LOOSE.matcher(text.strip()).replaceFirst("");
  }

  /** What is said at the begin of a chapter, if it is announced. */
  Optional<String> of(ChapterEntry entry) {
    return Optional.ofNullable(textByFirstBlock.get(entry.firstBlock()));
  }
}

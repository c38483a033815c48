package io.rhapsode.ingest.settings;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;
import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.pipeline.text.Pace;
import java.io.Serializable;
import java.util.List;

/**
 * How documents are read.
 *
 * @param skippableRoles roles whose text is not read, as in {@code epub:type} and ARIA ("doc-" left
 *     off)
 * @param readHeadings whether headings are spoken
 * @param phrasesInTheirLanguage whether words that are marked as of another language are read by a
 *     voice of it, where they are less than a sentence too
 * @param lexicons files of lexicons for all books, the later ones nearer
 * @param shorthand whether Markdown and plain text may say in braces how they are read
 * @param pacePercent how quickly books are read, in percent of the voices' own paces, 25 to 400; a
 *     manifest may say otherwise
 * @param announcements what is said at the begin of chapters
 * @param credits what is said before and after the book
 * @param pauses silence between utterances
 * @param limits what a document may cost to read
 */
public record IngestSettings(
    List<String> skippableRoles,
    boolean readHeadings,
    boolean phrasesInTheirLanguage,
    List<String> lexicons,
    boolean shorthand,
    int pacePercent,
    AnnouncementSettings announcements,
    CreditSettings credits,
    PauseTable pauses,
    ContainerLimits limits)
    implements Serializable {
  /** Headings are read; roles, pauses and limits are those of their own types. */
  public static final IngestSettings DEFAULTS =
      new IngestSettings(
          DocumentRoles.DEFAULT_SKIPPABLE,
          true,
          false,
          List.of(),
          false,
          Pace.PLAIN_PERCENT,
          AnnouncementSettings.DEFAULTS,
          CreditSettings.DEFAULTS,
          PauseTable.DEFAULTS,
          ContainerLimits.DEFAULTS);

  public IngestSettings {
    skippableRoles = List.copyOf(skippableRoles);
    lexicons = List.copyOf(lexicons);
    requireRange("pacePercent", pacePercent, Pace.SLOWEST_PERCENT, Pace.QUICKEST_PERCENT);
    requireNonNull(announcements, "announcements is null");
    requireNonNull(credits, "credits is null");
    requireNonNull(pauses, "pauses is null");
    requireNonNull(limits, "limits is null");
  }
}

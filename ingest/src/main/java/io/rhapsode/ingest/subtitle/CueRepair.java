package io.rhapsode.ingest.subtitle;

import io.rhapsode.pipeline.dub.subtitle.Cue;
import io.rhapsode.pipeline.dub.subtitle.SubtitleTrack;
import io.rhapsode.pipeline.failure.FailureCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * From what a file has to cues that can be timed: in order, none without text, none that ends
 * before it starts. Overlapping cues keep their times, as players show both. Not for several
 * threads.
 */
public final class CueRepair implements Consumer<DraftCue> {
  /** Shortest time for a cue whose end is not known, in milliseconds. */
  private static final long LEAST_MILLIS = 1000;

  /** Reading time of such a cue, in milliseconds a character: 17 characters a second. */
  private static final long CHARACTER_MILLIS = 59;

  private final SubtitleFile file;
  private final SubtitleLimits limits;
  private final Warnings warnings;
  private final List<DraftCue> drafts = new ArrayList<>();
  private boolean tooMany;

  public CueRepair(SubtitleFile file, SubtitleLimits limits, Warnings warnings) {
    this.file = file;
    this.limits = limits;
    this.warnings = warnings;
  }

  @Override
  public void accept(DraftCue draft) {
    MarkedText text = draft.text().stripped();
    if (text.text().isEmpty()) {
      warnings.add(draft.line(), "a cue without text is left out");
      return;
    }
    if (drafts.size() >= limits.maximumCues()) {
      tooMany = true;
      return;
    }
    long start = draft.startMillis();
    if (start < 0) {
      warnings.add(draft.line(), "the time %s is moved to 0".formatted(LenientTime.format(start)));
      start = 0;
    }
    drafts.add(
        new DraftCue(
            draft.line(),
            draft.id(),
            start,
            draft.endMillis(),
            draft.speaker().map(String::strip).filter(name -> !name.isEmpty()),
            text,
            draft.settings(),
            draft.source()));
  }

  /**
   * The track of all accepted cues.
   *
   * @param language BCP 47 tag
   * @throws UnreadableSubtitleException TOO_LARGE beyond the limits, NO_TEXT without a cue
   */
  public SubtitleTrack track(String language) throws UnreadableSubtitleException {
    if (tooMany) {
      throw file.unreadable(
          FailureCode.TOO_LARGE,
          0,
          "more than %,d cues; split the file or raise maximumCues"
              .formatted(limits.maximumCues()));
    }
    if (drafts.isEmpty()) {
      throw file.unreadable(FailureCode.NO_TEXT, 0, "there is no cue with text in it");
    }
    sort();
    long[] laterStarts = laterStarts();
    List<Cue> cues = new ArrayList<>(drafts.size());
    for (int at = 0; at < drafts.size(); at++) {
      cues.add(cue(at, laterStarts[at]));
    }
    return new SubtitleTrack(language, cues, warnings.list());
  }

  private void sort() {
    for (int at = 1; at < drafts.size(); at++) {
      if (drafts.get(at).startMillis() < drafts.get(at - 1).startMillis()) {
        warnings.add(
            drafts.get(at).line(),
            "the cue starts at %s, before the one above it; it is moved to its time"
                .formatted(LenientTime.format(drafts.get(at).startMillis())));
      }
    }
    drafts.sort(Comparator.comparingLong(DraftCue::startMillis));
  }

  /** For each cue, when the first that starts later starts. */
  private long[] laterStarts() {
    long[] starts = new long[drafts.size()];
    long later = Long.MAX_VALUE;
    for (int at = drafts.size() - 1; at >= 0; at--) {
      long start = drafts.get(at).startMillis();
      boolean last = at + 1 == drafts.size();
      if (!last && drafts.get(at + 1).startMillis() > start) {
        later = drafts.get(at + 1).startMillis();
      }
      starts[at] = later;
    }
    return starts;
  }

  private Cue cue(int at, long laterStart) {
    DraftCue draft = drafts.get(at);
    long end = draft.endMillis();
    if (end <= draft.startMillis()) {
      end = Math.min(readingEnd(draft), laterStart);
      String wrong =
          draft.endMillis() == DraftCue.NO_END
              ? "the cue has no end"
              : "the cue ends at %s, not after its start at %s"
                  .formatted(
                      LenientTime.format(draft.endMillis()),
                      LenientTime.format(draft.startMillis()));
      warnings.add(
          draft.line(), "%s; its end is set to %s".formatted(wrong, LenientTime.format(end)));
    }
    warnOfOverlap(at, draft, end);
    return new Cue(
        at,
        draft.line(),
        draft.id(),
        draft.startMillis(),
        end,
        draft.speaker(),
        draft.text().text(),
        draft.text().marks(),
        draft.settings(),
        draft.source());
  }

  private static long readingEnd(DraftCue draft) {
    long reading = Math.max(LEAST_MILLIS, draft.text().text().length() * CHARACTER_MILLIS);
    return draft.startMillis() + reading;
  }

  private void warnOfOverlap(int at, DraftCue draft, long end) {
    if (at + 1 == drafts.size()) {
      return;
    }
    DraftCue next = drafts.get(at + 1);
    boolean two =
        draft.speaker().isPresent()
            && next.speaker().isPresent()
            && !draft.speaker().equals(next.speaker());
    if (!two && next.startMillis() < end) {
      warnings.add(
          next.line(),
          "the cue starts at %s, before that of line %d ends at %s; both keep their times"
              .formatted(
                  LenientTime.format(next.startMillis()), draft.line(), LenientTime.format(end)));
    }
  }
}

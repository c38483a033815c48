package io.rhapsode.workflows.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.synth.listen.book.BookFinding;
import io.rhapsode.synth.listen.book.BookFinding.Kind;
import io.rhapsode.workflows.progress.OneLine;
import io.rhapsode.workflows.progress.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a proof found, for people and for programs. */
final class ProofReport {
  private static final int LONGEST_QUOTE = 70;

  private final BookText text;
  private final Proof.Result result;

  ProofReport(BookText text, Proof.Result result) {
    this.text = text;
    this.result = result;
  }

  /** Whether the recording says the book. */
  boolean clean() {
    return result.findings().isEmpty();
  }

  /** As JSON. */
  private record Report(
      String title,
      String language,
      double seconds,
      int sentences,
      int heardWords,
      Map<Kind, Integer> sentencesByKind,
      List<Finding> findings) {}

  /**
   * A finding, as JSON.
   *
   * @param sentences how many; 0 where the finding is of none
   * @param place where the first stands in the document
   * @param firstText the first sentence as it is written
   */
  private record Finding(
      Kind kind,
      double startSeconds,
      double endSeconds,
      int sentences,
      int chapter,
      String chapterTitle,
      String place,
      String firstText,
      String lastText,
      String detail) {}

  String json() throws JsonProcessingException {
    return Json.MAPPER.writeValueAsString(
        new Report(
            text.title(),
            text.language(),
            result.seconds(),
            text.count(),
            result.words(),
            byKind(),
            result.findings().stream().map(this::finding).toList()));
  }

  private Finding finding(BookFinding finding) {
    boolean ofSentences = finding.kind() != Kind.INSERTED;
    int first = Math.max(0, finding.firstSentence());
    return new Finding(
        finding.kind(),
        finding.startSeconds(),
        finding.endSeconds(),
        ofSentences ? count(finding) : 0,
        text.chapter(first),
        text.chapterTitle(first),
        text.place(first),
        ofSentences ? text.text(first) : "",
        ofSentences ? text.text(finding.lastSentence()) : "",
        finding.detail());
  }

  private static int count(BookFinding finding) {
    return finding.lastSentence() - finding.firstSentence() + 1;
  }

  private Map<Kind, Integer> byKind() {
    Map<Kind, Integer> counts = new TreeMap<>();
    for (BookFinding finding : result.findings()) {
      counts.merge(finding.kind(), count(finding), Integer::sum);
    }
    return counts;
  }

  String text() {
    StringBuilder lines = new StringBuilder();
    for (BookFinding finding : result.findings()) {
      lines.append(line(finding)).append('\n');
    }
    lines.append(summary()).append('\n');
    return lines.toString();
  }

  private String line(BookFinding finding) {
    int first = Math.max(0, finding.firstSentence());
    String time =
        "%s to %s"
            .formatted(
                Snapshot.clock(finding.startSeconds()), Snapshot.clock(finding.endSeconds()));
    String what = finding.detail();
    if (finding.kind() != Kind.INSERTED) {
      String sentences =
          count(finding) == 1
              ? quote(text.text(first))
              : "%d sentences, %s to %s"
                  .formatted(
                      count(finding),
                      quote(text.text(first)),
                      quote(text.text(finding.lastSentence())));
      what = what.isEmpty() ? sentences : sentences + ": " + OneLine.of(what);
    }
    return "%-12s %s, chapter %d %s: %s"
        .formatted(name(finding.kind()), time, text.chapter(first), place(first), what);
  }

  private String place(int sentence) {
    return "(%s)".formatted(OneLine.of(text.chapterTitle(sentence)));
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String quote(String text) {
    String line = OneLine.of(text);
    return "\""
        + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...")
        + "\"";
  }

  private String summary() {
    String length = "%s of audio".formatted(Snapshot.clock(result.seconds()));
    if (result.findings().isEmpty()) {
      return "%s says all %d sentences of \"%s\", in their order"
          .formatted(length, text.count(), OneLine.of(text.title()));
    }
    String counts =
        byKind().entrySet().stream()
            .map(count -> "%d %s".formatted(count.getValue(), name(count.getKey())))
            .collect(Collectors.joining(", "));
    return "%s against %d sentences of \"%s\": %s"
        .formatted(length, text.count(), OneLine.of(text.title()), counts);
  }
}

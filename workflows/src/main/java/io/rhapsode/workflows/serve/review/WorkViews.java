package io.rhapsode.workflows.serve.review;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.record.RecordedTake;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.workflows.review.Edit;
import io.rhapsode.workflows.review.EditException;
import io.rhapsode.workflows.review.Edition;
import io.rhapsode.workflows.review.Library;
import io.rhapsode.workflows.review.Part;
import io.rhapsode.workflows.review.ReviewedWork;
import io.rhapsode.workflows.review.ReviewedWork.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Works as the page gets them: names and numbers, never paths. */
final class WorkViews {
  private WorkViews() {}

  static Map<String, Object> entry(Library.Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", entry.record().workId());
    fields.put("object", "work");
    fields.put("kind", entry.isBook() ? "book" : "dub");
    fields.put("title", entry.record().title());
    fields.put("edited", entry.edited());
    fields.put(
        "flagged",
        entry.record().takes().stream().filter(take -> !take.faults().isEmpty()).count());
    Optional<WorkReport> report = entry.report();
    fields.put(
        "status",
        report.map(made -> made.status().name().toLowerCase(Locale.ROOT)).orElse("missing"));
    fields.put("seconds", report.map(WorkReport::audioSeconds).orElse(0.0));
    return fields;
  }

  /** What came of a work when it was made last. */
  static Map<String, Object> report(WorkReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", report.status().name().toLowerCase(Locale.ROOT));
    fields.put("seconds", report.audioSeconds());
    fields.put("made", report.made());
    fields.put("reused", report.reused());
    fields.put("up_to_date", report.upToDate());
    fields.put("files", report.files().stream().map(WorkViews::file).toList());
    fields.put("failures", report.failures().stream().map(Failure::message).toList());
    fields.put("warnings", report.warnings());
    return fields;
  }

  private static Map<String, Object> file(OutputFile file) {
    String path = file.path();
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("bytes", file.bytes());
    return fields;
  }

  static Map<String, Object> work(ReviewedWork work) {
    Map<String, Object> fields = entry(work.entry());
    Edition edition = work.edition();
    fields.put("revision", work.revision());
    fields.put(
        "parts",
        edition.parts().stream()
            .map(
                part -> {
                  Map<String, Object> each = new LinkedHashMap<>();
                  List<Sentence> sentences = work.sentences(edition, part);
                  each.put("number", part.number());
                  each.put("title", part.title());
                  each.put("sentences", sentences.size());
                  each.put(
                      "edited", sentences.stream().filter(said -> said.made().isEmpty()).count());
                  each.put(
                      "flagged",
                      sentences.stream()
                          .flatMap(said -> said.made().stream())
                          .filter(take -> !take.faults().isEmpty())
                          .count());
                  each.put("seconds", seconds(sentences));
                  return each;
                })
            .toList());
    return fields;
  }

  private static double seconds(List<Sentence> sentences) {
    return sentences.stream()
        .mapToDouble(
            said ->
                said.made().flatMap(RecordedTake::take).map(WorkViews::seconds).orElse(0.0)
                    + said.utterance().pauseMillis() / 1_000.0)
        .sum();
  }

  static Map<String, Object> part(ReviewedWork work, Part part) throws EditException {
    Edition edition = work.edition();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("work", work.entry().record().workId());
    fields.put("revision", work.revision());
    fields.put("number", part.number());
    fields.put("title", part.title());
    List<Sentence> sentences = work.sentences(edition, part);
    List<Map<String, Object>> views = new ArrayList<>();
    for (Sentence sentence : sentences) {
      views.add(sentence(edition, part.number(), sentence));
    }
    fields.put("sentences", views);
    return fields;
  }

  static Map<String, Object> sentence(Edition edition, int part, Sentence sentence)
      throws EditException {
    Edit.Say own = edition.said(part, sentence.number());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", sentence.number());
    fields.put("text", sentence.utterance().text());
    fields.put("spoken", sentence.utterance().spoken());
    fields.put("language", sentence.utterance().language());
    fields.put("voice", sentence.utterance().voice());
    sentence.utterance().speaker().ifPresent(speaker -> fields.put("speaker", speaker));
    fields.put("pause_ms", sentence.utterance().pauseMillis());
    fields.put("start", sentence.place().start());
    fields.put("attempt", sentence.attempt());
    fields.put("has_attempts", sentence.request().voice().honours().contains(RequestPart.SEED));
    own.voice().ifPresent(voice -> fields.put("own_voice", voice));
    own.pauseMillis().ifPresent(pause -> fields.put("own_pause_ms", pause));
    fields.put("own_words", edition.pronunciations(part, sentence.number()));
    Optional<TakeReference> made = sentence.made().flatMap(RecordedTake::take);
    Optional<TakeReference> before = sentence.before().flatMap(RecordedTake::take);
    fields.put(
        "state", made.isPresent() ? "made" : sentence.made().isPresent() ? "failed" : "edited");
    made.ifPresent(take -> fields.put("seconds", seconds(take)));
    before.ifPresent(take -> fields.put("seconds_before", seconds(take)));
    fields.put(
        "flags",
        sentence.made().stream()
            .flatMap(take -> take.faults().stream())
            .map(WorkViews::flag)
            .toList());
    return fields;
  }

  private static Map<String, Object> flag(Fault fault) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", fault.kind().name().toLowerCase(Locale.ROOT));
    fields.put("detail", fault.detail());
    return fields;
  }

  static double seconds(TakeReference take) {
    return (double) take.samples() / take.sampleRateHz();
  }
}

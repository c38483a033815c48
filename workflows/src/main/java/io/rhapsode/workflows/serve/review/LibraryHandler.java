package io.rhapsode.workflows.serve.review;

import static java.util.Objects.requireNonNull;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.rhapsode.mux.clip.FlacCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.record.RecordedTake;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.workflows.review.Edit;
import io.rhapsode.workflows.review.EditException;
import io.rhapsode.workflows.review.Edition;
import io.rhapsode.workflows.review.Library;
import io.rhapsode.workflows.review.Part;
import io.rhapsode.workflows.review.ReviewedWork;
import io.rhapsode.workflows.review.ReviewedWork.Sentence;
import io.rhapsode.workflows.serve.api.ApiError;
import io.rhapsode.workflows.serve.api.ApiException;
import io.rhapsode.workflows.serve.http.Replies;
import io.rhapsode.workflows.serve.speech.Admission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Works, their sentences, what is heard of them, and edits. */
public final class LibraryHandler {
  private static final int LONGEST_EDIT_BYTES = 32 * 1024;
  private static final int MOST_FOUND = 200;
  private static final int MOST_AUDITIONS = 1_000;
  private static final String WORK = "/v1/library/{work}";
  private static final String PART = WORK + "/parts/{part}";
  private static final String SENTENCE = PART + "/sentences/{sentence}";

  private final Library library;
  private final TakeStore takes;
  private final AuditionDesk auditions;
  private final Admission admission;
  private final Map<String, TakeReference> heard = new ConcurrentHashMap<>();

  /**
   * @param takes of the finished works
   * @param admission auditions take a place among the listeners
   */
  public LibraryHandler(
      Library library, TakeStore takes, AuditionDesk auditions, Admission admission) {
    this.library = requireNonNull(library, "library is null");
    this.takes = requireNonNull(takes, "takes is null");
    this.auditions = requireNonNull(auditions, "auditions is null");
    this.admission = requireNonNull(admission, "admission is null");
  }

  public void register(JavalinConfig config) {
    config.router.mount(
        router -> {
          router.get("/v1/library", this::list);
          router.get(WORK, context -> Replies.json(context, WorkViews.work(work(context))));
          router.get(WORK + "/report", this::report);
          router.get(WORK + "/search", this::search);
          router.get(WORK + "/auditions/{audition}", this::audition);
          router.get(PART, context -> sendPart(context, work(context)));
          router.get(SENTENCE + "/audio", this::audio);
          router.post(SENTENCE + "/audition", this::audit);
          router.put(SENTENCE, this::edit);
          router.delete(SENTENCE, this::restore);
          router.exception(
              EditException.class, (e, context) -> Replies.refuse(context, impossible(e)));
        });
  }

  private static ApiException impossible(EditException e) {
    return new ApiException(ApiError.invalid(409, "impossible_edit", null, e.getMessage()));
  }

  private void list(Context context) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("object", "list");
    body.put("data", library.entries().stream().map(WorkViews::entry).toList());
    Replies.json(context, body);
  }

  private ReviewedWork work(Context context) throws IOException, ApiException, EditException {
    return library.open(entry(context).record().workId());
  }

  private Library.Entry entry(Context context) throws IOException, ApiException {
    return library
        .entry(context.pathParam("work"))
        .orElseThrow(
            () -> ApiException.unknown("work_not_found", "work", "there is no such book or film"));
  }

  private void report(Context context) throws IOException, ApiException {
    Replies.json(
        context,
        entry(context)
            .report()
            .map(WorkViews::report)
            .orElseThrow(
                () ->
                    ApiException.unknown(
                        "report_not_found", "work", "its files are not in the output folder")));
  }

  private static int number(Context context, String name) throws ApiException {
    String given = context.pathParam(name);
    if (!given.matches("[0-9]{1,7}")) {
      throw ApiException.unknown(name + "_not_found", name, "there is no such " + name);
    }
    return Integer.parseInt(given);
  }

  private static Part part(Context context, Edition edition) throws ApiException {
    try {
      return edition.part(number(context, "part"));
    } catch (EditException e) {
      throw ApiException.unknown("part_not_found", "part", e.getMessage());
    }
  }

  private static Sentence sentence(Context context, ReviewedWork work) throws ApiException {
    Edition edition = work.edition();
    List<Sentence> sentences = work.sentences(edition, part(context, edition));
    int number = number(context, "sentence");
    if (number >= sentences.size()) {
      throw ApiException.unknown(
          "sentence_not_found", "sentence", "there is no sentence %d in it".formatted(number));
    }
    return sentences.get(number);
  }

  private static void sendPart(Context context, ReviewedWork work)
      throws ApiException, EditException {
    Replies.json(context, WorkViews.part(work, part(context, work.edition())));
  }

  private void search(Context context) throws IOException, ApiException, EditException {
    String wanted =
        Optional.ofNullable(context.queryParam("q")).orElse("").strip().toLowerCase(Locale.ROOT);
    List<Map<String, Object>> found = new ArrayList<>();
    for (Part part : wanted.isEmpty() ? List.<Part>of() : work(context).edition().parts()) {
      part.script().utterances().stream()
          .filter(
              said ->
                  said.text().toLowerCase(Locale.ROOT).contains(wanted)
                      || said.spoken().toLowerCase(Locale.ROOT).contains(wanted))
          .limit(MOST_FOUND - found.size())
          .forEach(
              said -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("part", part.number());
                fields.put("title", part.title());
                fields.put("number", said.ordinal());
                fields.put("text", said.text());
                found.add(fields);
              });
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("object", "list");
    body.put("data", found);
    Replies.json(context, body);
  }

  private void audio(Context context) throws IOException, ApiException, EditException {
    Sentence sentence = sentence(context, work(context));
    boolean before = "before".equals(context.queryParam("of"));
    TakeReference take =
        (before ? sentence.before() : sentence.made())
            .flatMap(RecordedTake::take)
            .orElseThrow(
                () ->
                    ApiException.unknown(
                        "take_not_found", "sentence", "no take of it has been made"));
    send(context, takes, take);
  }

  private void audition(Context context) throws IOException, ApiException {
    TakeReference take = heard.get(context.pathParam("audition"));
    if (take == null) {
      throw ApiException.unknown("take_not_found", "audition", "there is no such audition");
    }
    send(context, auditions.store(), take);
  }

  private static void send(Context context, TakeStore store, TakeReference take)
      throws IOException {
    PcmClip clip = store.clip(take);
    context.contentType("audio/flac").result(new FlacCodec().encode(clip));
  }

  /** The sentences that an edit changes, each with a take to hear. */
  private void audit(Context context) throws IOException, ApiException, EditException {
    ReviewedWork work = work(context);
    Sentence sentence = sentence(context, work);
    EditFields fields = new EditFields(Replies.body(context, LONGEST_EDIT_BYTES));
    int part = number(context, "part");
    Edition edited = work.edition().edited(part, sentence.number(), fields.edit());
    List<Map<String, Object>> views = new ArrayList<>();
    for (Sentence changed : work.sentences(edited, edited.part(part))) {
      if (changed.place().overlaps(sentence.place())) {
        Map<String, Object> view = WorkViews.sentence(edited, part, changed);
        if (changed.made().isEmpty()) {
          view.put("audition", audition(work, changed, view));
        }
        views.add(view);
      }
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("object", "list");
    body.put("data", views);
    Replies.json(context, body);
  }

  private String audition(ReviewedWork work, Sentence sentence, Map<String, Object> view)
      throws IOException, ApiException {
    SpeechOutcome outcome;
    try (Admission.Place place = admission.enter()) {
      outcome = auditions.make(work.entry().request().settings(), sentence.request());
    }
    if (outcome instanceof SpeechOutcome.Unspoken unspoken) {
      throw ApiException.invalid("unspeakable_text", null, unspoken.failure().message());
    }
    TakeReference take = ((SpeechOutcome.Spoken) outcome).take();
    view.put("seconds", WorkViews.seconds(take));
    if (heard.size() >= MOST_AUDITIONS) {
      heard.clear();
    }
    TakeAddress address = take.address();
    heard.put(address.sha256(), take);
    return address.sha256();
  }

  private void edit(Context context) throws IOException, ApiException, EditException {
    ReviewedWork work = work(context);
    Sentence sentence = sentence(context, work);
    EditFields fields = new EditFields(Replies.body(context, LONGEST_EDIT_BYTES));
    Edit edit = fields.edit();
    work.keep(
        work.edition().edited(number(context, "part"), sentence.number(), edit), fields.revision());
    sendPart(context, work);
  }

  private void restore(Context context) throws IOException, ApiException, EditException {
    ReviewedWork work = work(context);
    Sentence sentence = sentence(context, work);
    String revision =
        Optional.ofNullable(context.queryParam("revision"))
            .orElseThrow(
                () ->
                    ApiException.invalid(
                        "missing_required_parameter", "revision", "revision is missing"));
    work.keep(work.edition().restored(number(context, "part"), sentence.number()), revision);
    sendPart(context, work);
  }
}

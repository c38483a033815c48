package io.rhapsode.workflows.review;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.graph.speak.SpeakingOrder;
import io.rhapsode.pipeline.record.Place;
import io.rhapsode.pipeline.record.RecordedTake;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A work that is open for review: its sentences, what is heard for each, and edits. Thread-safe.
 */
public final class ReviewedWork {
  private static final int REVISION_DIGITS = 16;

  private final Library.Entry entry;
  private final ReviewEdits files;
  private final Map<TakeAddress, RecordedTake> byRequest = new HashMap<>();
  private Edition edition;
  private String revision;
  private String hash;

  ReviewedWork(Library.Entry entry, Edition edition, ReviewEdits files, String hash) {
    this.entry = requireNonNull(entry, "entry is null");
    this.files = requireNonNull(files, "files is null");
    this.hash = hash;
    entry.record().takes().forEach(take -> byRequest.putIfAbsent(take.request(), take));
    use(edition);
  }

  /**
   * A sentence.
   *
   * @param number its place in the part, from 0
   * @param request what is asked of the voice for it now
   * @param made its take in the finished work; absent when it was edited since, or could not be
   *     spoken
   * @param before what stood there when the work was made last, where that is something else
   */
  public record Sentence(
      int number,
      Utterance utterance,
      Place place,
      int attempt,
      SpeechRequest request,
      Optional<RecordedTake> made,
      Optional<RecordedTake> before) {}

  public Library.Entry entry() {
    return entry;
  }

  /** What it would be if it were made now. */
  public synchronized Edition edition() {
    return edition;
  }

  /** Another text whenever something is edited. */
  public synchronized String revision() {
    return revision;
  }

  synchronized boolean isOf(Library.Entry other, String otherHash) {
    return hash.equals(otherHash)
        && entry.record().equals(other.record())
        && entry.request().equals(other.request());
  }

  private void use(Edition other) {
    edition = other;
    revision =
        Sha256.hex(other.file().getBytes(StandardCharsets.UTF_8)).substring(0, REVISION_DIGITS);
  }

  /** The sentences of a part of an edition of this work. */
  public List<Sentence> sentences(Edition of, Part part) {
    SpeakingOrder order = new SpeakingOrder(of.voices(), entry.request().settings().seed(), 1, 1);
    List<Sentence> sentences = new ArrayList<>();
    for (Utterance utterance : part.script().utterances()) {
      Place place = part.places().get(utterance.ordinal());
      SpeechRequest request = order.request(part.script(), utterance);
      Optional<RecordedTake> made = Optional.ofNullable(byRequest.get(request.address()));
      Optional<RecordedTake> before =
          made.isPresent()
              ? Optional.empty()
              : entry.record().takes().stream()
                  .filter(take -> take.place().overlaps(place))
                  .findFirst();
      sentences.add(
          new Sentence(
              utterance.ordinal(),
              utterance,
              place,
              part.script().attemptOf(utterance),
              request,
              made,
              before));
    }
    return sentences;
  }

  /**
   * Keeps an edition: its file is written.
   *
   * @param basis the revision that it was made from
   * @throws EditException when something else was edited meanwhile
   */
  public synchronized void keep(Edition other, String basis) throws EditException, IOException {
    if (!revision.equals(basis)) {
      throw new EditException(
          "something else was edited meanwhile: look at the sentence again, and repeat the edit");
    }
    files.write(entry.record().outputName(), other);
    use(other);
    hash = files.hash(entry.record().source());
  }
}

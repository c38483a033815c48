package io.rhapsode.mux.testing;

import io.rhapsode.mux.clip.FlacCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.Chapter;
import io.rhapsode.pipeline.book.CoverImage;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A book made by hand, with its plan and takes in stores below a folder. */
public final class TestBook {
  /** What the book's text would hash to. */
  public static final String TEXT_SHA256 = Sha256.hex("text".getBytes(StandardCharsets.UTF_8));

  private final TakeStore takes;
  private final BlobStore blobs;
  private final List<Chapter> chapters = new ArrayList<>();
  private final List<Utterance> utterances = new ArrayList<>();
  private final List<UtteranceOutcome> outcomes = new ArrayList<>();
  private BookMetadata metadata = BookMetadata.untold("A Test of Books", "en");
  private Optional<CoverImage> cover = Optional.empty();
  private String title;
  private int titleUtterances;

  public TestBook(Path workFolder) {
    takes = new TakeStore(workFolder.toString(), new FlacCodec());
    blobs = new BlobStore(workFolder.toString());
  }

  public TakeStore takes() {
    return takes;
  }

  public BlobStore blobs() {
    return blobs;
  }

  public TestBook metadata(BookMetadata told) {
    metadata = told;
    return this;
  }

  public TestBook cover(String mediaType, byte[] bytes) throws IOException {
    cover = Optional.of(new CoverImage(blobs.put(bytes), mediaType));
    return this;
  }

  public TestBook chapter(String chapterTitle) {
    endChapter();
    title = chapterTitle;
    return this;
  }

  /** An utterance with a take whose words are heard one after the other, equally long. */
  public TestBook says(String text, PcmClip clip, int pauseMillis) throws IOException {
    Utterance utterance = add(text, pauseMillis);
    List<WordTime> words = new ArrayList<>();
    for (int i = 0; i < utterance.tokens().size(); i++) {
      int start = (int) ((long) clip.length() * i / utterance.tokens().size());
      int end = (int) ((long) clip.length() * (i + 1) / utterance.tokens().size());
      words.add(new WordTime(utterance.tokens().get(i).spoken(), start, end));
    }
    String content = text + clip.hashCode();
    TakeAddress address = new TakeAddress(Sha256.hex(content.getBytes(StandardCharsets.UTF_8)));
    outcomes.add(
        new UtteranceOutcome.Spoken(
            utterance.ordinal(), takes.put(address, clip, words).reference(), true, 0));
    return this;
  }

  /** An utterance that could not be spoken. */
  public TestBook fails(String text, int pauseMillis) {
    return fails(FailureCode.SYNTHESIS_FAILED, text, "the engine gave up", pauseMillis);
  }

  /** An utterance that has no take for a reason of its own. */
  public TestBook fails(FailureCode code, String text, String message, int pauseMillis) {
    Utterance utterance = add(text, pauseMillis);
    Failure failure = Failure.of(code, "speak", "test.txt", message);
    outcomes.add(new UtteranceOutcome.Unspoken(utterance.ordinal(), failure));
    return this;
  }

  public BookPlan plan() {
    endChapter();
    BookManifest manifest =
        new BookManifest("test.txt", TEXT_SHA256, metadata, "test-voice", List.of(), List.of());
    return new BookPlan(
        new Script("test-book", "test.txt", utterances),
        manifest,
        cover,
        chapters,
        utterances.stream().map(utterance -> utterance.text().length()).toList(),
        List.of(),
        List.of());
  }

  public WorkTakes book(String outputName) throws IOException {
    BookPlan plan = plan();
    PlanReference reference =
        new PlanReference(
            plan.bookId(),
            plan.source(),
            metadata.title(),
            blobs.putJson(plan),
            utterances.size(),
            0,
            0);
    return new WorkTakes(reference, outputName, outcomes);
  }

  /**
   * A clip that measures like speech: a voiced buzz with formants, syllables and short gaps.
   *
   * @param seed decides pitch and rhythm
   */
  public static PcmClip speechLike(int sampleRateHz, double seconds, int seed) {
    Random random = new Random(seed);
    double pitch = 100 + random.nextInt(80);
    double syllables = 3 + random.nextDouble() * 2;
    float[] samples = new float[(int) (sampleRateHz * seconds)];
    for (int i = 0; i < samples.length; i++) {
      double time = i / (double) sampleRateHz;
      double envelope = Math.max(0, Math.sin(2 * Math.PI * syllables * time) + 0.4);
      double phase = 2 * Math.PI * pitch * time;
      double voiced = 0;
      for (int harmonic = 1; harmonic <= 20; harmonic++) {
        voiced += Math.sin(phase * harmonic) / harmonic;
      }
      samples[i] = (float) (0.15 * envelope * voiced + 0.004 * random.nextGaussian());
    }
    return new PcmClip(sampleRateHz, samples);
  }

  private Utterance add(String text, int pauseMillis) {
    int ordinal = utterances.size();
    List<SpokenToken> tokens = new ArrayList<>();
    int start = 0;
    for (String word : text.split(" ", -1)) {
      Span span = new Span(start, start + word.length());
      tokens.add(new SpokenToken(span, span));
      start += word.length() + 1;
    }
    Utterance utterance =
        new Utterance(
            ordinal,
            chapters.size() + 1,
            new Locator("", ordinal + 1, new Span(0, text.length())),
            text,
            text,
            tokens,
            "en",
            "test-voice",
            Boundary.SENTENCE,
            pauseMillis);
    utterances.add(utterance);
    titleUtterances++;
    return utterance;
  }

  private void endChapter() {
    if (title != null) {
      chapters.add(new Chapter(chapters.size() + 1, title, 1, titleUtterances));
    }
    title = null;
    titleUtterances = 0;
  }
}

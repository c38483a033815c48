package io.rhapsode.mux.testing;

import io.rhapsode.mux.clip.FlacCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.PacedLines;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.graph.dub.DubTakes;
import io.rhapsode.pipeline.graph.dub.FittedTakes;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dub whose voice says each word as a tone that begins at once, so that what is heard when can be
 * measured. Everybody speaks, plan and takes are in stores below a folder.
 */
public final class MarkerDub {
  public static final int RATE_HZ = 24_000;
  public static final int WORD_MILLIS = 240;

  private static final int TONE_MILLIS = 160;
  private static final double TONE_HZ = 1_000;
  private static final int PLAIN = 100;
  private static final int MILLIS = 1_000;

  private final TakeStore takes;
  private final BlobStore blobs;
  private final List<Utterance> utterances = new ArrayList<>();
  private final List<DubbedTrack> tracks = new ArrayList<>();
  private final List<Window> windows = new ArrayList<>();
  private String language;

  public MarkerDub(Path workFolder) {
    takes = new TakeStore(workFolder.toString(), new FlacCodec());
    blobs = new BlobStore(workFolder.toString());
  }

  public TakeStore takes() {
    return takes;
  }

  public BlobStore blobs() {
    return blobs;
  }

  /** The voice, which can be asked for another pace. */
  public static JobVoices voices() {
    Voice voice =
        new Voice(
            "marker",
            "marker",
            "1",
            "00",
            "de",
            List.of("de", "es"),
            Map.of(),
            1_000,
            EnumSet.of(RequestPart.PACE));
    return JobVoices.of(List.of(voice));
  }

  public MarkerDub track(String tag) {
    endTrack();
    language = tag;
    return this;
  }

  public MarkerDub says(String speaker, int words, long startMillis, long endMillis) {
    String text = String.join(" ", Collections.nCopies(words, "tock"));
    int ordinal = utterances.size();
    utterances.add(
        new Utterance(
            ordinal,
            tracks.size() + 1,
            new Locator(language + ".srt", ordinal + 1, new Span(0, text.length())),
            text,
            text,
            List.of(),
            language,
            "marker",
            Boundary.SENTENCE,
            0));
    Window.Anchor anchor = new Window.Anchor(windows.size(), 0, startMillis);
    windows.add(new Window(ordinal, speaker, 0, startMillis, endMillis, List.of(anchor)));
    return this;
  }

  /** Every line as the voice says it by itself. */
  public WorkTakes natural(Optional<Path> film) throws IOException {
    endTrack();
    Script script = new Script("film", "film", utterances);
    DubPlan plan =
        new DubPlan(
            script,
            "film",
            film.map(Path::toString),
            tracks,
            utterances.stream().map(line -> line.text().length()).toList(),
            List.of(),
            List.of());
    PlanReference reference =
        new PlanReference("film", "film", "film", blobs.putJson(plan), utterances.size(), 0, 0);
    return new WorkTakes(reference, "film", spoken(script));
  }

  /** The same with the lines that are to be said at another pace. */
  public DubTakes paced(FittedTakes fitted) throws IOException {
    Script again = blobs.getJson(fitted.again(), PacedLines.class).script();
    return new DubTakes(fitted, spoken(again));
  }

  private List<UtteranceOutcome> spoken(Script script) throws IOException {
    List<UtteranceOutcome> outcomes = new ArrayList<>();
    for (Utterance utterance : script.utterances()) {
      int words = utterance.text().split(" ").length;
      int pace = script.paceOf(utterance).orElse(PLAIN);
      String content = "marker %d %d".formatted(words, pace);
      TakeAddress address = new TakeAddress(Sha256.hex(content.getBytes(StandardCharsets.UTF_8)));
      outcomes.add(
          new UtteranceOutcome.Spoken(
              utterance.ordinal(),
              takes.put(address, tones(words, pace), List.of()).reference(),
              true,
              0));
    }
    return outcomes;
  }

  private static PcmClip tones(int words, int pace) {
    int word = RATE_HZ / MILLIS * WORD_MILLIS * PLAIN / pace;
    int tone = RATE_HZ / MILLIS * TONE_MILLIS * PLAIN / pace;
    float[] samples = new float[words * word];
    for (int i = 0; i < samples.length; i++) {
      if (i % word < tone) {
        samples[i] = (float) (0.3 * Math.cos(2 * Math.PI * TONE_HZ * (i % word) / RATE_HZ));
      }
    }
    return new PcmClip(RATE_HZ, samples);
  }

  private void endTrack() {
    if (!windows.isEmpty()) {
      tracks.add(new DubbedTrack(language, language + ".srt", windows));
      windows.clear();
    }
  }
}

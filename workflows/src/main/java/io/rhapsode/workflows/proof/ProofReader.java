package io.rhapsode.workflows.proof;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.synth.listen.word.Recogniser;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.workflows.progress.Snapshot;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.VoiceTable;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a book, listens to a recording of it and says where they differ. */
public final class ProofReader {
  private static final double NANOS = 1e9;

  private final NarrateSettings settings;
  private final VoiceTable voices;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;

  /**
   * @param voices decide into which parts long sentences are cut, and nothing else
   * @param json one JSON object instead of text, and no progress
   */
  public ProofReader(
      NarrateSettings settings, VoiceTable voices, PrintStream out, PrintStream err, boolean json) {
    this.settings = requireNonNull(settings, "settings is null");
    this.voices = requireNonNull(voices, "voices is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.json = json;
  }

  /**
   * @return the exit code: complete when the recording says the book
   * @throws UsageException when the book cannot be read, or nobody can listen to its language
   * @throws IOException when the recording cannot be decoded
   */
  public int check(Recording recording, Path document) throws IOException, UsageException {
    InstalledModel model;
    try {
      model = Listeners.recogniser(settings.listen());
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), e);
    }
    try (Recogniser recogniser = Listeners.open(model, settings.neuralRuntime())) {
      BookText text = BookText.read(document, settings, voices);
      requireLanguage(recogniser, text.language());
      double all = recording.announcedSeconds();
      long start = System.nanoTime();
      Proof proof =
          new Proof(
              recording,
              text,
              recogniser,
              Listeners.phonemizer(),
              heard -> tell(heard, all, (System.nanoTime() - start) / NANOS));
      ProofReport report = new ProofReport(text, proof.run());
      if (json) {
        out.println(report.json());
      } else {
        out.print(report.text());
      }
      return report.clean() ? JobResult.COMPLETE : JobResult.FAILED;
    } catch (FailureException e) {
      throw new UsageException(e.failure().describe(), e);
    }
  }

  private static void requireLanguage(Recogniser recogniser, String language)
      throws UsageException {
    String primary = Locale.forLanguageTag(language).getLanguage();
    if (!recogniser.knows(primary)) {
      throw new UsageException(
          "%s does not know the language '%s' of the book; if it is another, say it with --language"
              .formatted(recogniser.identity(), language));
    }
  }

  private void tell(double heard, double all, double took) {
    if (json) {
      return;
    }
    double pace = heard / Math.max(took, 1e-3);
    String left =
        all > heard
            ? " of %s, %.1fx real time, %s left"
                .formatted(Snapshot.clock(all), pace, Snapshot.clock((all - heard) / pace))
            : "";
    err.println("heard " + Snapshot.clock(heard) + left);
  }
}

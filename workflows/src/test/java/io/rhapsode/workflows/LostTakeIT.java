package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.graph.NarrationStages;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.graph.dub.DubStages;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.progress.JobMeter;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.progress.Snapshot;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.NarrateRunner;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.VoiceTable;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A take that is spoilt after it was made and before its book is assembled. */
class LostTakeIT {
  private static final AtomicBoolean SPOILT = new AtomicBoolean();

  @TempDir Path folder;

  @Test
  void aBookIsMadeInTheSameJobAndToldOfOnce() throws Exception {
    Path one = Files.writeString(folder.resolve("one.txt"), "It was a dark night. It rained.");
    Path two = Files.writeString(folder.resolve("two.txt"), "It was a bright day. It snowed.");
    JobFolders folders = new JobFolders(folder.resolve("work").toString(), folder.resolve("out"));
    NarrateJob job =
        NarrateJob.of(
            NarrateSettings.DEFAULTS, List.of(one, two), ChapterSelection.ALL, Optional.empty());
    Said said = new Said();
    SPOILT.set(false);

    JobProgress meter = new JobMeter(2, said, System::nanoTime);
    JobResult<BookReport> result =
        new NarrateRunner(job, folders, new SpoilingStages(folder.resolve("work/takes")))
            .narrate(meter);

    assertTrue(SPOILT.get());
    for (BookReport book : result.books()) {
      assertEquals(WorkStatus.COMPLETE, book.status(), book.failures().toString());
    }
    assertEquals(List.of("one COMPLETE", "two COMPLETE"), said.finished.stream().sorted().toList());
    assertTrue(said.warnings.get(0).contains(" is damaged (0 bytes instead of "), said.toString());
  }

  /** What the user is told. */
  private static final class Said implements ProgressView {
    private final List<String> finished = Collections.synchronizedList(new ArrayList<>());
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void finished(WorkReport report) {
      finished.add(report.title() + " " + report.status());
    }

    @Override
    public void warned(String message) {
      warnings.add(message);
    }

    @Override
    public void update(Snapshot snapshot) {}

    @Override
    public long intervalMillis() {
      return 60_000;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return finished + " " + warnings;
    }
  }

  /** The stages of the product, but the first book to be assembled finds an empty take. */
  private record SpoilingStages(Path takes) implements StageFactory {
    @Override
    public NarrationStages stages(
        NarrateSettings settings,
        NeuralRuntime runtime,
        JobFolders folders,
        JobVoices voices,
        JobAddress job) {
      NarrationStages standard =
          new StandardStages().stages(settings, runtime, folders, voices, job);
      return new NarrationStages(
          standard.read(),
          standard.speak(),
          new SpoilAndAssemble(takes.toString(), standard.assemble()));
    }

    @Override
    public DubStages dubStages(
        NarrateSettings settings,
        DubSettings dub,
        NeuralRuntime runtime,
        JobFolders folders,
        JobVoices voices,
        JobAddress job) {
      return new StandardStages().dubStages(settings, dub, runtime, folders, voices, job);
    }

    @Override
    public VoiceTable voices(NarrateSettings settings) {
      return new StandardStages().voices(settings);
    }
  }

  private static final class SpoilAndAssemble
      extends PTransform<PCollection<WorkTakes>, PCollection<BookReport>> {
    private static final long serialVersionUID = 1L;

    private final String takes;
    private final transient PTransform<PCollection<WorkTakes>, PCollection<BookReport>> assemble;

    SpoilAndAssemble(
        String takes, PTransform<PCollection<WorkTakes>, PCollection<BookReport>> assemble) {
      this.takes = takes;
      this.assemble = assemble;
    }

    @Override
    public PCollection<BookReport> expand(PCollection<WorkTakes> books) {
      return books
          .apply("Spoil", ParDo.of(new SpoilFn(takes)))
          .setCoder(books.getCoder())
          .apply("Then assemble", assemble);
    }
  }

  private static final class SpoilFn extends DoFn<WorkTakes, WorkTakes> {
    private static final long serialVersionUID = 1L;

    private final String takes;

    SpoilFn(String takes) {
      this.takes = takes;
    }

    @ProcessElement
    public void spoil(@Element WorkTakes book, OutputReceiver<WorkTakes> out) {
      if (SPOILT.compareAndSet(false, true)) {
        String address = book.takes().get(0).take().address().sha256();
        try (Stream<Path> files = Files.walk(Path.of(takes))) {
          Path clip = files.filter(file -> file.endsWith(address + ".flac")).findFirst().get();
          Files.write(clip, new byte[0]);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      out.output(book);
    }
  }
}

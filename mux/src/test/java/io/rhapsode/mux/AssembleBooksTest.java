package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.WorkStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssembleBooksTest {
  @TempDir Path folder;

  @Test
  void oneReportForEachBookWhateverBecomesOfIt() throws IOException {
    TestBook good = new TestBook(folder.resolve("work"));
    good.chapter("One").says("Hello.", TestBook.speechLike(22_050, 1, 1), 400);
    TestBook mute = new TestBook(folder.resolve("work"));
    mute.chapter("One").fails("Unspeakable.", 400);
    AssemblySettings settings = Deliveries.of(folder.resolve("out"), AudioFormat.FLAC, true);
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    PCollection<BookReport> reports =
        pipeline
            .apply(
                Create.of(good.book("Good"), mute.book("Mute"))
                    .withCoder(JsonCoder.of(WorkTakes.class)))
            .apply(new AssembleBooks(settings, good.blobs(), good.takes(), JobAddress.here("job")));
    PAssert.that(reports)
        .satisfies(
            found -> {
              Map<WorkStatus, Integer> files = new TreeMap<>();
              found.forEach(report -> files.put(report.status(), report.files().size()));
              assertEquals(Map.of(WorkStatus.COMPLETE, 5, WorkStatus.FAILED, 0), files);
              return null;
            });
    pipeline.run().waitUntilFinish();
    assertEquals(true, Files.exists(folder.resolve("out/Good/Good.flac")));
    assertEquals(JobProgress.SILENT, JobProgress.of("job"));
  }
}

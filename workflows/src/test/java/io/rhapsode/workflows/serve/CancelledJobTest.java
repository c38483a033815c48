package io.rhapsode.workflows.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.workflows.review.Library;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.serve.job.JobDesk;
import io.rhapsode.workflows.serve.job.ReviewJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of the review page that nobody waits for any more. */
@Timeout(120)
class CancelledJobTest {
  @TempDir Path folder;
  private JobFolders folders;
  private Path book;
  private byte[] delivered;

  @BeforeEach
  void narrate() throws Exception {
    NarratedBook.narrate(folder);
    folders =
        new JobFolders(folder.resolve("work").toString(), folder.resolve("out").toAbsolutePath());
    book = folder.resolve("out/boat/boat.opus");
    delivered = Files.readAllBytes(book);
  }

  @Test
  void aJobEndsWhereItIsAndWhatWasDeliveredStays() throws Exception {
    HeldStages stages = new HeldStages();
    Library library = new Library(folders, stages);
    String work = library.entries().get(0).record().workId();
    Files.delete(folder.resolve("out/boat/report.json"));
    try (JobDesk desk = new JobDesk(folders, stages, library, Clock.systemUTC())) {
      ReviewJob running = desk.start(work);
      assertTrue(stages.begun().await(1, TimeUnit.MINUTES));
      ReviewJob waiting = desk.start(work);
      desk.cancel(waiting.id());
      assertEquals(ReviewJob.State.CANCELLED, waiting.view().state());
      desk.cancel(running.id());
      assertEquals(ReviewJob.State.CANCELLING, running.view().state());
      stages.goOn().countDown();
      assertEquals(ReviewJob.State.CANCELLED, over(running).state());
      assertEquals(-1, Files.mismatch(book, Files.write(folder.resolve("copy"), delivered)));

      ReviewJob.View next = over(desk.start(work));
      assertEquals(ReviewJob.State.DONE, next.state(), next.messages()::toString);
      assertEquals(WorkStatus.COMPLETE, next.report().orElseThrow().status());
      assertEquals(ReviewJob.State.CANCELLED, waiting.view().state(), "it never ran");
      assertEquals(-1, Files.mismatch(book, folder.resolve("copy")));
    }
  }

  private static ReviewJob.View over(ReviewJob job) throws InterruptedException {
    ReviewJob.View view = job.view();
    while (!view.isOver()) {
      view = job.await(view.change(), Duration.ofSeconds(10));
    }
    return view;
  }
}

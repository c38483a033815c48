package io.rhapsode.workflows.serve;

import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.workflows.StandardStages;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.review.WorkRequests;
import io.rhapsode.workflows.run.NarrateRunner;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A book of two chapters and five sentences, narrated as the command line does it. */
final class NarratedBook {
  private static final String TEXT =
      "# The Boat\n\nCome in. The boat leaves at 10:30, and not before.\n\n# The End\n\n"
          + "All are gone.\n";

  private NarratedBook() {}

  /**
   * @param folder takes are put into its folder "work", the book into "out"
   */
  static void narrate(Path folder) throws Exception {
    Path book = Files.writeString(folder.resolve("boat.md"), TEXT);
    NarrateSettings settings =
        new SettingsReader()
            .overlay("", "voice", "en-gb")
            .overlay("", "audio/format", "opus")
            .settings();
    JobFolders folders =
        new JobFolders(folder.resolve("work").toString(), folder.resolve("out").toAbsolutePath());
    NarrateJob job = NarrateJob.of(settings, List.of(book), ChapterSelection.ALL, Optional.empty());
    new WorkRequests(folders).keep(job, true);
    new NarrateRunner(job, folders, new StandardStages()).narrate(JobProgress.SILENT);
  }
}

package io.rhapsode.workflows.serve;

import io.javalin.config.JavalinConfig;
import io.rhapsode.mux.ProductVersion;
import io.rhapsode.workflows.review.Library;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.serve.job.JobDesk;
import io.rhapsode.workflows.serve.review.AuditionDesk;
import io.rhapsode.workflows.serve.review.JobHandler;
import io.rhapsode.workflows.serve.review.LibraryHandler;
import io.rhapsode.workflows.serve.review.VoiceHandler;
import io.rhapsode.workflows.serve.speech.Admission;
import java.time.Clock;

/** What the review page asks, put together. */
final class ReviewDesk implements AutoCloseable {
  private final AuditionDesk auditions;
  private final JobDesk jobs;
  private final LibraryHandler library;
  private final JobHandler followed;
  private final VoiceHandler voices;

  ReviewDesk(ServeSettings settings, StageFactory stages, Admission admission) {
    Library works = new Library(settings.folders(), stages);
    this.auditions = new AuditionDesk(settings.folders());
    this.jobs = new JobDesk(settings.folders(), stages, works, Clock.systemUTC());
    this.library = new LibraryHandler(works, settings.folders().takes(), auditions, admission);
    this.followed = new JobHandler(jobs);
    this.voices =
        new VoiceHandler(settings.home(), Clock.systemUTC(), "rhapsode " + ProductVersion.read());
  }

  void register(JavalinConfig config) {
    library.register(config);
    followed.register(config);
    voices.register(config);
  }

  /** Ends jobs, whose followers are told; what they made is kept. */
  void end() {
    jobs.close();
  }

  @Override
  public void close() {
    auditions.close();
  }
}

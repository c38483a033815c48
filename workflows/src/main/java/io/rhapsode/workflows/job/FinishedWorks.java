package io.rhapsode.workflows.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.pipeline.settings.StrictMapping;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What earlier runs of a job have finished: for each complete work what decided it, the files that
 * were made and its report, as one small file below "finished/" of the work folder. A work is found
 * again while nothing of that has changed, by the size and time of each file; whoever changes a
 * file and sets both back is not noticed. Used by one thread.
 */
final class FinishedWorks {
  private static final String FOLDER = "finished/";

  private final StoreFolder work;
  private final String program;

  /** A file as it was. */
  record Stamp(String path, long bytes, long modifiedMillis) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(file.toString(), now.size(), now.lastModifiedTime().toMillis());
    }

    boolean holds() {
      try {
        return of(Path.of(path)).equals(this);
      } catch (IOException gone) {
        return false;
      }
    }
  }

  /** What is kept of a work; one of the reports is there. */
  record Entry(
      String identity, List<Stamp> made, Optional<BookReport> book, Optional<DubReport> film) {}

  /**
   * @param program names the build that makes the works
   */
  FinishedWorks(StoreFolder work, String program) {
    this.work = requireNonNull(work, "work is null");
    this.program = requireNonNull(program, "program is null");
  }

  /**
   * Everything that decides a work, as a hash; nothing for one whose files cannot be told apart by
   * their time, such as an unpacked EPUB.
   *
   * @param machine what the machine adds to every work: profiles, lexicons
   * @param voices who may speak
   */
  Optional<String> identity(JobWork job, String machine, List<Voice> voices) {
    List<Object> parts = new ArrayList<>(List.of(program, machine, voices, job.id()));
    try {
      for (Path file : job.files()) {
        if (!Files.isRegularFile(file)) {
          return Optional.empty();
        }
        parts.add(Stamp.of(file));
      }
      ObjectNode settings = (ObjectNode) StrictMapping.tree(job.settings());
      settings.remove(List.of("run", "work"));
      parts.add(settings.toString());
      parts.add(job instanceof JobWork.Book book ? book.book() : ((JobWork.Film) job).film());
      return Optional.of(
          Sha256.hex(Json.MAPPER.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The report of a work that is finished and unchanged. */
  Optional<WorkReport> find(JobWork job, String identity) {
    try {
      Optional<byte[]> json = work.read(path(job));
      if (json.isEmpty()) {
        return Optional.empty();
      }
      Entry entry = Json.MAPPER.readValue(json.get(), Entry.class);
      if (!entry.identity().equals(identity) || !entry.made().stream().allMatch(Stamp::holds)) {
        return Optional.empty();
      }
      return entry.book().isPresent()
          ? entry.book().map(UnchangedReport::of)
          : entry.film().map(UnchangedReport::of);
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  /** Keeps a complete work. */
  void keep(JobWork job, String identity, WorkReport report) throws IOException {
    if (report.status() != WorkStatus.COMPLETE) {
      return;
    }
    List<Stamp> made = new ArrayList<>();
    for (OutputFile file : report.files()) {
      made.add(Stamp.of(Path.of(file.path())));
    }
    Entry entry =
        report instanceof BookReport book
            ? new Entry(identity, made, Optional.of(book), Optional.empty())
            : new Entry(identity, made, Optional.empty(), Optional.of((DubReport) report));
    work.write(path(job), Json.MAPPER.writeValueAsBytes(entry));
  }

  private static String path(JobWork job) {
    String folder = job.settings().audio().folder();
    String place = Sha256.hex(folder.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    return FOLDER + job.id() + "-" + place + ".json";
  }
}

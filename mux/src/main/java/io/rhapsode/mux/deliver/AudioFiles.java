package io.rhapsode.mux.deliver;

import io.rhapsode.mux.check.FileCheck;
import io.rhapsode.mux.check.FileChecks;
import io.rhapsode.mux.cover.FittedCover;
import io.rhapsode.mux.deliver.AssemblySettings.Delivery;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.master.Mastering;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.profile.Limits;
import io.rhapsode.mux.tag.Cover;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.mux.timeline.PartLayout;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.report.audio.DeliveryReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * The audio files of one profile. Each is mastered, encoded, and then decoded and measured against
 * the limits of the profile while the next ones are made.
 */
record AudioFiles(Delivery delivery, PublishSettings publish) implements Deliverable {
  /** Of one kind; the report has the figures of all. */
  private static final int MOST_WARNINGS = 5;

  private record NamedPart(AudioPart part, String name) {}

  private record PartUnderWay(AudioPart part, String name, Path file, Future<?> encoded) {}

  @Override
  public Delivered write(Assembly assembly, BookFolder folder) throws IOException {
    DeliveryProfile profile = delivery.profile();
    Mastering mastering = assembly.mastering(profile);
    List<String> warnings = new ArrayList<>();
    PartEncoder encoder = new PartEncoder(assembly, profile, mastering, cover(assembly, warnings));
    List<FileCheck> checks = new ArrayList<>();
    try (FileChecks measuring = new FileChecks(profile);
        PartThreads threads = new PartThreads()) {
      List<PartUnderWay> underWay = new ArrayList<>();
      for (NamedPart planned : parts(assembly)) {
        AudioPart part = planned.part();
        warnIfLong(part, warnings);
        warnIfManyChapters(part, warnings);
        String name = delivery.place(planned.name());
        Path file = folder.begin(name);
        underWay.add(
            new PartUnderWay(part, name, file, threads.start(() -> encoder.encode(part, file))));
      }
      for (PartUnderWay part : underWay) {
        PartThreads.await(part.encoded());
        if (!profile.limits().equals(Limits.NONE)) {
          measuring.start(part.file(), part.name(), part.part().samplesAt(profile.sampleRateHz()));
        }
      }
      checks.addAll(measuring.finish());
    }
    return delivered(assembly, mastering, checks, warnings);
  }

  private List<NamedPart> parts(Assembly assembly) {
    DeliveryProfile profile = delivery.profile();
    List<NamedPart> parts = new ArrayList<>();
    for (AudioPart part : assembly.parts(profile)) {
      parts.add(new NamedPart(part, assembly.audioName(part, profile)));
    }
    sample(assembly)
        .map(part -> new NamedPart(part, "Retail sample." + profile.format().fileExtension()))
        .ifPresent(parts::add);
    return parts;
  }

  /** What shops let people hear before they buy, where a book is one file a chapter. */
  private Optional<AudioPart> sample(Assembly assembly) {
    return publish.sampleChapter() > 0 && delivery.profile().oneFileAChapter()
        ? PartLayout.sample(
            assembly.timeline(),
            publish.sampleChapter(),
            publish.sampleSeconds(),
            delivery.profile())
        : Optional.empty();
  }

  /** The cover, where the profile wants it in the files and it may be there. */
  private Optional<Cover> cover(Assembly assembly, List<String> warnings) {
    Optional<FittedCover> fitted = assembly.fittedCover(delivery.profile().cover());
    fitted
        .filter(made -> !made.changes().isEmpty())
        .ifPresent(made -> warnings.add(named(describe(assembly.cover().orElseThrow(), made))));
    Optional<Cover> cover = fitted.map(FittedCover::cover);
    delivery
        .profile()
        .cover()
        .complaint(cover.map(Cover::width).orElse(0), cover.map(Cover::height).orElse(0))
        .ifPresent(problem -> warnings.add(named(problem)));
    int mostBytes = delivery.profile().cover().mostBytes();
    if (cover.isPresent() && cover.get().length() > mostBytes) {
      warnings.add(
          "the cover has %d bytes; above %d it is not put into the audio file"
              .formatted(cover.get().length(), mostBytes));
      return Optional.empty();
    }
    return delivery.profile().cover().embedded() ? cover : Optional.empty();
  }

  private static String describe(Cover before, FittedCover after) {
    return "the cover of %d x %d pixels was %s, and now is %d x %d; a cover made for this is better"
        .formatted(
            before.width(),
            before.height(),
            String.join(", ", after.changes()),
            after.cover().width(),
            after.cover().height());
  }

  /** The sample count of an MP4 file then leaves what a signed 32-bit number holds. */
  private void warnIfLong(AudioPart part, List<String> warnings) {
    DeliveryProfile profile = delivery.profile();
    long most = profile.format().mostSamples();
    if (part.samplesAt(profile.sampleRateHz()) > most) {
      warnings.add(
          "the book is %.1f hours long; some players stop before the end of an M4B of more than"
                  .formatted(part.seconds() / 3_600)
              + " %.1f hours: deliver it as MP3 by chapter for them"
                  .formatted(most / 3_600.0 / profile.sampleRateHz()));
    }
  }

  private void warnIfManyChapters(AudioPart part, List<String> warnings) {
    DeliveryProfile profile = delivery.profile();
    int most = profile.format().mostChapters();
    if (part.listsChapters() && part.chapters().size() > most) {
      warnings.add(
          named(
              "the file has %d chapters, of which %s can list %d: deliver it as M4B, or in more files"
                  .formatted(part.chapters().size(), profile.format(), most)));
    }
  }

  private Delivered delivered(
      Assembly assembly, Mastering mastering, List<FileCheck> checks, List<String> warnings) {
    DeliveryProfile profile = delivery.profile();
    DeliveryReport report =
        new DeliveryReport(
            profile.name(),
            mastering.gainDecibels(),
            profile.mastering().targetLufs(),
            profile.mastering().truePeakLimitDbtp(),
            checks.stream().map(FileCheck::figures).toList());
    List<String> problems = checks.stream().flatMap(check -> check.describe().stream()).toList();
    List<Failure> failures = new ArrayList<>();
    if (profile.required()) {
      problems.forEach(
          problem ->
              failures.add(
                  Failure.of(
                      FailureCode.OUTSIDE_PROFILE,
                      "assemble",
                      assembly.plan().source(),
                      named(problem))));
    } else {
      warnings.addAll(few(problems));
    }
    return new Delivered(List.of(report), warnings, failures);
  }

  private String named(String problem) {
    return delivery.folder().isEmpty() ? problem : delivery.profile().name() + ": " + problem;
  }

  private static List<String> few(List<String> problems) {
    if (problems.size() <= MOST_WARNINGS) {
      return problems;
    }
    List<String> few = new ArrayList<>(problems.subList(0, MOST_WARNINGS));
    few.add(
        "so it is with %d more files; the report has the figures of each"
            .formatted(problems.size() - MOST_WARNINGS));
    return few;
  }
}

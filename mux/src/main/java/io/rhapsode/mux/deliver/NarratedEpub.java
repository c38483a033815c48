package io.rhapsode.mux.deliver;

import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.overlay.NarratedPublication;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.CoverRule;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.profile.FileLayout;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.profile.Limits;
import io.rhapsode.mux.profile.LoudnessPreset;
import io.rhapsode.mux.profile.Silence;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.pipeline.book.BlockPlaces;
import io.rhapsode.pipeline.book.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/** The EPUB that was read, with its narration in it. */
record NarratedEpub() implements Deliverable {
  /**
   * Its audio: AAC, of which a reading system finds every clip to the sample by a table, one file a
   * chapter.
   */
  static final DeliveryProfile AUDIO =
      new DeliveryProfile(
          "epub",
          "the audio of media overlays",
          AudioFormat.M4B,
          44_100,
          1,
          AudioFormat.M4B.defaultBitRateKbps(),
          new FileLayout(Division.CHAPTERS, 0, 0),
          LoudnessPreset.AUDIOBOOK.target(),
          Silence.of(0, 0),
          Limits.NONE,
          List.of(),
          CoverRule.USUAL,
          false);

  @Override
  public Delivered write(Assembly assembly, BookFolder folder) throws IOException {
    Optional<SourceDocument> document = assembly.plan().document();
    Optional<String> places = document.flatMap(SourceDocument::places);
    if (places.isEmpty()) {
      return new Delivered(
          List.of(),
          List.of(
              "%s is no EPUB file, so there is none with its narration"
                  .formatted(assembly.plan().source())),
          List.of());
    }
    Path target = folder.begin(assembly.name() + ".epub");
    List<Path> scratch = new ArrayList<>();
    try {
      Path source = scratch(target, "source", scratch);
      Files.write(source, assembly.blobs().get(document.get().sha256()));
      List<AudioPart> parts = assembly.parts(AUDIO);
      List<Path> audio = encode(assembly, parts, target, scratch);
      try (NarratedPublication publication = NarratedPublication.open(source)) {
        List<String> warnings =
            publication.write(
                target,
                assembly.plan(),
                assembly.takes(),
                assembly.blobs().getJson(places.get(), BlockPlaces.class),
                parts,
                audio,
                assembly.tags().narrator());
        return new Delivered(List.of(), warnings, List.of());
      }
    } finally {
      for (Path file : scratch) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<Path> encode(
      Assembly assembly, List<AudioPart> parts, Path target, List<Path> scratch)
      throws IOException {
    PartEncoder encoder =
        new PartEncoder(assembly, AUDIO, assembly.mastering(AUDIO), Optional.empty());
    List<Path> files = new ArrayList<>();
    try (PartThreads threads = new PartThreads()) {
      List<Future<?>> underWay = new ArrayList<>();
      for (AudioPart part : parts) {
        Path file = scratch(target, Integer.toString(files.size() + 1), scratch);
        files.add(file);
        underWay.add(threads.start(() -> encoder.encode(part, file)));
      }
      for (Future<?> work : underWay) {
        PartThreads.await(work);
      }
    }
    return files;
  }

  /** A file of which nothing stays, named so that the next run removes it after a kill. */
  private static Path scratch(Path target, String name, List<Path> scratch) {
    String own = target.getFileName().toString();
    Path file = target.resolveSibling(name + "-" + own);
    scratch.add(file);
    return file;
  }
}

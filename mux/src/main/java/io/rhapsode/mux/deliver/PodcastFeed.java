package io.rhapsode.mux.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.mux.deliver.AssemblySettings.Delivery;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.publish.Episode;
import io.rhapsode.mux.publish.Feed;
import io.rhapsode.mux.publish.FeedAddress;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.Cover;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.pipeline.coder.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A podcast feed of the files of a delivery, {@code feed.xml}, and the chapters of each of them as
 * podcast players read them.
 *
 * @param address where the book's folder will be found
 * @param transcripts whether there are captions as WebVTT
 */
record PodcastFeed(Delivery delivery, FeedAddress address, boolean transcripts)
    implements Deliverable {
  private record Chapters(String version, List<Start> chapters) {}

  private record Start(double startTime, String title) {}

  @Override
  public Delivered write(Assembly assembly, BookFolder folder) throws IOException {
    List<Episode> episodes = new ArrayList<>();
    for (AudioPart part : assembly.parts(delivery.profile())) {
      String name = assembly.fileName(part, delivery.profile());
      String audio = delivery.place(assembly.audioName(part, delivery.profile()));
      String chapters = delivery.place(name + ".chapters.json");
      folder.write(chapters, chapters(part));
      episodes.add(
          new Episode(
              part.track().title(),
              part.track().number(),
              address.of(assembly.name(), audio),
              Files.size(folder.begun(audio)),
              delivery.profile().format().mediaType(),
              part.seconds(),
              address.of(assembly.name(), chapters),
              transcripts
                  ? Optional.of(address.of(assembly.name(), delivery.place(name + ".vtt")))
                  : Optional.empty(),
              assembly.plan().bookId() + "-" + part.track().number()));
    }
    Optional<String> cover =
        CoverFile.isFitted(delivery)
            ? assembly
                .fittedCover(delivery.profile().cover())
                .map(fitted -> coverAddress(assembly, delivery.place(""), fitted.cover()))
            : assembly.cover().map(image -> coverAddress(assembly, "", image));
    String place = delivery.place("feed.xml");
    String own = address.of(assembly.name(), place);
    folder.write(place, Feed.of(own, assembly.tags(), cover, episodes));
    return Delivered.NOTHING_TO_SAY;
  }

  private String coverAddress(Assembly assembly, String place, Cover cover) {
    return address.of(assembly.name(), place + "cover." + cover.fileExtension());
  }

  private static String chapters(AudioPart part) {
    List<Start> starts = new ArrayList<>();
    for (ChapterTime chapter : part.chapterTimes()) {
      starts.add(new Start(chapter.startMillis() / 1_000.0, chapter.title()));
    }
    try {
      return Json.MAPPER
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(new Chapters("1.2.0", starts))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("chapters could not be written as JSON", e);
    }
  }
}

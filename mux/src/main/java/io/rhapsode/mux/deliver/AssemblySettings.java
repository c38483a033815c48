package io.rhapsode.mux.deliver;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.rhapsode.mux.caption.CaptionSettings;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.publish.LibraryShelf;
import io.rhapsode.mux.restore.RestorationSettings;
import io.rhapsode.mux.watermark.Watermarking;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.timeline.Margins;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is made of each book.
 *
 * @param outputFolder local or mounted folder; each book gets a folder of its own in it
 * @param deliveries at least one, each with another folder
 * @param narrator who reads, for the tags; empty names the voices
 * @param syntheticNotice said in the tags of every file; empty for none
 * @param restore what is done to takes before they are mastered
 * @param captions the captions beside the audio
 * @param publish what is made besides
 * @param watermarking which books are marked; it names the voices of the whole job, so a book's
 *     fingerprint has what it means for the book instead
 */
public record AssemblySettings(
    String outputFolder,
    List<Delivery> deliveries,
    String narrator,
    String syntheticNotice,
    RestorationSettings restore,
    CaptionSettings captions,
    PublishSettings publish,
    @JsonIgnore Watermarking watermarking)
    implements Serializable {
  public AssemblySettings {
    requireNonNull(outputFolder, "outputFolder is null");
    requireNonNull(narrator, "narrator is null");
    requireNonNull(syntheticNotice, "syntheticNotice is null");
    requireNonNull(restore, "restore is null");
    requireNonNull(captions, "captions is null");
    requireNonNull(publish, "publish is null");
    requireNonNull(watermarking, "watermarking is null");
    deliveries = List.copyOf(deliveries);
    if (deliveries.isEmpty()) {
      throw new IllegalArgumentException("nothing is to be delivered");
    }
    if (deliveries.stream().map(Delivery::folder).distinct().count() < deliveries.size()) {
      throw new IllegalArgumentException("two deliveries have one folder: " + deliveries);
    }
  }

  /**
   * Files of one profile.
   *
   * @param profile what they have to be like
   * @param folder below the book's, one path element; empty for the book's folder itself
   */
  public record Delivery(DeliveryProfile profile, String folder) implements Serializable {
    public Delivery {
      requireNonNull(profile, "profile is null");
      requireNonNull(folder, "folder is null");
    }

    /** Of a profile that was asked for by name: in a folder of that name. */
    public static Delivery named(DeliveryProfile profile) {
      return new Delivery(profile, profile.name());
    }

    /** The name of a file from the book's folder on. */
    String place(String fileName) {
      return folder.isEmpty() ? fileName : folder + "/" + fileName;
    }
  }

  /**
   * Whether a file of an earlier run belongs to what these settings make. The audiobook of another
   * profile is no older version of this one, nor is that of another format: it stays.
   *
   * @param place of the file in the book's folder
   */
  public boolean replaces(String place, BookReport earlier) {
    int slash = place.indexOf('/');
    String within = slash < 0 ? "" : place.substring(0, slash);
    return deliveries.stream()
        .filter(delivery -> delivery.folder().equals(within))
        .anyMatch(
            delivery ->
                !within.isEmpty()
                    || earlier.files().stream().anyMatch(file -> isAudioOf(delivery, file)));
  }

  private static boolean isAudioOf(Delivery delivery, OutputFile file) {
    return file.path().endsWith("." + delivery.profile().format().fileExtension());
  }

  /** The same, with other books marked. */
  public AssemblySettings marking(Watermarking other) {
    return new AssemblySettings(
        outputFolder, deliveries, narrator, syntheticNotice, restore, captions, publish, other);
  }

  /** The silence that all deliveries have at the ends of the book; some have more. */
  Margins margins() {
    return new Margins(
        deliveries.stream().mapToInt(each -> each.profile().silence().headMillis()).min().orElse(0),
        deliveries.stream().mapToInt(each -> each.profile().silence().tailMillis()).min().orElse(0),
        false);
  }

  /** Where finished books are put besides. */
  Optional<Shelving> shelving() {
    return publish.shelf().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Shelving(
                new LibraryShelf(Path.of(publish.shelf()).toAbsolutePath()), deliveries.get(0)));
  }

  /** Everything that is made of a book, in order. */
  List<Deliverable> deliverables() {
    List<Deliverable> deliverables = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      deliverables.add(new AudioFiles(delivery, publish));
      deliverables.add(new Captions(delivery, captions));
      deliverables.add(new CueSheets(delivery));
      publish
          .feedAddress()
          .ifPresent(
              address -> deliverables.add(new PodcastFeed(delivery, address, captions.vtt())));
    }
    deliverables.add(new CoverFile(deliveries));
    if (publish.epub()) {
      deliverables.add(new NarratedEpub());
    }
    if (publish.daisy()) {
      deliverables.add(new DaisyBook());
    }
    if (publish.described()) {
      deliverables.add(new LibraryFiles(deliveries.get(0)));
    }
    return deliverables;
  }
}

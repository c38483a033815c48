package io.rhapsode.mux.overlay;

import io.rhapsode.mux.overlay.publication.Addresses;
import io.rhapsode.mux.overlay.publication.PackageDocument;
import io.rhapsode.mux.overlay.publication.PackageDocument.Item;
import io.rhapsode.mux.overlay.publication.PackageDocument.Property;
import io.rhapsode.mux.overlay.publication.Publication;
import io.rhapsode.mux.overlay.publication.PublicationUpgrade;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.pipeline.book.BlockPlaces;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.text.DecodedText;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives a publication its narration: marks the sentences of its content documents, and adds the
 * audio and a media overlay for each of them. All other files stay byte for byte; overlays that it
 * had make way where there are new ones. Used once.
 */
public final class NarratedPublication implements AutoCloseable {
  private static final String XHTML = "application/xhtml+xml";
  private static final String SMIL = "application/smil+xml";
  private static final String MP4_AUDIO = "audio/mp4";
  private static final String CLASS_PROPERTY = "media:active-class";
  private static final String ACTIVE_CLASS = "-epub-media-overlay-active";

  private final Publication publication;
  private final List<String> warnings = new ArrayList<>();

  /** Whether all documents have style sheets, without which a class may not be told. */
  private boolean styled = true;

  private NarratedPublication(Publication publication) {
    this.publication = publication;
  }

  /**
   * @param file the EPUB as it was read
   */
  public static NarratedPublication open(Path file) throws IOException {
    return new NarratedPublication(Publication.open(file));
  }

  /**
   * Writes the narrated publication.
   *
   * @param places of the text in the publication
   * @param parts the audio files
   * @param audio those files, of AAC in MP4, in that order
   * @param narrator who reads
   * @return what a user ought to know
   */
  public List<String> write(
      Path target,
      BookPlan plan,
      TakeStore takes,
      BlockPlaces places,
      List<AudioPart> parts,
      List<Path> audio,
      String narrator)
      throws IOException {
    String packagePath =
        publication
            .packagePath()
            .orElseThrow(() -> new IOException("the publication has no package document"));
    Map<String, List<Fragment>> fragments =
        mark(plan, places, new PackageDocument(packagePath, text(packagePath).text()));
    // Only now: the places are those of the documents as they were read.
    PublicationUpgrade.of(publication, packagePath);
    DecodedText packageText = text(packagePath);
    PackageDocument opf = new PackageDocument(packagePath, packageText.text());
    Map<String, List<Clip>> clips = clips(fragments, new NarrationTimes(plan, takes, parts));
    String folder = freeFolder(Addresses.folder(packagePath));
    List<String> audioNames = addAudio(opf, folder, audio);
    addOverlays(opf, folder, clips, audioNames, narrator);
    publication.put(packagePath, packageText.encoded(opf.edited()));
    publication.write(target);
    return List.copyOf(warnings);
  }

  private DecodedText text(String path) throws IOException {
    return DecodedText.of(publication.read(path).orElseThrow());
  }

  /** Marks the sentences of each document; gives the fragments by its path. */
  private Map<String, List<Fragment>> mark(BookPlan plan, BlockPlaces places, PackageDocument opf)
      throws IOException {
    Map<String, List<Spoken>> spoken = new LinkedHashMap<>();
    for (Utterance utterance : plan.utterances()) {
      int block = utterance.locator().block();
      spoken
          .computeIfAbsent(utterance.locator().part(), part -> new ArrayList<>())
          .add(Spoken.of(utterance, places.of(block)));
    }
    Set<String> documents =
        opf.items().stream()
            .filter(item -> item.mediaType().equals(XHTML))
            .map(Item::path)
            .collect(Collectors.toSet());
    Map<String, List<Fragment>> fragments = new LinkedHashMap<>();
    for (Map.Entry<String, List<Spoken>> document : spoken.entrySet()) {
      Optional<byte[]> content = publication.read(document.getKey());
      if (content.isEmpty() || !documents.contains(document.getKey())) {
        warnings.add(without(document.getKey(), "it is no XHTML document of the publication"));
        continue;
      }
      DecodedText text = DecodedText.of(content.get());
      if (!text.writes(content.get())) {
        warnings.add(without(document.getKey(), "it has bytes that are no text"));
        continue;
      }
      SentenceSpans.Marked marked = SentenceSpans.mark(text.text(), document.getValue());
      publication.put(document.getKey(), text.encoded(marked.markup()));
      fragments.put(document.getKey(), marked.fragments());
      styled &= marked.styled();
    }
    return fragments;
  }

  private static String without(String document, String cause) {
    return "epub: %s has no media overlay: %s".formatted(document, cause);
  }

  private static Map<String, List<Clip>> clips(
      Map<String, List<Fragment>> fragments, NarrationTimes times) throws IOException {
    List<Fragment> all = fragments.values().stream().flatMap(List::stream).toList();
    Map<Integer, String> documents = new HashMap<>();
    fragments.forEach(
        (path, own) -> own.forEach(fragment -> documents.put(fragment.ordinal(), path)));
    Map<String, List<Clip>> clips = new LinkedHashMap<>();
    for (Clip clip : times.clips(all)) {
      clips
          .computeIfAbsent(documents.get(clip.fragment().ordinal()), path -> new ArrayList<>())
          .add(clip);
    }
    return clips;
  }

  /** A folder beside the package document that is not there yet. */
  private String freeFolder(String beside) {
    String folder = beside + "narration/";
    for (int i = 2; isUsed(folder); i++) {
      folder = beside + "narration-" + i + "/";
    }
    return folder;
  }

  private boolean isUsed(String folder) {
    return publication.names().stream().anyMatch(name -> name.startsWith(folder));
  }

  private List<String> addAudio(PackageDocument opf, String folder, List<Path> audio) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < audio.size(); i++) {
      String name = "%s%03d.m4a".formatted(folder, i + 1);
      names.add(name);
      publication.add(name, audio.get(i));
      opf.addItem(opf.freeId("narration-audio-" + (i + 1)), name, MP4_AUDIO, Optional.empty());
    }
    return names;
  }

  private void addOverlays(
      PackageDocument opf,
      String folder,
      Map<String, List<Clip>> clips,
      List<String> audio,
      String narrator)
      throws IOException {
    long total = new EarlierOverlays(publication, opf).makeWay(clips.keySet());
    int number = 0;
    for (Item item : opf.items()) {
      List<Clip> own = clips.getOrDefault(item.path(), List.of());
      if (own.isEmpty()) {
        continue;
      }
      number++;
      String id = opf.freeId("narration-overlay-" + number);
      String name = "%s%03d.smil".formatted(folder, number);
      List<String> addresses = audio.stream().map(to -> Addresses.relative(name, to)).toList();
      String smil = SmilDocument.of(Addresses.relative(name, item.path()), addresses, own);
      publication.put(name, smil.getBytes(StandardCharsets.UTF_8));
      opf.addItem(id, name, SMIL, Optional.empty());
      opf.setOverlay(item, id);
      long millis = own.stream().mapToLong(Clip::millis).sum();
      opf.addProperty("media:duration", id, SmilDocument.clock(millis));
      total += millis;
    }
    opf.addProperty("media:duration", "", SmilDocument.clock(total));
    tellClass(opf);
    opf.addProperty("media:narrator", "", narrator);
  }

  /** A class may be told only where every document that is read has a style sheet (EPUB 3.3). */
  private void tellClass(PackageDocument opf) {
    List<Property> told =
        opf.properties().stream()
            .filter(property -> property.name().endsWith("active-class"))
            .toList();
    if (!styled) {
      told.forEach(opf::remove);
    } else if (told.stream().noneMatch(property -> property.name().equals(CLASS_PROPERTY))) {
      opf.addProperty(CLASS_PROPERTY, "", ACTIVE_CLASS);
    }
  }

  @Override
  public void close() throws IOException {
    publication.close();
  }
}

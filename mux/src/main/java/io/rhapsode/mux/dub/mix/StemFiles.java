package io.rhapsode.mux.dub.mix;

import io.rhapsode.mux.ffmpeg.container.film.EncodedSound;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Dialogue, bed and mix of a language as {@link WaveFile}. Used by one thread. */
public final class StemFiles implements AutoCloseable {
  private static final String FOLDER = "stems/";

  private final BookFolder folder;
  private final String prefix;
  private final Map<String, EncodedSound> stems = new LinkedHashMap<>();
  private final Map<String, Path> spools = new LinkedHashMap<>();

  public StemFiles(BookFolder folder, String name, String language, ChannelLayout layout)
      throws IOException {
    this.folder = folder;
    this.prefix = FOLDER + name + "." + language + ".";
    try {
      open("dialogue", ChannelLayout.MONO);
      open("bed", layout);
      open("mix", layout);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(String stem, ChannelLayout layout) throws IOException {
    Path spool = Files.createTempFile(folder.path(), stem, ".partial");
    spools.put(stem, spool);
    stems.put(stem, new EncodedSound(WaveFile.encoding(layout), spool));
  }

  /** The mix goes to another sink and to its stem. */
  public ChannelSink with(ChannelSink sink) {
    ChannelSink mix = stems.get("mix");
    return (channels, start, end) -> {
      sink.accept(channels, start, end);
      mix.accept(channels, start, end);
    };
  }

  public TrackMix.Stems parts() {
    return new TrackMix.Stems(stems.get("dialogue"), stems.get("bed"));
  }

  /** Writes the files. */
  public void finish() throws IOException {
    for (Map.Entry<String, EncodedSound> stem : stems.entrySet()) {
      stem.getValue().finish();
      Path partial = folder.begin(prefix + stem.getKey() + ".wav");
      WaveFile.write(partial, stem.getValue(), stem.getKey());
    }
  }

  @Override
  public void close() throws IOException {
    for (EncodedSound stem : stems.values()) {
      stem.close();
    }
    for (Path spool : spools.values()) {
      Files.deleteIfExists(spool);
    }
  }
}

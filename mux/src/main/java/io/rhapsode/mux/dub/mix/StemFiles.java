package io.rhapsode.mux.dub.mix;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.ffmpeg.codec.EncoderSettings;
import io.rhapsode.mux.ffmpeg.container.film.EncodedSound;
import io.rhapsode.mux.ffmpeg.container.film.FilmTrack;
import io.rhapsode.mux.ffmpeg.container.film.FilmWriter;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Dialogue, bed and mix of a language as WAV of 24 bits; RF64 (EBU Tech 3306) where 32 bits do not
 * hold the size. Used by one thread.
 */
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
    EncoderSettings settings =
        new EncoderSettings("pcm_s24le", layout, TrackLines.RATE_HZ, 0, false, false, Map.of());
    stems.put(stem, new EncodedSound(settings, spool));
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
      try (FileChannel channel =
              FileChannel.open(
                  partial,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE);
          FilmWriter writer = new FilmWriter("wav", channel)) {
        FilmTrack.Sound sound = new FilmTrack.Sound(stem.getValue());
        writer.write(
            Optional.empty(), false, List.of(new FilmTrack("und", stem.getKey(), sound, true)));
      }
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

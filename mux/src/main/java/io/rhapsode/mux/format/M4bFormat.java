package io.rhapsode.mux.format;

import io.rhapsode.mux.mp4.M4bWriter;
import io.rhapsode.mux.profile.DeliveryProfile;
import java.io.IOException;
import java.nio.file.Path;

/** AAC-LC in MP4. A file that is one chapter of many lists that chapter. */
record M4bFormat(DeliveryProfile profile) implements FileFormat {
  @Override
  public void write(Path file, FileTags tags, Sound sound) throws IOException {
    try (M4bWriter writer =
        new M4bWriter(file, profile.layout(), profile.sampleRateHz(), profile.bitRateKbps())) {
      sound.play(writer);
      writer.finish(tags.chapters(), tags.book(), tags.cover());
    }
  }
}

package io.rhapsode.mux.format;

import io.rhapsode.mux.ffmpeg.container.AudioFileWriter;
import io.rhapsode.mux.ffmpeg.container.StreamFormat;
import io.rhapsode.mux.ffmpeg.container.StreamFormat.Container;
import io.rhapsode.mux.id3.Id3Tag;
import io.rhapsode.mux.profile.DeliveryProfile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Layer III behind an ID3v2.3 tag. */
record Mp3Format(DeliveryProfile profile) implements FileFormat {
  @Override
  public void write(Path file, FileTags tags, Sound sound) throws IOException {
    byte[] tag = Id3Tag.of(tags.book(), tags.track(), tags.listed(), tags.cover());
    StreamFormat format =
        new StreamFormat(
            Container.MP3,
            profile.layout(),
            profile.sampleRateHz(),
            profile.bitRateKbps(),
            List.of(),
            Optional.empty());
    try (FileChannel channel = CommentedFormat.open(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(tag);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      try (AudioFileWriter writer = new AudioFileWriter(format, channel, tag.length)) {
        sound.play(writer);
        writer.finish();
      }
    }
  }
}

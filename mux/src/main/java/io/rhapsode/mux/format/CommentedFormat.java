package io.rhapsode.mux.format;

import io.rhapsode.mux.ffmpeg.container.AudioFileWriter;
import io.rhapsode.mux.ffmpeg.container.StreamFormat;
import io.rhapsode.mux.ffmpeg.container.StreamFormat.Container;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.tag.Cover;
import io.rhapsode.mux.tag.VorbisComments;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Containers that FFmpeg writes with lists of comments: Opus and FLAC as they are, WAV as far as it
 * knows their names ("LIST INFO").
 */
record CommentedFormat(Container container, DeliveryProfile profile) implements FileFormat {
  @Override
  public void write(Path file, FileTags tags, Sound sound) throws IOException {
    Optional<Cover> commented = container == Container.OPUS ? tags.cover() : Optional.empty();
    Optional<Cover> attached = container == Container.FLAC ? tags.cover() : Optional.empty();
    List<Map.Entry<String, String>> comments =
        container == Container.WAV
            ? tags.book().riffInfo(tags.track())
            : VorbisComments.of(tags.book(), tags.track(), tags.listed(), commented);
    StreamFormat format =
        new StreamFormat(
            container,
            profile.layout(),
            profile.sampleRateHz(),
            profile.bitRateKbps(),
            comments,
            attached);
    try (FileChannel channel = open(file);
        AudioFileWriter writer = new AudioFileWriter(format, channel, 0)) {
      sound.play(writer);
      writer.finish();
    }
  }

  @Override
  public boolean needsCueSheet() {
    return container != Container.OPUS;
  }

  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }
}

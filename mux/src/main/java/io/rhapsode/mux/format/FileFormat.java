package io.rhapsode.mux.format;

import io.rhapsode.mux.ffmpeg.container.StreamFormat.Container;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the files of one container. Holds no state: threads may make different files at once. */
public sealed interface FileFormat permits M4bFormat, Mp3Format, CommentedFormat {
  /** Something that plays all of the mastered audio of a file, once. */
  @FunctionalInterface
  interface Sound {
    void play(ChannelSink sink) throws IOException;
  }

  /** Makes a file; replaces what is there. The same audio and tags give the same bytes. */
  void write(Path file, FileTags tags, Sound sound) throws IOException;

  /** Whether the container has no place for chapters that players look at. */
  default boolean needsCueSheet() {
    return false;
  }

  static FileFormat of(DeliveryProfile profile) {
    return switch (profile.format()) {
      case M4B -> new M4bFormat(profile);
      case MP3 -> new Mp3Format(profile);
      case OPUS -> new CommentedFormat(Container.OPUS, profile);
      case FLAC -> new CommentedFormat(Container.FLAC, profile);
      case WAV -> new CommentedFormat(Container.WAV, profile);
    };
  }
}

package io.rhapsode.mux.deliver;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.ffmpeg.container.AudioFileWriter;
import io.rhapsode.mux.ffmpeg.container.StreamFormat;
import io.rhapsode.mux.ffmpeg.container.StreamFormat.Container;
import io.rhapsode.mux.id3.Id3Tag;
import io.rhapsode.mux.master.Mastering;
import io.rhapsode.mux.master.MasteringChain;
import io.rhapsode.mux.mp4.M4bWriter;
import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.Cover;
import io.rhapsode.mux.tag.VorbisComments;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.mux.timeline.TimelineReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Masters and encodes the audio files of one book. Threads may encode different files at once. */
final class AudioPartEncoder {
  private final AssemblySettings settings;
  private final TimelineReader reader;
  private final Mastering mastering;
  private final BookTags tags;
  private final Optional<Cover> cover;
  private final SampleSink progress;

  /**
   * @param progress told of all samples at the timeline's rate, by each thread that encodes
   */
  AudioPartEncoder(
      AssemblySettings settings,
      TimelineReader reader,
      Mastering mastering,
      BookTags tags,
      Optional<Cover> cover,
      SampleSink progress) {
    this.settings = requireNonNull(settings, "settings is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.mastering = requireNonNull(mastering, "mastering is null");
    this.tags = requireNonNull(tags, "tags is null");
    this.cover = requireNonNull(cover, "cover is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  void encode(AudioPart part, Path file) throws IOException {
    switch (settings.format()) {
      case M4B -> encodeM4b(part, file);
      case MP3 -> encodeMp3(part, file);
      case OPUS -> encodeCommented(part, file, Container.OPUS);
      case FLAC -> encodeCommented(part, file, Container.FLAC);
    }
  }

  private void encodeM4b(AudioPart part, Path file) throws IOException {
    try (M4bWriter writer =
        new M4bWriter(file, settings.deliveredSampleRateHz(), settings.bitRateKbps())) {
      send(part, writer);
      writer.finish(part.chapterTimes(), tags, cover);
    }
  }

  private void encodeMp3(AudioPart part, Path file) throws IOException {
    byte[] tag = Id3Tag.of(tags, part.track(), listedChapters(part), cover);
    try (FileChannel channel = open(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(tag);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      send(part, channel, tag.length, format(Container.MP3, List.of(), Optional.empty()));
    }
  }

  private void encodeCommented(AudioPart part, Path file, Container container) throws IOException {
    boolean hasPictureBlock = container == Container.FLAC;
    Optional<Cover> none = Optional.empty();
    List<Map.Entry<String, String>> comments =
        VorbisComments.of(tags, part.track(), listedChapters(part), hasPictureBlock ? none : cover);
    try (FileChannel channel = open(file)) {
      send(part, channel, 0, format(container, comments, hasPictureBlock ? cover : none));
    }
  }

  private void send(AudioPart part, FileChannel channel, long offset, StreamFormat format)
      throws IOException {
    try (AudioFileWriter writer = new AudioFileWriter(format, channel, offset)) {
      send(part, writer);
      writer.finish();
    }
  }

  private void send(AudioPart part, SampleSink writer) throws IOException {
    int rate = settings.deliveredSampleRateHz();
    int timelineRate = part.timeline().sampleRateHz();
    try (MasteringChain chain =
        new MasteringChain(timelineRate, rate, part.samplesAt(rate), mastering, writer)) {
      SampleSink entry =
          (samples, start, end) -> {
            chain.accept(samples, start, end);
            progress.accept(samples, start, end);
          };
      for (var chapter : part.chapters()) {
        reader.read(part.timeline().segmentsOf(chapter), entry);
      }
      chain.finish();
    }
  }

  private StreamFormat format(
      Container container, List<Map.Entry<String, String>> comments, Optional<Cover> picture) {
    return new StreamFormat(
        container, settings.deliveredSampleRateHz(), settings.bitRateKbps(), comments, picture);
  }

  /** A file that is one chapter of many lists none. */
  private static List<ChapterTime> listedChapters(AudioPart part) {
    return part.track().total() == 1 ? part.chapterTimes() : List.of();
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }
}

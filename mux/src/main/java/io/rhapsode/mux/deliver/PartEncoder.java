package io.rhapsode.mux.deliver;

import io.rhapsode.mux.format.FileFormat;
import io.rhapsode.mux.format.FileTags;
import io.rhapsode.mux.master.Mastering;
import io.rhapsode.mux.master.MasteringChain;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.mux.sample.MonoSpread;
import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.Cover;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.mux.watermark.WatermarkEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Masters and encodes the audio files of one profile. Threads may make different files at once.
 *
 * @param mastering what is done to all of the book
 * @param cover the one that is put into the files
 */
record PartEncoder(
    Assembly assembly, DeliveryProfile profile, Mastering mastering, Optional<Cover> cover) {

  /** Makes a file; replaces what is there. */
  void encode(AudioPart part, Path file) throws IOException {
    List<ChapterTime> chapters = part.chapterTimes();
    FileTags tags =
        new FileTags(
            assembly.tags(),
            part.track(),
            chapters,
            part.listsChapters() ? chapters : List.of(),
            cover);
    FileFormat.of(profile).write(file, tags, writer -> play(part, writer));
  }

  private void play(AudioPart part, ChannelSink writer) throws IOException {
    int rate = profile.sampleRateHz();
    int timelineRate = part.timeline().sampleRateHz();
    SampleSink spread = new MonoSpread(profile.layout(), writer);
    try (MasteringChain chain =
        new MasteringChain(
            ChannelLayout.MONO,
            timelineRate,
            rate,
            part.samplesAt(rate),
            mastering,
            (channels, start, end) -> spread.accept(channels[0], start, end))) {
      SampleSink speech = chain.mono();
      Optional<WatermarkEmbedder> marked =
          assembly.watermark().map(mark -> mark.embedder(speech, timelineRate));
      SampleSink first = marked.isPresent() ? marked.get() : speech;
      assembly
          .reader()
          .read(
              part.segments(),
              (samples, start, end) -> {
                first.accept(samples, start, end);
                assembly.encoding().accept(samples, start, end);
              });
      if (marked.isPresent()) {
        marked.get().finish();
      }
      chain.finish();
    }
  }
}

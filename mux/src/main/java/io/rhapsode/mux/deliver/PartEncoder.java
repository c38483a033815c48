package io.rhapsode.mux.deliver;

import io.rhapsode.mux.format.FileFormat;
import io.rhapsode.mux.format.FileTags;
import io.rhapsode.mux.master.Mastering;
import io.rhapsode.mux.master.MasteringChain;
import io.rhapsode.mux.master.RoomTone;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.profile.Range;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.mux.sample.MonoSpread;
import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.Cover;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.mux.watermark.WatermarkEmbedder;
import io.rhapsode.pipeline.timeline.Segment;
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
  /** How much quieter than its takes a file may come out: what limiter and codec take. */
  private static final double LIMITED_DECIBELS = 2;

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

  /**
   * What is done to a file: as to all of the book, but for short ones, of which so much is silence
   * that they would be below the level that the profile asks of each file. Speech that is faint
   * itself stays so, and is told.
   */
  private Mastering masteringOf(AudioPart part) throws IOException {
    double energy = 0;
    long spoken = 0;
    for (Segment segment : part.segments()) {
      if (segment instanceof Segment.Speech speech) {
        double level = assembly.takes().facts(speech.take()).rootMeanSquare();
        double gain = assembly.restoration().gainDecibels(speech.ordinal(), level);
        energy += level * level * Math.pow(10, gain / 10) * speech.samples();
        spoken += speech.samples();
      }
    }
    Range asked = profile.limits().rmsDecibels();
    double missing = -asked.excess(decibels(energy / part.samples()) - LIMITED_DECIBELS);
    boolean faint = asked.excess(decibels(energy / Math.max(1, spoken))) < 0;
    return missing > 0 && !faint
        ? new Mastering(mastering.gainDecibels() + missing, mastering.ceilingDbtp())
        : mastering;
  }

  /** What a mean square is after the gain. */
  private double decibels(double meanSquare) {
    return 10 * Math.log10(meanSquare) + mastering.gainDecibels();
  }

  private void play(AudioPart part, ChannelSink writer) throws IOException {
    int rate = profile.sampleRateHz();
    int timelineRate = part.timeline().sampleRateHz();
    SampleSink spread = new MonoSpread(profile.layout(), writer);
    int tone = profile.silence().roomToneDecibels();
    SampleSink room = tone == 0 ? spread : new RoomTone(spread, rate, tone, part.track().number());
    try (MasteringChain chain =
        new MasteringChain(
            ChannelLayout.MONO,
            timelineRate,
            rate,
            part.samplesAt(rate),
            masteringOf(part),
            (channels, start, end) -> room.accept(channels[0], start, end))) {
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

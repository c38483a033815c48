package io.rhapsode.mux.dub.mix;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.master.TruePeakLimiter;
import io.rhapsode.mux.measure.AudioMeter;
import io.rhapsode.mux.measure.LoudnessMeter;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.pipeline.report.AudioFigures;
import io.rhapsode.pipeline.timeline.Segment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Mixes the dialogue of one language with its bed. Everything is measured before anything is mixed,
 * so the mix is made in one pass. Used by one thread.
 */
public final class TrackMix {
  private static final int RATE_HZ = TrackLines.RATE_HZ;
  private static final double FAINTEST_LUFS = -70;

  /** How far the film's own sound stays below the dialogue: its people speak in it. */
  private static final double ORIGINAL_BELOW_LU = 20;

  /** How far music and effects stay below the dialogue. */
  private static final double EFFECTS_BELOW_LU = 12;

  private static final double CENTRE_OF_STEREO = Math.sqrt(0.5);

  private final Dialogue dialogue;
  private final Bed bed;
  private final long samples;
  private final double goalLufs;
  private final double truePeakDbtp;
  private final double dialogueLufs;
  private final double bedGainDecibels;
  private final double depthDecibels;

  /** Where the parts of a mix go besides the mix. */
  public record Stems(ChannelSink dialogue, ChannelSink bed) {}

  /**
   * Measures.
   *
   * @param samples length of the mix
   * @param original the film's own sound, if it has any
   * @param own whether the bed is that sound
   */
  public TrackMix(
      Dialogue dialogue, Bed bed, long samples, DialogueGoal goal, double originalLufs, boolean own)
      throws IOException {
    this.dialogue = dialogue;
    this.bed = bed;
    this.samples = samples;
    this.truePeakDbtp = goal.truePeakDbtp();
    this.goalLufs = goal.lufs(originalLufs);
    LoudnessMeter meter = new LoudnessMeter(RATE_HZ);
    dialogue.play(meter);
    this.dialogueLufs = Math.max(FAINTEST_LUFS, meter.integratedLufs());
    this.bedGainDecibels = Double.isFinite(originalLufs) ? goalLufs - originalLufs : 0;
    double behind = bed.file().isEmpty() ? Double.NEGATIVE_INFINITY : duringSpeech(bed);
    double most = goalLufs - (own ? ORIGINAL_BELOW_LU : EFFECTS_BELOW_LU);
    this.depthDecibels = Double.isFinite(behind) ? Math.min(0, most - behind - bedGainDecibels) : 0;
  }

  /** Loudness of a bed while the new dialogue is heard; not finite for silence. */
  private double duringSpeech(Bed measured) throws IOException {
    List<Segment.Speech> speech = dialogue.speech();
    return loudness(
        measured,
        samples,
        speech.stream().map(line -> new long[] {line.startSample(), line.endSample()}).toList());
  }

  /**
   * Loudness of a bed in stretches of the film, gated as BS.1770 has it; not finite for silence.
   *
   * @param stretches first and last sample, in order of the first
   */
  public static double loudness(Bed bed, long samples, List<long[]> stretches) throws IOException {
    LoudnessMeter meter = new LoudnessMeter(RATE_HZ, bed.layout());
    Stretches within = new Stretches(stretches, meter);
    bed.play(samples, within);
    return meter.integratedLufs();
  }

  /** Passes on what is in stretches of a signal. */
  private static final class Stretches implements ChannelSink {
    private final List<long[]> stretches;
    private final ChannelSink target;
    private long position;
    private int next;

    Stretches(List<long[]> stretches, ChannelSink target) {
      this.stretches = stretches;
      this.target = target;
    }

    @Override
    public void accept(float[][] channels, int start, int end) throws IOException {
      long last = position + end - start;
      long from = position;
      while (next < stretches.size() && stretches.get(next)[0] < last) {
        long first = Math.max(from, stretches.get(next)[0]);
        long after = Math.min(last, stretches.get(next)[1]);
        if (after > first) {
          target.accept(
              channels, start + (int) (first - position), start + (int) (after - position));
          from = after;
        }
        if (stretches.get(next)[1] > last) {
          break;
        }
        next++;
      }
      position = last;
    }
  }

  /** Loudness of the dialogue in the mix, in LUFS. */
  public double goalLufs() {
    return goalLufs;
  }

  /** How much the bed is turned down during speech, in dB. */
  public double depthDecibels() {
    return depthDecibels;
  }

  /**
   * Mixes.
   *
   * @param sink gets the mix, in the channels of the bed
   * @param stems get the parts
   * @return what the mix measures
   */
  public AudioFigures mix(ChannelSink sink, Optional<Stems> stems) throws IOException {
    ChannelLayout layout = bed.layout();
    AudioMeter meter = new AudioMeter(RATE_HZ, layout);
    double ceiling = Math.pow(10, truePeakDbtp / 20);
    TruePeakLimiter limiter =
        new TruePeakLimiter(
            layout,
            RATE_HZ,
            1,
            ceiling,
            (channels, start, end) -> {
              meter.accept(channels, start, end);
              sink.accept(channels, start, end);
            });
    bed.play(samples, new Mixer(limiter, stems));
    limiter.finish();
    return meter.finish("mix");
  }

  /** Adds the dialogue to the bed. */
  private final class Mixer implements ChannelSink {
    private final ChannelSink target;
    private final Optional<Stems> stems;
    private final Dialogue.Playhead playhead = dialogue.playhead();
    private final Ducking ducking = new Ducking(dialogue.speech(), RATE_HZ, depthDecibels);
    private final float dialogueGain = factor(goalLufs - dialogueLufs);
    private final float bedGain = factor(bedGainDecibels);
    private long position;

    Mixer(ChannelSink target, Optional<Stems> stems) {
      this.target = target;
      this.stems = stems;
    }

    @Override
    public void accept(float[][] channels, int start, int end) throws IOException {
      int count = end - start;
      float[] speech = new float[count];
      playhead.add(speech, count);
      float[][] block = new float[channels.length][count];
      for (int i = 0; i < count; i++) {
        float gain = bedGain * ducking.gain(position + i);
        speech[i] *= dialogueGain;
        for (int channel = 0; channel < channels.length; channel++) {
          block[channel][i] = channels[channel][start + i] * gain;
        }
      }
      position += count;
      if (stems.isPresent()) {
        stems.get().bed().accept(block, 0, count);
        stems.get().dialogue().accept(new float[][] {speech}, 0, count);
      }
      addDialogue(speech, block);
      target.accept(block, 0, count);
    }

    private void addDialogue(float[] speech, float[][] block) {
      float share = block.length == 2 ? (float) CENTRE_OF_STEREO : 1;
      int first = block.length > 2 ? 2 : 0;
      int last = block.length == 2 ? 1 : first;
      for (int channel = first; channel <= last; channel++) {
        for (int i = 0; i < speech.length; i++) {
          block[channel][i] += share * speech[i];
        }
      }
    }
  }

  private static float factor(double decibels) {
    return (float) Math.pow(10, decibels / 20);
  }
}

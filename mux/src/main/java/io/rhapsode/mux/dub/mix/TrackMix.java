package io.rhapsode.mux.dub.mix;

import io.rhapsode.mux.dub.line.TrackLines;
import io.rhapsode.mux.master.TruePeakLimiter;
import io.rhapsode.mux.measure.AudioMeter;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.pipeline.report.audio.AudioFigures;
import io.rhapsode.pipeline.report.dub.DubLoudness;
import io.rhapsode.pipeline.report.dub.SpeechLevels;
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

  private static final double CENTRE_OF_STEREO = Math.sqrt(0.5);

  private final Dialogue dialogue;
  private final Bed bed;
  private final long samples;
  private final double goalLufs;
  private final double truePeakDbtp;
  private final double dialogueLufs;
  private final SpeechLevels film;
  private final SpeechLevels behind;
  private final double bedGainDecibels;
  private final double depthDecibels;

  /** Where the parts of a mix go besides the mix. */
  public record Stems(ChannelSink dialogue, ChannelSink bed) {}

  /**
   * Measures.
   *
   * @param samples length of the mix
   * @param film how loud the film's own sound is
   * @param below how far the bed stays below the dialogue while somebody speaks, in LU
   */
  public TrackMix(
      Dialogue dialogue, Bed bed, long samples, DialogueGoal goal, SpeechLevels film, double below)
      throws IOException {
    this.dialogue = dialogue;
    this.bed = bed;
    this.samples = samples;
    this.film = film;
    this.truePeakDbtp = goal.truePeakDbtp();
    this.goalLufs = goal.lufs(film);
    SpeechMeter meter = new SpeechMeter(dialogue.stretches(), ChannelLayout.MONO);
    dialogue.play((block, start, end) -> meter.accept(new float[][] {block}, start, end));
    this.dialogueLufs = Math.max(FAINTEST_LUFS, meter.levels().speechLufs());
    this.bedGainDecibels = film.heardInSpeech() ? goalLufs - film.speechLufs() : 0;
    this.behind =
        bed.file().isEmpty() ? SpeechLevels.SILENCE : levels(bed, samples, dialogue.stretches());
    double most = goalLufs - below;
    this.depthDecibels =
        behind.heardInSpeech() ? Math.min(0, most - behind.speechLufs() - bedGainDecibels) : 0;
  }

  /**
   * Loudness of a bed in and outside of stretches of the film.
   *
   * @param stretches first sample and one past the last, in order of the first
   */
  public static SpeechLevels levels(Bed bed, long samples, List<long[]> stretches)
      throws IOException {
    SpeechMeter meter = new SpeechMeter(stretches, bed.layout());
    bed.play(samples, meter);
    return meter.levels();
  }

  /**
   * Mixes.
   *
   * @param sink gets the mix, in the channels of the bed
   * @param stems get the parts
   * @return what was measured of the mix
   */
  public DubLoudness mix(ChannelSink sink, Optional<Stems> stems) throws IOException {
    ChannelLayout layout = bed.layout();
    List<long[]> speech = dialogue.stretches();
    SpeechMeter mixed = new SpeechMeter(speech, layout);
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
              mixed.accept(channels, start, end);
              sink.accept(channels, start, end);
            });
    Mixer mixer = new Mixer(limiter, stems);
    bed.play(samples, mixer);
    limiter.finish();
    AudioFigures figures = meter.finish("mix");
    return new DubLoudness(
        film,
        behind,
        mixer.bedMeter.levels(),
        goalLufs,
        mixer.dialogueMeter.levels().speechLufs(),
        mixed.levels().speechLufs(),
        figures.integratedLufs(),
        figures.truePeakDbtp(),
        depthDecibels);
  }

  /** Adds the dialogue to the bed. */
  private final class Mixer implements ChannelSink {
    private final ChannelSink target;
    private final Optional<Stems> stems;
    private final Dialogue.Playhead playhead = dialogue.playhead();
    private final Ducking ducking = new Ducking(dialogue.speech(), RATE_HZ, depthDecibels);
    private final SpeechMeter bedMeter = new SpeechMeter(dialogue.stretches(), bed.layout());
    private final SpeechMeter dialogueMeter =
        new SpeechMeter(dialogue.stretches(), ChannelLayout.MONO);
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
      playhead.next(speech, count);
      float[][] block = new float[channels.length][count];
      for (int i = 0; i < count; i++) {
        float gain = bedGain * ducking.gain(position + i);
        speech[i] *= dialogueGain;
        for (int channel = 0; channel < channels.length; channel++) {
          block[channel][i] = channels[channel][start + i] * gain;
        }
      }
      position += count;
      bedMeter.accept(block, 0, count);
      dialogueMeter.accept(new float[][] {speech}, 0, count);
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

package io.rhapsode.mux.deliver;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.LoudnessProfile;
import io.rhapsode.pipeline.timeline.Margins;
import java.io.Serializable;
import java.util.List;

/**
 * How books are delivered.
 *
 * @param outputFolder local or mounted folder; each book gets a folder of its own in it
 * @param format the container
 * @param singleFile whether a book is one file; otherwise each chapter is one. M4B is always one
 * @param bitRateKbps of mono audio in kbit/s, within the format's range; 0 for FLAC
 * @param loudness what the files measure
 * @param sampleRateHz of the files, 22,050, 44,100 or 48,000; Opus is always 48,000
 * @param headSilenceMillis silence before the first word of a file, 0 to 10,000 ms
 * @param tailSilenceMillis least silence after the last word of a file, 0 to 10,000 ms
 * @param narrator who reads, for the tags; empty names the voices
 * @param syntheticNotice said in the tags of every file; empty for none
 * @param captions the captions beside the audio
 */
public record AssemblySettings(
    String outputFolder,
    AudioFormat format,
    boolean singleFile,
    int bitRateKbps,
    LoudnessProfile loudness,
    int sampleRateHz,
    int headSilenceMillis,
    int tailSilenceMillis,
    String narrator,
    String syntheticNotice,
    CaptionSettings captions)
    implements Serializable {
  private static final int LONGEST_SILENCE_MILLIS = 10_000;
  private static final int OPUS_SAMPLE_RATE_HZ = 48_000;

  public AssemblySettings {
    requireNonNull(outputFolder, "outputFolder is null");
    requireNonNull(format, "format is null");
    requireNonNull(loudness, "loudness is null");
    requireNonNull(narrator, "narrator is null");
    requireNonNull(syntheticNotice, "syntheticNotice is null");
    requireNonNull(captions, "captions is null");
    if (bitRateKbps < format.lowestBitRateKbps() || bitRateKbps > format.highestBitRateKbps()) {
      throw new IllegalArgumentException(
          "bit rate of %s is not %d to %d kbit/s: %d"
              .formatted(
                  format, format.lowestBitRateKbps(), format.highestBitRateKbps(), bitRateKbps));
    }
    if (format == AudioFormat.MP3) {
      requireMp3BitRate(bitRateKbps, sampleRateHz);
    }
    if (sampleRateHz != 22_050 && sampleRateHz != 44_100 && sampleRateHz != 48_000) {
      throw new IllegalArgumentException(
          "sample rate is not 22050, 44100 or 48000 Hz: " + sampleRateHz);
    }
    requireSilence("head", headSilenceMillis);
    requireSilence("tail", tailSilenceMillis);
  }

  /** A single M4B at the audiobook profile, with captions. */
  public static AssemblySettings defaults(String outputFolder) {
    return new AssemblySettings(
        outputFolder,
        AudioFormat.M4B,
        true,
        AudioFormat.M4B.defaultBitRateKbps(),
        LoudnessProfile.AUDIOBOOK,
        44_100,
        700,
        3_000,
        "",
        "Narrated by a synthetic voice",
        CaptionSettings.DEFAULTS);
  }

  /** The same in another format at that format's usual bit rate. */
  public AssemblySettings withFormat(AudioFormat other, boolean inOneFile) {
    return new AssemblySettings(
        outputFolder,
        other,
        inOneFile,
        other.defaultBitRateKbps(),
        loudness,
        sampleRateHz,
        headSilenceMillis,
        tailSilenceMillis,
        narrator,
        syntheticNotice,
        captions);
  }

  /** Whether each book is delivered as one audio file. */
  public boolean oneFilePerBook() {
    return singleFile || format == AudioFormat.M4B;
  }

  /** The sample rate of the delivered files, in hertz. */
  public int deliveredSampleRateHz() {
    return format == AudioFormat.OPUS ? OPUS_SAMPLE_RATE_HZ : sampleRateHz;
  }

  Margins margins() {
    return new Margins(headSilenceMillis, tailSilenceMillis, !oneFilePerBook());
  }

  /** The constant bit rates of layer III: ISO/IEC 11172-3, and 13818-3 for the halved rates. */
  private static void requireMp3BitRate(int bitRateKbps, int sampleRateHz) {
    List<Integer> allowed =
        sampleRateHz < 32_000
            ? List.of(64, 80, 96, 112, 128, 144, 160)
            : List.of(64, 80, 96, 112, 128, 160, 192, 224, 256, 320);
    if (!allowed.contains(bitRateKbps)) {
      throw new IllegalArgumentException(
          "MP3 at %d Hz has a bit rate of %s kbit/s, not %d"
              .formatted(sampleRateHz, allowed, bitRateKbps));
    }
  }

  private static void requireSilence(String name, int millis) {
    if (millis < 0 || millis > LONGEST_SILENCE_MILLIS) {
      throw new IllegalArgumentException(
          "%s silence is not 0 to 10,000 ms: %d".formatted(name, millis));
    }
  }
}

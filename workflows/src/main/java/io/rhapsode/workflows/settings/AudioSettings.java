package io.rhapsode.workflows.settings;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;
import static io.rhapsode.pipeline.settings.InvalidSettingException.requireText;
import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.deliver.CaptionSettings;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.LoudnessProfile;
import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.nio.file.Path;
import java.util.List;

/**
 * What is made.
 *
 * @param folder where the books go, one folder each
 * @param files one file for the book or one for each chapter
 * @param bitRateKbps of the encoded audio, in kbit/s, within the format's range; 0 is its usual one
 * @param sampleRateHz 22,050, 44,100 or 48,000; Opus is always 48,000
 * @param loudness name of a loudness profile
 * @param headSilenceMillis silence before the first word of a file, 0 to 10,000 ms
 * @param tailSilenceMillis least silence after the last word of a file, 0 to 10,000 ms
 * @param narrator who reads, for the tags; empty names the voices
 * @param syntheticNotice said in the tags of every file; empty for none
 */
public record AudioSettings(
    String folder,
    AudioFormat format,
    Files files,
    int bitRateKbps,
    int sampleRateHz,
    String loudness,
    int headSilenceMillis,
    int tailSilenceMillis,
    String narrator,
    String syntheticNotice,
    Captions captions) {
  static final AudioSettings DEFAULTS = of(AssemblySettings.defaults("out"));

  private static final int LONGEST_SILENCE_MILLIS = 10_000;

  public AudioSettings {
    requireText("folder", folder);
    requireNonNull(format, "format is null");
    requireNonNull(files, "files is null");
    requireNonNull(narrator, "narrator is null");
    requireNonNull(syntheticNotice, "syntheticNotice is null");
    requireNonNull(captions, "captions is null");
    requireRange("headSilenceMillis", headSilenceMillis, 0, LONGEST_SILENCE_MILLIS);
    requireRange("tailSilenceMillis", tailSilenceMillis, 0, LONGEST_SILENCE_MILLIS);
    requireProfile(loudness);
    if (sampleRateHz != 22_050 && sampleRateHz != 44_100 && sampleRateHz != 48_000) {
      throw new InvalidSettingException(
          "sampleRateHz", "is %d, not 22050, 44100 or 48000".formatted(sampleRateHz));
    }
    if (bitRateKbps != 0 && format != AudioFormat.FLAC) {
      requireRange(
          "bitRateKbps", bitRateKbps, format.lowestBitRateKbps(), format.highestBitRateKbps());
    }
  }

  /** How a book is divided into files. */
  public enum Files {
    SINGLE,
    CHAPTERS
  }

  /**
   * Captions beside the audio.
   *
   * @param srt whether SubRip files are written
   * @param vtt whether WebVTT files are written
   * @param lineCharacters longest line, 16 to 200 characters
   * @param lines most lines of a cue, 1 to 4
   */
  public record Captions(boolean srt, boolean vtt, int lineCharacters, int lines) {
    public Captions {
      requireRange("lineCharacters", lineCharacters, 16, 200);
      requireRange("lines", lines, 1, 4);
    }
  }

  /**
   * What the assembling stage takes.
   *
   * @param output the output folder, absolute
   */
  public AssemblySettings assembly(Path output) {
    return new AssemblySettings(
        output.toString(),
        format,
        files == Files.SINGLE,
        bitRateKbps == 0 || format == AudioFormat.FLAC ? format.defaultBitRateKbps() : bitRateKbps,
        requireProfile(loudness),
        sampleRateHz,
        headSilenceMillis,
        tailSilenceMillis,
        narrator,
        syntheticNotice,
        new CaptionSettings(
            captions.srt(), captions.vtt(), captions.lineCharacters(), captions.lines()));
  }

  private static AudioSettings of(AssemblySettings assembly) {
    CaptionSettings captions = assembly.captions();
    return new AudioSettings(
        assembly.outputFolder(),
        assembly.format(),
        assembly.singleFile() ? Files.SINGLE : Files.CHAPTERS,
        0,
        assembly.sampleRateHz(),
        assembly.loudness().name(),
        assembly.headSilenceMillis(),
        assembly.tailSilenceMillis(),
        assembly.narrator(),
        assembly.syntheticNotice(),
        new Captions(captions.srt(), captions.vtt(), captions.lineCharacters(), captions.lines()));
  }

  private static LoudnessProfile requireProfile(String name) {
    List<String> names = LoudnessProfile.presets().stream().map(LoudnessProfile::name).toList();
    return LoudnessProfile.preset(name)
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    "loudness",
                    "is '%s', not one of %s".formatted(name, String.join(", ", names))));
  }
}

package io.rhapsode.mux.deliver;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;
import static io.rhapsode.pipeline.settings.InvalidSettingException.requireText;
import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.caption.CaptionSettings;
import io.rhapsode.mux.deliver.AssemblySettings.Delivery;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.CoverRule;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.profile.FileLayout;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.profile.Limits;
import io.rhapsode.mux.profile.LoudnessPreset;
import io.rhapsode.mux.profile.Silence;
import io.rhapsode.mux.restore.RestorationSettings;
import io.rhapsode.mux.watermark.WatermarkSettings;
import io.rhapsode.mux.watermark.Watermarking;
import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.nio.file.Path;
import java.util.List;

/**
 * What is made, as users set it. Where profiles are named, they decide format, division, bit rate,
 * sample rate, loudness and silence; otherwise the keys of the same names do.
 *
 * @param folder where the books go, one folder each
 * @param profiles names of delivery profiles; may be empty
 * @param files one file for the book or one for each chapter; M4B is always one
 * @param bitRateKbps of the encoded audio, in kbit/s, within the format's range; 0 is its usual one
 * @param sampleRateHz 22,050, 44,100 or 48,000; Opus is always 48,000
 * @param headSilenceMillis silence before the first word of a file, 0 to 10,000 ms
 * @param tailSilenceMillis least silence after the last word of a file, 0 to 10,000 ms
 * @param narrator who reads, for the tags; empty names the voices
 * @param syntheticNotice said in the tags of every file; empty for none
 * @param restore what is done to takes before they are mastered
 * @param publish what is made besides audio and captions
 * @param watermark whether the audio itself is marked
 */
public record AudioSettings(
    String folder,
    List<String> profiles,
    AudioFormat format,
    Division files,
    int bitRateKbps,
    int sampleRateHz,
    LoudnessPreset loudness,
    int headSilenceMillis,
    int tailSilenceMillis,
    String narrator,
    String syntheticNotice,
    RestorationSettings restore,
    CaptionSettings captions,
    PublishSettings publish,
    WatermarkSettings watermark) {
  /** A single M4B at the loudness of audiobooks, with captions. */
  public static final AudioSettings DEFAULTS =
      new AudioSettings(
          "out",
          List.of(),
          AudioFormat.M4B,
          Division.SINGLE,
          0,
          44_100,
          LoudnessPreset.AUDIOBOOK,
          700,
          3_000,
          "",
          "Narrated by a synthetic voice",
          RestorationSettings.DEFAULTS,
          CaptionSettings.DEFAULTS,
          PublishSettings.DEFAULTS,
          WatermarkSettings.DEFAULTS);

  private static final int LONGEST_SILENCE_MILLIS = 10_000;
  private static final int OPUS_SAMPLE_RATE_HZ = 48_000;

  public AudioSettings {
    requireText("folder", folder);
    profiles = List.copyOf(profiles);
    requireNonNull(format, "format is null");
    requireNonNull(files, "files is null");
    requireNonNull(loudness, "loudness is null");
    requireNonNull(narrator, "narrator is null");
    requireNonNull(syntheticNotice, "syntheticNotice is null");
    requireNonNull(restore, "restore is null");
    requireNonNull(captions, "captions is null");
    requireNonNull(publish, "publish is null");
    requireNonNull(watermark, "watermark is null");
    requireRange("headSilenceMillis", headSilenceMillis, 0, LONGEST_SILENCE_MILLIS);
    requireRange("tailSilenceMillis", tailSilenceMillis, 0, LONGEST_SILENCE_MILLIS);
    if (profiles.stream().distinct().count() < profiles.size()) {
      throw new InvalidSettingException("profiles", "names one twice: " + profiles);
    }
    ownProfile(
        format,
        files,
        bitRateKbps,
        sampleRateHz,
        loudness,
        Silence.of(headSilenceMillis, tailSilenceMillis));
  }

  /**
   * What the assembling stage takes.
   *
   * @param output the output folder, absolute
   * @param named the profiles that are named, in order
   */
  public AssemblySettings assembly(Path output, List<DeliveryProfile> named) {
    List<Delivery> deliveries =
        named.isEmpty()
            ? List.of(new Delivery(ownProfile(), ""))
            : named.stream().map(Delivery::named).toList();
    return new AssemblySettings(
        output.toString(),
        deliveries,
        narrator,
        syntheticNotice,
        restore,
        captions,
        publish,
        Watermarking.none());
  }

  /** The profile that the keys describe where none is named. */
  private DeliveryProfile ownProfile() {
    return ownProfile(
        format,
        files,
        bitRateKbps,
        sampleRateHz,
        loudness,
        Silence.of(headSilenceMillis, tailSilenceMillis));
  }

  private static DeliveryProfile ownProfile(
      AudioFormat format,
      Division files,
      int bitRateKbps,
      int sampleRateHz,
      LoudnessPreset loudness,
      Silence silence) {
    Division division = format == AudioFormat.M4B ? Division.SINGLE : files;
    return new DeliveryProfile(
        format.fileExtension(),
        "as the settings say",
        format,
        format == AudioFormat.OPUS ? OPUS_SAMPLE_RATE_HZ : sampleRateHz,
        1,
        bitRateKbps == 0 || format.lossless() ? format.defaultBitRateKbps() : bitRateKbps,
        new FileLayout(division, 0, 0),
        loudness.target(),
        silence,
        // A book as a whole is brought to its loudness; only chapters can miss it.
        division == Division.SINGLE ? Limits.NONE : loudness.limits(),
        List.of(),
        CoverRule.USUAL,
        false);
  }
}

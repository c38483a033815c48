package io.rhapsode.mux.profile;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;
import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.io.Serializable;
import java.util.List;

/**
 * What a delivery has to be like, and what its finished files may measure; the shape of a file in
 * {@code conf/profiles}.
 *
 * @param name as users write it, in lower-case letters, digits and hyphens; the folder of its files
 * @param description who takes such files
 * @param format container and codec
 * @param sampleRateHz 22,050, 44,100 or 48,000
 * @param channels of the audio: 1, 2 or 6 (5.1), at most 2 in MP3; speech is put into the middle of
 *     them, at the loudness of the whole that {@code mastering} says
 * @param bitRateKbps of the audio in kbit/s, within the format's range; 0 for lossless formats
 * @param files how a book is divided
 * @param mastering what the speech is brought to
 * @param silence silence around the speech of each file
 * @param limits what a finished file may measure
 * @param tags tags that a file must have, by FFmpeg's names such as "title" and "artist"
 * @param cover what the cover has to be
 * @param required whether a file outside the limits is a failure; otherwise it is a warning
 */
public record DeliveryProfile(
    String name,
    String description,
    AudioFormat format,
    int sampleRateHz,
    int channels,
    int bitRateKbps,
    FileLayout files,
    LoudnessTarget mastering,
    Silence silence,
    Limits limits,
    List<String> tags,
    CoverRule cover,
    boolean required)
    implements Serializable {
  private static final int OPUS_SAMPLE_RATE_HZ = 48_000;

  public DeliveryProfile {
    requireNonNull(description, "description is null");
    requireNonNull(format, "format is null");
    requireNonNull(files, "files is null");
    requireNonNull(mastering, "mastering is null");
    requireNonNull(silence, "silence is null");
    requireNonNull(cover, "cover is null");
    limits = limits == null ? Limits.NONE : limits;
    tags = tags == null ? List.of() : List.copyOf(tags);
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new InvalidSettingException(
          "name", "is '%s', not lower-case letters, digits and hyphens".formatted(name));
    }
    requireSampleRate(format, sampleRateHz);
    requireChannels(format, channels);
    requireRange(
        "bitRateKbps", bitRateKbps, format.lowestBitRateKbps(), format.highestBitRateKbps());
    if (format == AudioFormat.MP3) {
      requireMp3BitRate(bitRateKbps, sampleRateHz);
    }
  }

  public boolean oneFileAChapter() {
    return files.division() == Division.CHAPTERS;
  }

  /** Which loudspeakers the channels are for. */
  public ChannelLayout layout() {
    return ChannelLayout.of(channels).orElseThrow();
  }

  /** Bytes of a second of encoded audio, about. */
  public double bytesPerSecond() {
    return format.lossless()
        ? sampleRateHz * 3.0 * channels
        : bitRateKbps * 1_000.0 * format.rateExcess() / Byte.SIZE;
  }

  private static void requireChannels(AudioFormat format, int channels) {
    if (ChannelLayout.of(channels).isEmpty()) {
      throw new InvalidSettingException("channels", "is %d, not 1, 2 or 6".formatted(channels));
    }
    requireRange("channels", channels, 1, format.mostChannels());
  }

  private static void requireSampleRate(AudioFormat format, int sampleRateHz) {
    if (sampleRateHz != 22_050 && sampleRateHz != 44_100 && sampleRateHz != 48_000) {
      throw new InvalidSettingException(
          "sampleRateHz", "is %d, not 22050, 44100 or 48000".formatted(sampleRateHz));
    }
    if (format == AudioFormat.OPUS && sampleRateHz != OPUS_SAMPLE_RATE_HZ) {
      throw new InvalidSettingException(
          "sampleRateHz", "is %d, and Opus is always 48000".formatted(sampleRateHz));
    }
  }

  /** The constant bit rates of layer III: ISO/IEC 11172-3, and 13818-3 for the halved rates. */
  private static void requireMp3BitRate(int bitRateKbps, int sampleRateHz) {
    List<Integer> allowed =
        sampleRateHz < 32_000
            ? List.of(64, 80, 96, 112, 128, 144, 160)
            : List.of(64, 80, 96, 112, 128, 160, 192, 224, 256, 320);
    if (!allowed.contains(bitRateKbps)) {
      throw new InvalidSettingException(
          "bitRateKbps",
          "is %d, and MP3 at %d Hz has one of %s".formatted(bitRateKbps, sampleRateHz, allowed));
    }
  }
}

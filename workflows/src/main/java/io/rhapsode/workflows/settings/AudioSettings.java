package io.rhapsode.workflows.settings;

import static io.rhapsode.workflows.settings.InvalidSettingException.requireRange;
import static io.rhapsode.workflows.settings.InvalidSettingException.requireText;
import static java.util.Objects.requireNonNull;

/**
 * What is made.
 *
 * @param folder where the books go, one folder each
 * @param files one file for the book or one for each chapter; an M4B is always one
 * @param bitRateKbps of the encoded audio, in kbit/s, 16 to 320; 0 is the usual one of the format
 * @param loudness name of a loudness profile
 */
public record AudioSettings(
    String folder, Format format, Files files, int bitRateKbps, String loudness) {
  static final AudioSettings DEFAULTS =
      new AudioSettings("out", Format.M4B, Files.SINGLE, 0, "audiobook");

  public AudioSettings {
    requireText("folder", folder);
    requireNonNull(format, "format is null");
    requireNonNull(files, "files is null");
    requireText("loudness", loudness);
    if (bitRateKbps != 0) {
      requireRange("bitRateKbps", bitRateKbps, 16, 320);
    }
  }

  /** What the audio is packed in. */
  public enum Format {
    M4B,
    MP3,
    OPUS,
    FLAC
  }

  /** How a book is divided into files. */
  public enum Files {
    SINGLE,
    CHAPTERS
  }
}

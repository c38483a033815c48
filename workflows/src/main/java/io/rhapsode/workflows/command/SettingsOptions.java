package io.rhapsode.workflows.command;

import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.workflows.settings.AudioSettings.Files;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.NarrateSettings.Runner;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that are settings: each wins over the files. */
final class SettingsOptions {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(MB|GB|TB)");

  @Option(
      names = "--format",
      description = "m4b (default), mp3, opus or flac.",
      paramLabel = "FORMAT")
  private AudioFormat format;

  @Mixin private SynthesisOptions synthesis;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Division division;

  @Option(
      names = "--bitrate",
      description = "Bit rate in kbit/s (default: m4b 64, mp3 192, opus 48).",
      paramLabel = "KBPS")
  private Integer bitRateKbps;

  @Option(names = "--out", description = "Where the books go (default: out).", paramLabel = "DIR")
  private String out;

  @Option(
      names = "--jobs",
      description = "How much is done at once (default: one job a book, up to one a processor).",
      paramLabel = "N")
  private Integer jobs;

  @Option(names = "--runner", description = "direct (default) or flink.", paramLabel = "RUNNER")
  private Runner runner;

  @Option(
      names = "--loudness",
      description = "Loudness profile: audiobook (default), podcast or broadcast.",
      paramLabel = "PROFILE")
  private String loudness;

  @Option(
      names = "--work",
      description = "Where takes are kept between runs; .rhapsode by default.",
      paramLabel = "DIR")
  private String work;

  @Option(
      names = "--store-limit",
      description = "Takes used least recently are removed beyond it, such as 20GB.",
      paramLabel = "SIZE")
  private String storeLimit;

  /** One file or many. */
  private static final class Division {
    @Option(names = "--single-file", description = "One file for the book.")
    private boolean single;

    @Option(names = "--per-chapter", description = "One file for each chapter (not m4b).")
    private boolean chapters;
  }

  /**
   * Defaults, then {@code conf/narrate.yaml}, then --settings, then flags.
   *
   * @param home the folder of the installation, if known
   */
  NarrateSettings settings(Optional<Path> home) throws UsageException {
    SettingsReader reader = synthesis.reader(home);
    SynthesisOptions.overlay(reader, "--format", "audio/format", format);
    SynthesisOptions.overlay(reader, "--bitrate", "audio/bitRateKbps", bitRateKbps);
    SynthesisOptions.overlay(reader, "--out", "audio/folder", out);
    SynthesisOptions.overlay(reader, "--loudness", "audio/loudness", loudness);
    SynthesisOptions.overlay(reader, "--jobs", "run/jobs", jobs);
    SynthesisOptions.overlay(reader, "--runner", "run/runner", runner);
    SynthesisOptions.overlay(reader, "--work", "work/folder", work);
    if (division != null) {
      Files files = division.chapters ? Files.CHAPTERS : Files.SINGLE;
      SynthesisOptions.overlay(
          reader, division.chapters ? "--per-chapter" : "--single-file", "audio/files", files);
    }
    if (storeLimit != null) {
      SynthesisOptions.overlay(
          reader, "--store-limit", "work/limitMegabytes", megabytes(storeLimit));
    }
    return refuseChaptersOfM4b(reader.settings());
  }

  private NarrateSettings refuseChaptersOfM4b(NarrateSettings settings) throws UsageException {
    if (division != null && division.chapters && settings.audio().format() == AudioFormat.M4B) {
      throw new UsageException(
          "--per-chapter: an m4b is always one file; add --format mp3, opus or flac");
    }
    return settings;
  }

  /** Megabytes of 10^6 bytes in "500MB", "20GB" or "2TB". */
  static long megabytes(String size) throws UsageException {
    Matcher matcher = SIZE.matcher(size.strip().toUpperCase(java.util.Locale.ROOT));
    if (!matcher.matches()) {
      throw new UsageException("--store-limit is '%s', not such as 500MB or 20GB".formatted(size));
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "MB" -> number;
      case "GB" -> number * 1_000;
      default -> number * 1_000_000;
    };
  }
}

package io.rhapsode.workflows.command.option;

import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.lexicon.LexiconShelf;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that are settings: each wins over the files. */
public final class SettingsOptions {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(MB|GB|TB)");

  @Option(
      names = "--format",
      description = "m4b (default), mp3, opus, flac or wav.",
      paramLabel = "FORMAT")
  private AudioFormat format;

  @Option(
      names = "--profile",
      split = ",",
      description =
          "Delivery profiles, such as m4b,mp3-chapters,acx; each in a folder of its name, measured"
              + " and held against its limits. See conf/profiles.",
      paramLabel = "NAMES")
  private List<String> profiles;

  @Mixin private SynthesisOptions synthesis;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private FileDivision division;

  @Option(
      names = "--bitrate",
      description = "Bit rate in kbit/s (default: m4b 64, mp3 192, opus 48).",
      paramLabel = "KBPS")
  private Integer bitRateKbps;

  @Option(
      names = "--epub",
      description =
          "The EPUB itself too, with its narration: sentences light up while they are read.")
  private Boolean epub;

  @Option(
      names = "--feed",
      description = "A podcast feed too; where the output folder will be found.",
      paramLabel = "URL")
  private String feed;

  @Option(
      names = "--credits",
      description = "Say title, author and narrator before and after the book.")
  private Boolean credits;

  @Option(
      names = "--pace",
      description =
          "How quickly books are read, in percent of the voices' own paces (default: 100), by"
              + " voices that can.",
      paramLabel = "PERCENT")
  private Integer pace;

  @Option(names = "--out", description = "Where the books go (default: out).", paramLabel = "DIR")
  private String out;

  @Mixin private RunningOptions running;

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
      names = "--lexicon",
      split = ",",
      description =
          "How words are said: files of PLS (*.pls) or tables (*.tsv: a word, a tab, /IPA/ or a"
              + " respelling). See conf/lexicons.",
      paramLabel = "FILES")
  private List<String> lexicons;

  @Mixin private ListeningOptions listening;

  @Option(
      names = "--store-limit",
      description = "Takes used least recently are removed beyond it, such as 20GB.",
      paramLabel = "SIZE")
  private String storeLimit;

  /** One file or many. */
  private static final class FileDivision {
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
  public NarrateSettings settings(Optional<Path> home) throws UsageException {
    return settings(files(home));
  }

  /** Defaults, then {@code conf/narrate.yaml}, then --settings. */
  public SettingsReader files(Optional<Path> home) throws UsageException {
    return synthesis.files(home);
  }

  /**
   * What was read, with the flags laid over it.
   *
   * @throws UsageException when a setting is wrong, or names what is not there
   */
  public NarrateSettings settings(SettingsReader read) throws UsageException {
    SettingsReader reader = synthesis.overlay(read);
    SynthesisOptions.overlay(reader, "--profile", "audio/profiles", profiles);
    SynthesisOptions.overlay(reader, "--format", "audio/format", format);
    SynthesisOptions.overlay(reader, "--bitrate", "audio/bitRateKbps", bitRateKbps);
    SynthesisOptions.overlay(reader, "--epub", "audio/publish/epub", epub);
    SynthesisOptions.overlay(reader, "--feed", "audio/publish/feed", feed);
    SynthesisOptions.overlay(reader, "--credits", "read/credits/spoken", credits);
    SynthesisOptions.overlay(reader, "--pace", "read/pacePercent", pace);
    SynthesisOptions.overlay(reader, "--out", "audio/folder", out);
    SynthesisOptions.overlay(reader, "--loudness", "audio/loudness", loudness);
    running.overlay(reader);
    listening.overlay(reader);
    SynthesisOptions.overlay(reader, "--lexicon", "read/lexicons", lexicons);
    SynthesisOptions.overlay(reader, "--work", "work/folder", work);
    if (division != null) {
      Division files = division.chapters ? Division.CHAPTERS : Division.SINGLE;
      SynthesisOptions.overlay(
          reader, division.chapters ? "--per-chapter" : "--single-file", "audio/files", files);
    }
    if (storeLimit != null) {
      SynthesisOptions.overlay(
          reader, "--store-limit", "work/limitMegabytes", megabytes(storeLimit));
    }
    NarrateSettings settings = refuseChaptersOfM4b(reader.settings());
    requireProfiles(settings);
    LexiconShelf.standard().lexicons(settings.read().lexicons());
    return settings;
  }

  private void requireProfiles(NarrateSettings settings) throws UsageException {
    if (profiles != null
        && (format != null || bitRateKbps != null || loudness != null || division != null)) {
      throw new UsageException(
          "--profile decides format, bit rate, loudness and files: leave their flags away, or copy"
              + " its file in conf/profiles and change it there");
    }
    try {
      Installation.profiles().profiles(settings.audio().profiles());
    } catch (YamlException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private NarrateSettings refuseChaptersOfM4b(NarrateSettings settings) throws UsageException {
    if (division != null && division.chapters && settings.audio().format() == AudioFormat.M4B) {
      throw new UsageException(
          "--per-chapter: an m4b is always one file; add --format mp3, opus, flac or wav");
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

package io.rhapsode.workflows.command.option;

import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags of everything that speaks; each wins over the files. */
public final class SynthesisOptions {
  @Option(
      names = "--voice",
      description =
          "Voice that reads; `rhapsode voices` lists them. auto (default) is the best installed one"
              + " for each language.",
      paramLabel = "NAME")
  private String voice;

  @Option(
      names = "--language",
      description = "Language of the text (BCP 47), whatever it says itself.",
      paramLabel = "TAG")
  private String language;

  @Option(names = "--seed", description = "Another seed is another reading.", paramLabel = "N")
  private Long seed;

  @Option(
      names = "--device",
      description = "Where neural voices compute: auto (default), cpu or cuda:N.",
      paramLabel = "DEVICE")
  private String device;

  @Option(
      names = "--precision",
      description = "Of neural voices: float32 (default), int8 (cpu only) or bfloat16.",
      paramLabel = "PRECISION")
  private WeightPrecision precision;

  @Option(
      names = "--threads",
      description = "Threads of neural voices (default: 1).",
      paramLabel = "N")
  private Integer threads;

  @Option(
      names = "--settings",
      description = "Settings that win over conf/narrate.yaml.",
      paramLabel = "FILE")
  private Path file;

  /**
   * Defaults, then {@code conf/narrate.yaml}, then --settings, then these flags.
   *
   * @param home the folder of the installation, if known
   */
  public SettingsReader reader(Optional<Path> home) throws UsageException {
    return overlay(files(home));
  }

  /** Defaults, then {@code conf/narrate.yaml}, then --settings. */
  SettingsReader files(Optional<Path> home) throws UsageException {
    return files(home, Optional.ofNullable(file));
  }

  /** Lays these flags over what was read so far. */
  SettingsReader overlay(SettingsReader reader) {
    overlay(reader, "--voice", "voice", voice);
    overlay(reader, "--language", "language", language);
    overlay(reader, "--seed", "seed", seed);
    overlay(reader, "--device", "synthesis/device", device);
    overlay(reader, "--precision", "synthesis/precision", precision);
    overlay(reader, "--threads", "synthesis/threads", threads);
    return reader;
  }

  /** Defaults, then {@code conf/narrate.yaml}, then a file of the user's. */
  static SettingsReader files(Optional<Path> home, Optional<Path> file) throws UsageException {
    SettingsReader reader = new SettingsReader();
    Optional<Path> standard = home.map(folder -> folder.resolve("conf").resolve("narrate.yaml"));
    if (standard.isPresent() && Files.exists(standard.get())) {
      reader.overlay(standard.get());
    }
    if (file.isPresent()) {
      reader.overlay(file.get());
    }
    return reader;
  }

  public static void overlay(SettingsReader reader, String flag, String path, Object value) {
    if (value != null) {
      reader.overlay(flag, path, value);
    }
  }
}

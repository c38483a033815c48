package io.rhapsode.synth.model;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model in the store.
 *
 * @param folder where its files are
 * @param record what was noted when it came
 */
public record InstalledModel(Path folder, Record record) {

  /** Name of the note in the model's folder. */
  static final String RECORD_FILE = "installed.json";

  /** Name of the model's settings in its folder. */
  public static final String CONFIG_FILE = "config.yaml";

  /** End of the origin of a variant that makes no voices. */
  public static final String WITHOUT_CLONING = ", variant without voice cloning";

  public InstalledModel {
    requireNonNull(folder, "folder is null");
    requireNonNull(record, "record is null");
  }

  /** How a file's content was checked when it came. */
  public enum Trust {
    /** Its SHA-256 is the catalogue's. */
    CATALOGUE,
    /** The catalogue has none; what came was recorded. */
    UNVERIFIED
  }

  /**
   * One file.
   *
   * @param bytes its size
   */
  public record File(String sha256, long bytes, Trust trust) {
    public File {
      requireNonNull(sha256, "sha256 is null");
      requireNonNull(trust, "trust is null");
    }
  }

  /**
   * Facts of an installation.
   *
   * @param languages BCP 47 primary tags it speaks, its own first
   * @param origin where the files came from, for people
   * @param files by name
   * @param licence identifier of the model's licence; empty where nobody said
   * @param preference as in {@link ModelDescription}
   * @param voices those that came with it
   */
  public record Record(
      String id,
      String family,
      List<String> languages,
      String origin,
      Map<String, File> files,
      String licence,
      int preference,
      List<PresetVoice> voices) {
    public Record {
      requireNonNull(id, "id is null");
      requireNonNull(family, "family is null");
      requireNonNull(origin, "origin is null");
      languages = List.copyOf(languages);
      if (languages.isEmpty()) {
        throw new IllegalArgumentException("languages are empty");
      }
      // Records of earlier versions have no licence and no voices.
      licence = licence == null ? "" : licence;
      voices = voices == null ? List.of() : List.copyOf(voices);
      files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** Of a model that the catalogue describes. */
    public static Record of(ModelDescription model, String origin, Map<String, File> files) {
      return new Record(
          model.id(),
          model.family(),
          model.languages(),
          origin,
          files,
          model.licence().id(),
          model.preference(),
          model.voices().stream()
              .filter(voice -> voice.file().isEmpty() || files.containsKey(voice.file()))
              .toList());
    }

    /** Whether the files are those for which no terms had to be accepted: they make no voices. */
    public boolean withoutCloning() {
      return origin.endsWith(WITHOUT_CLONING);
    }

    /** Of a model of a user's own. */
    static Record own(
        String id, String family, List<String> languages, String origin, Map<String, File> files) {
      return new Record(id, family, languages, origin, files, "", 0, List.of());
    }
  }

  public String id() {
    return record.id();
  }

  public Path config() {
    return folder.resolve(CONFIG_FILE);
  }

  public long bytes() {
    return record.files().values().stream().mapToLong(File::bytes).sum();
  }
}

package io.rhapsode.synth.model;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.model.source.FileSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the catalogue knows of a model.
 *
 * @param id its name in commands, and of its folder in the store
 * @param family architecture: which engine runs it
 * @param title one line for people
 * @param languages BCP 47 primary tags it speaks
 * @param gated whether the hub wants its terms accepted and a token
 * @param config settings file of the model, copied beside its files; absent where the files say all
 * @param preference which model {@code voice: auto} takes, the highest, 0 to 100; 0 is never taken
 * @param voices that come with it
 * @param remark anything a user should know before use; empty if nothing
 */
public record ModelDescription(
    String id,
    String family,
    String title,
    List<String> languages,
    Licence licence,
    boolean gated,
    List<ModelFile> files,
    Optional<Path> config,
    int preference,
    List<PresetVoice> voices,
    String remark) {

  public ModelDescription {
    requireNonNull(id, "id is null");
    requireNonNull(family, "family is null");
    requireNonNull(title, "title is null");
    languages = List.copyOf(languages);
    requireNonNull(licence, "licence is null");
    files = List.copyOf(files);
    requireNonNull(config, "config is null");
    voices = List.copyOf(voices);
    requireNonNull(remark, "remark is null");
  }

  /** Whether every file has a source; other models can only be imported. */
  public boolean isObtainable() {
    return files.stream().noneMatch(file -> file.sources().isEmpty());
  }

  /** Whether it is fetched without a token and without accepting a licence or unknown content. */
  public boolean isFetchedUnasked() {
    return licence.commercial()
        && !gated
        && files.stream().allMatch(file -> file.hash().isPresent() && !file.sources().isEmpty());
  }

  /** Size of all files in bytes; absent if that of one is not known. */
  public OptionalLong bytes() {
    return files.stream().allMatch(file -> file.bytes().isPresent())
        ? OptionalLong.of(files.stream().mapToLong(file -> file.bytes().getAsLong()).sum())
        : OptionalLong.empty();
  }

  /**
   * The model without the voices under a licence that forbids sale, and without their files.
   *
   * @return the model itself if it has no such voices
   */
  public ModelDescription withoutRestrictedVoices() {
    Set<String> dropped =
        voices.stream()
            .filter(voice -> !voice.commercial())
            .map(PresetVoice::file)
            .collect(Collectors.toSet());
    return new ModelDescription(
        id,
        family,
        title,
        languages,
        licence,
        gated,
        files.stream().filter(file -> !dropped.contains(file.name())).toList(),
        config,
        preference,
        voices.stream().filter(PresetVoice::commercial).toList(),
        remark);
  }

  /** Whether a file serves one voice only, so that the model is sound without it. */
  public boolean isOfOneVoice(ModelFile file) {
    return voices.stream().anyMatch(voice -> voice.file().equals(file.name()));
  }

  /** Whether a file is that of a voice under a licence that forbids sale. */
  boolean isRestricted(ModelFile file) {
    return licence.commercial()
        && voices.stream()
            .anyMatch(voice -> voice.file().equals(file.name()) && !voice.commercial());
  }

  /**
   * Terms the weights come under.
   *
   * @param id SPDX identifier, or a name where there is none
   * @param notice one or two sentences of what it asks of the user
   * @param page where it can be read
   * @param commercial whether what the model speaks may be sold
   */
  public record Licence(String id, String notice, String page, boolean commercial) {
    public Licence {
      requireNonNull(id, "id is null");
      requireNonNull(notice, "notice is null");
      requireNonNull(page, "page is null");
    }
  }

  /**
   * One file of a model.
   *
   * @param name in the model's folder
   * @param bytes its size; absent when nobody has recorded it
   * @param sources where it is, tried in this order
   * @param openSources where a variant for which no terms need be accepted is, which lacks voice
   *     cloning
   * @param hash of the content at {@code sources}; absent when nobody has recorded it
   * @param openHash of the content at {@code openSources}; absent likewise
   */
  public record ModelFile(
      String name,
      OptionalLong bytes,
      List<FileSource> sources,
      List<FileSource> openSources,
      Optional<ContentHash> hash,
      Optional<ContentHash> openHash) {
    public ModelFile {
      requireNonNull(name, "name is null");
      requireNonNull(bytes, "bytes is null");
      sources = List.copyOf(sources);
      openSources = List.copyOf(openSources);
      requireNonNull(hash, "hash is null");
      requireNonNull(openHash, "openHash is null");
    }

    /**
     * How a file differs from what is recorded of this one, with or without terms to accept.
     *
     * @return for people; empty if it does not differ, or if nothing is recorded
     */
    Optional<String> difference(Path content) throws IOException {
      return hash.isEmpty() || isRecordedAs(content)
          ? Optional.empty()
          : Optional.of(
              "%s, the catalogue says %s".formatted(hash.get().of(content), hash.get().digits()));
    }

    /** Whether a file is recorded as this one, with or without terms to accept. */
    boolean isRecordedAs(Path content) throws IOException {
      return matches(hash, content) || matches(openHash, content);
    }

    private static boolean matches(Optional<ContentHash> recorded, Path content)
        throws IOException {
      return recorded.isPresent() && recorded.get().of(content).equals(recorded.get());
    }
  }
}

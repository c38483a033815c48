package io.rhapsode.synth.model;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the catalogue knows of a model.
 *
 * @param id its name in commands, and of its folder in the store
 * @param family architecture: which engine runs it
 * @param title one line for people
 * @param languages BCP 47 primary tags it speaks
 * @param gated whether the hub wants its terms accepted and a token
 * @param config settings file of the model, copied beside its files
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
    Path config,
    String remark) {

  public ModelDescription {
    requireNonNull(id, "id is null");
    requireNonNull(family, "family is null");
    requireNonNull(title, "title is null");
    languages = List.copyOf(languages);
    requireNonNull(licence, "licence is null");
    files = List.copyOf(files);
    requireNonNull(config, "config is null");
    requireNonNull(remark, "remark is null");
  }

  /** Whether a hub has the model; others can only be imported. */
  public boolean isOnHub() {
    return files.stream().allMatch(file -> file.source().isPresent());
  }

  /**
   * Terms the weights come under.
   *
   * @param id SPDX identifier, or a name where there is none
   * @param notice one or two sentences of what it asks of the user
   * @param page where it can be read
   */
  public record Licence(String id, String notice, String page) {
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
   * @param source where it is
   * @param openSource where a variant for which no terms need be accepted is, which lacks voice
   *     cloning
   * @param sha256 of the content at {@code source}; absent when nobody has recorded it
   * @param openSha256 of the content at {@code openSource}; absent likewise
   */
  public record ModelFile(
      String name,
      Optional<HubLocation> source,
      Optional<HubLocation> openSource,
      Optional<String> sha256,
      Optional<String> openSha256) {
    public ModelFile {
      requireNonNull(name, "name is null");
      requireNonNull(source, "source is null");
      requireNonNull(openSource, "openSource is null");
      requireNonNull(sha256, "sha256 is null");
      requireNonNull(openSha256, "openSha256 is null");
    }
  }
}

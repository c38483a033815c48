package io.rhapsode.mux.profile;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.settings.StrictMapping;
import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.pipeline.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The delivery profiles of an installation: a folder with one YAML file each, named after the
 * profile.
 *
 * @param folder such as {@code conf/profiles}
 */
public record ProfileCatalogue(Path folder) {
  private static final String EXTENSION = ".yaml";

  /**
   * The names of all profiles, sorted.
   *
   * @throws YamlException when the folder cannot be read
   */
  public List<String> names() throws YamlException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(EXTENSION))
          .map(name -> name.substring(0, name.length() - EXTENSION.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new YamlException("delivery profiles cannot be read: " + IoProblem.describe(e), e);
    }
  }

  /**
   * A profile by its name.
   *
   * @throws YamlException when there is no such profile, naming the nearest, or its file is wrong,
   *     naming file, line and key
   */
  public DeliveryProfile profile(String name) throws YamlException {
    List<String> names = names();
    if (!names.contains(name)) {
      throw new YamlException(
          "there is no delivery profile '%s'%s; there are %s"
              .formatted(
                  name,
                  NearestName.ifClose(name, names)
                      .map("; the nearest is '%s'"::formatted)
                      .orElse(""),
                  String.join(", ", names)));
    }
    Path file = folder.resolve(name + EXTENSION);
    DeliveryProfile profile = StrictMapping.read(file, DeliveryProfile.class);
    if (!profile.name().equals(name)) {
      throw new YamlException("%s: name is '%s', not '%s'".formatted(file, profile.name(), name));
    }
    return profile;
  }

  /** Several profiles by their names, in that order. */
  public List<DeliveryProfile> profiles(List<String> names) throws YamlException {
    List<DeliveryProfile> profiles = new ArrayList<>();
    for (String name : names) {
      profiles.add(profile(name));
    }
    return List.copyOf(profiles);
  }
}

package io.rhapsode.synth.model;

import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.pipeline.yaml.YamlMapping;
import io.rhapsode.synth.model.ModelDescription.Licence;
import io.rhapsode.synth.model.ModelDescription.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The known models: a folder with one YAML file each, named after the model. Reading is strict; one
 * wrong file is an error for all, since a catalogue that silently lacks a model is worse.
 */
public final class ModelCatalogue {
  private static final String EXTENSION = ".yaml";
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Map<String, ModelDescription> models;

  private ModelCatalogue(Map<String, ModelDescription> models) {
    this.models = models;
  }

  /**
   * @param folder with the catalogue's files, such as {@code conf/models}
   * @throws YamlException if a file is wrong; it names file, key and remedy
   */
  public static ModelCatalogue read(Path folder) throws IOException {
    Map<String, ModelDescription> models = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(EXTENSION)).toList()) {
        ModelDescription model = readModel(file);
        models.put(model.id(), model);
      }
    }
    return new ModelCatalogue(models);
  }

  /** All models, sorted by id. */
  public List<ModelDescription> models() {
    return List.copyOf(models.values());
  }

  public Optional<ModelDescription> find(String id) {
    return Optional.ofNullable(models.get(id));
  }

  /**
   * @throws ModelException if there is no such model; it names the nearest
   */
  public ModelDescription model(String id) throws ModelException {
    ModelDescription model = models.get(id);
    if (model != null) {
      return model;
    }
    throw new ModelException(
        "the catalogue has no model '%s': %s"
            .formatted(
                id,
                NearestName.ifClose(id, models.keySet())
                    .map(nearest -> "did you mean '" + nearest + "'?")
                    .orElse("'rhapsode models list' shows those it has")));
  }

  /** Whether a text can be the id of a model: it becomes the name of a folder. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static ModelDescription readModel(Path file) throws YamlException {
    YamlMapping root = YamlMapping.read(file);
    String name = file.getFileName().toString();
    String id = root.text("id");
    if (!isId(id) || !name.equals(id + EXTENSION)) {
      throw root.wrong("id", "must be the file's name without .yaml, of a-z, 0-9, '.', '-', '_'");
    }
    YamlMapping licence = root.mapping("licence");
    List<ModelFile> files = new ArrayList<>();
    for (YamlMapping entry : root.mappings("files")) {
      files.add(readFile(entry));
    }
    ModelDescription model =
        new ModelDescription(
            id,
            root.text("family"),
            root.text("title"),
            root.texts("languages"),
            new Licence(licence.text("id"), licence.text("notice"), licence.text("page")),
            root.flag("gated", false),
            files,
            config(file, root),
            root.optionalText("remark").orElse(""));
    root.finish();
    return model;
  }

  private static Path config(Path file, YamlMapping root) throws YamlException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path config = folder.resolve(root.text("config")).normalize();
    if (!config.startsWith(folder) || !Files.isRegularFile(config)) {
      throw root.wrong("config", "no such file within " + folder);
    }
    return config;
  }

  private static ModelFile readFile(YamlMapping entry) throws YamlException {
    String name = entry.text("name");
    if (!FILE_NAME.matcher(name).matches()) {
      throw entry.wrong("name", "must be a file name of letters, digits, '.', '-', '_'");
    }
    return new ModelFile(
        name,
        location(entry, "uri"),
        location(entry, "open_uri"),
        fingerprint(entry, "sha256"),
        fingerprint(entry, "open_sha256"));
  }

  private static Optional<HubLocation> location(YamlMapping entry, String key)
      throws YamlException {
    Optional<String> text = entry.optionalText(key);
    try {
      return text.map(HubLocation::parse);
    } catch (IllegalArgumentException exception) {
      throw entry.wrong(key, exception.getMessage());
    }
  }

  private static Optional<String> fingerprint(YamlMapping entry, String key) throws YamlException {
    Optional<String> text = entry.optionalText(key);
    if (text.isPresent() && !SHA256.matcher(text.get()).matches()) {
      throw entry.wrong(key, "must be 64 lower-case hexadecimal digits");
    }
    return text;
  }
}

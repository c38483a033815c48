package io.rhapsode.synth.model;

import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.pipeline.yaml.YamlMapping;
import io.rhapsode.synth.model.ContentHash.Algorithm;
import io.rhapsode.synth.model.ModelDescription.Licence;
import io.rhapsode.synth.model.ModelDescription.ModelFile;
import io.rhapsode.synth.model.source.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The known models: a folder with one YAML file each, named after the model; models of one kind may
 * be in a folder within it. Reading is strict; one wrong file is an error for all, since a
 * catalogue that silently lacks a model is worse.
 */
public final class ModelCatalogue {
  private static final String EXTENSION = ".yaml";

  /** The settings files of models, which are no descriptions. */
  private static final String CONFIGS = "configs";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** A file of the model's folder, or of one folder in it. */
  private static final Pattern FILE_NAME =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63}/)?[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private static final Set<String> SEXES = Set.of("", "female", "male");

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
    try (Stream<Path> files = Files.walk(folder, 2)) {
      List<Path> descriptions =
          files
              .filter(file -> file.toString().endsWith(EXTENSION))
              .filter(file -> !folder.resolve(CONFIGS).equals(file.getParent()))
              .toList();
      for (Path file : descriptions) {
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
   * A model by its id, or by a kind and a name with a slash between, such as {@code
   * piper/it_IT-paola-medium}.
   *
   * @throws ModelException if there is no such model; it names the nearest
   */
  public ModelDescription model(String id) throws ModelException {
    ModelDescription model = models.get(id.replace('/', '-'));
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
      throw root.wrong(
          "id", "must be the file's name without .yaml, of letters, digits, '.', '-', '_'");
    }
    YamlMapping licence = root.mapping("licence");
    List<String> usual = root.optionalTexts("sources");
    List<ModelFile> files = new ArrayList<>();
    for (YamlMapping entry : root.mappings("files")) {
      files.add(readFile(entry, usual));
    }
    ModelDescription model =
        new ModelDescription(
            id,
            root.text("family"),
            root.text("title"),
            root.texts("languages"),
            new Licence(
                licence.text("id"),
                licence.text("notice"),
                licence.text("page"),
                licence.flag("commercial", true)),
            root.flag("gated", false),
            files,
            config(file, root),
            root.optionalInteger("preference", 0, 100).orElse(0),
            voices(root, files),
            root.optionalText("remark").orElse(""));
    root.finish();
    return model;
  }

  private static Optional<Path> config(Path file, YamlMapping root) throws YamlException {
    Optional<String> name = root.optionalText("config");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path config = folder.resolve(name.get()).normalize();
    if (!config.startsWith(folder) || !Files.isRegularFile(config)) {
      throw root.wrong("config", "no such file within " + folder);
    }
    return Optional.of(config);
  }

  private static List<PresetVoice> voices(YamlMapping root, List<ModelFile> files)
      throws YamlException {
    List<PresetVoice> voices = new ArrayList<>();
    if (!root.has("voices")) {
      return voices;
    }
    Set<String> fileNames = files.stream().map(ModelFile::name).collect(Collectors.toSet());
    for (YamlMapping entry : root.mappings("voices")) {
      String file = entry.optionalText("file").orElse("");
      if (!file.isEmpty() && !fileNames.contains(file)) {
        throw entry.wrong("file", "'%s' is not among the files of the model".formatted(file));
      }
      voices.add(voice(entry, file));
    }
    return voices;
  }

  private static PresetVoice voice(YamlMapping entry, String file) throws YamlException {
    String sex = entry.optionalText("sex").orElse("");
    if (!SEXES.contains(sex)) {
      throw entry.wrong("sex", "must be female or male");
    }
    try {
      return new PresetVoice(
          entry.text("name"),
          entry.text("language"),
          sex,
          entry.optionalText("grade").orElse(""),
          entry.optionalText("description").orElse(""),
          entry.optionalText("licence").orElse(""),
          entry.flag("commercial", true),
          entry.optionalText("preset").orElse(""),
          file);
    } catch (IllegalArgumentException exception) {
      throw entry.wrong("name", exception.getMessage());
    }
  }

  private static ModelFile readFile(YamlMapping entry, List<String> usual) throws YamlException {
    String name = entry.text("name");
    if (!FILE_NAME.matcher(name).matches()) {
      throw entry.wrong(
          "name",
          "must be a file name of letters, digits, '.', '-', '_', with at most one folder before"
              + " it");
    }
    List<String> sources =
        entry.has("sources")
            ? entry.texts("sources")
            : usual.stream().map(source -> source.replace("{name}", name)).toList();
    return new ModelFile(
        name,
        entry.optionalLong("bytes", 1, Long.MAX_VALUE),
        sources(entry, "sources", sources),
        sources(entry, "open_sources", entry.optionalTexts("open_sources")),
        hash(entry),
        fingerprint(entry, "open_sha256", Algorithm.SHA_256));
  }

  private static List<FileSource> sources(YamlMapping entry, String key, List<String> texts)
      throws YamlException {
    try {
      return texts.stream().map(FileSource::parse).toList();
    } catch (IllegalArgumentException exception) {
      throw entry.wrong(key, exception.getMessage());
    }
  }

  /** The SHA-256, or else the MD5 that the publisher records. */
  private static Optional<ContentHash> hash(YamlMapping entry) throws YamlException {
    Optional<ContentHash> sha256 = fingerprint(entry, "sha256", Algorithm.SHA_256);
    Optional<ContentHash> md5 = fingerprint(entry, "md5", Algorithm.MD5);
    return sha256.or(() -> md5);
  }

  private static Optional<ContentHash> fingerprint(
      YamlMapping entry, String key, Algorithm algorithm) throws YamlException {
    Optional<String> text = entry.optionalText(key);
    try {
      return text.map(digits -> new ContentHash(algorithm, digits));
    } catch (IllegalArgumentException exception) {
      throw entry.wrong(key, exception.getMessage());
    }
  }
}

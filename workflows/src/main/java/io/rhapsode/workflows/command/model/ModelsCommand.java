package io.rhapsode.workflows.command.model;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.InstalledModel.Trust;
import io.rhapsode.synth.model.ModelCatalogue;
import io.rhapsode.synth.model.ModelChecks;
import io.rhapsode.synth.model.ModelDescription;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelImporter;
import io.rhapsode.synth.model.ModelImporter.Transfer;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.model.pull.Hub;
import io.rhapsode.synth.model.pull.ModelPuller;
import io.rhapsode.synth.model.pull.ModelPuller.Consent;
import io.rhapsode.synth.registry.ModelFamilies;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceHeader;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.run.JobResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Models on this machine: which there are, how to get them, whether they are sound. */
@Command(
    name = "models",
    description = "Lists, gets, checks and deletes the models of neural voices.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ModelsCommand {
  private static final ModelChecks FAMILIES = ModelFamilies.checks();
  private static final Logger LOGGER = LoggerFactory.getLogger(ModelsCommand.class);
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  /**
   * @param environment of the process: hub address, token, offline mode
   */
  public ModelsCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.environment = Map.copyOf(environment);
  }

  @Command(
      name = "list",
      description = "Lists the models of the catalogue and those installed.",
      mixinStandardHelpOptions = true)
  public int list(
      @Mixin LocalModels local,
      @Mixin KnownModels known,
      @Option(names = "--json", description = "One JSON object a line instead of a table.")
          boolean json)
      throws Exception {
    List<Map<String, String>> models = listed(known.catalogue(), local.store());
    if (json) {
      for (Map<String, String> model : models) {
        out.println(Json.MAPPER.writeValueAsString(model));
      }
      return JobResult.COMPLETE;
    }
    List<List<String>> rows = new ArrayList<>();
    models.forEach(model -> rows.add(List.copyOf(model.values())));
    out.print(TextTable.of(List.of("model", "speaks", "licence", "size", "state", "title"), rows));
    return JobResult.COMPLETE;
  }

  @Command(
      name = "pull",
      description = "Gets a model of the catalogue from the first of its sources that has it.",
      mixinStandardHelpOptions = true)
  public int pull(
      @Mixin LocalModels local,
      @Mixin KnownModels known,
      @Parameters(paramLabel = "MODEL", description = "Its name in 'rhapsode models list'.")
          String id,
      @Option(
              names = "--accept-unverified",
              description =
                  "Take files for which the catalogue has no SHA-256 too, and record what came.")
          boolean acceptUnverified,
      @Option(
              names = "--without-cloning",
              description =
                  "Take the variant for which no terms need be accepted; it cannot clone voices.")
          boolean withoutCloning,
      @Option(
              names = "--accept-licence",
              description =
                  "Take models and voices whose licence forbids selling the audio, or is not known,"
                      + " too.")
          boolean acceptLicence,
      @Option(names = "--offline", description = "Do not use the network.") boolean offline)
      throws Exception {
    ModelDescription model = known.catalogue().model(id);
    Hub set = Hub.of(environment);
    Hub hub = new Hub(set.address(), set.token(), set.offline() || offline);
    err.println(
        "%s: %s (%s)"
            .formatted(model.licence().id(), model.licence().notice(), model.licence().page()));
    InstalledModel installed;
    try (TransferView view = new TransferView(err, Installation.terminal(), model)) {
      installed =
          new ModelPuller(local.store(), hub, ModelFamilies.checks(), environment, view)
              .pull(model, new Consent(acceptUnverified, withoutCloning, acceptLicence));
    }
    reportInstalled(installed);
    if (!acceptLicence) {
      reportRestricted(model);
    }
    return JobResult.COMPLETE;
  }

  @Command(
      name = "import",
      description = "Takes a model from a folder: of the catalogue, or one with a config.yaml.",
      mixinStandardHelpOptions = true)
  public int importFolder(
      @Mixin LocalModels local,
      @Mixin KnownModels known,
      @Parameters(paramLabel = "FOLDER", description = "Where its files are.") Path folder,
      @Option(
              names = "--id",
              paramLabel = "MODEL",
              description = "What to call it; by default the folder's name.")
          String id,
      @Option(
              names = "--family",
              paramLabel = "FAMILY",
              description = "Architecture of a model that is not in the catalogue.")
          String family,
      @Option(
              names = "--language",
              paramLabel = "TAG",
              split = ",",
              description = "What a model that is not in the catalogue speaks, such as en,fr.")
          List<String> languages,
      @Option(
              names = "--link",
              description = "Hard-link the files instead of copying them, where that is possible.")
          boolean link)
      throws Exception {
    String name = id == null ? folder.toAbsolutePath().normalize().getFileName().toString() : id;
    ModelImporter importer = new ModelImporter(local.store(), known.catalogue(), FAMILIES);
    List<String> spoken = languages == null ? List.of() : languages;
    Transfer transfer = link ? Transfer.LINK : Transfer.COPY;
    reportInstalled(
        family == null
            ? importer.importFolder(folder, name, spoken, transfer)
            : importer.importFolder(folder, name, family, spoken, transfer));
    return JobResult.COMPLETE;
  }

  @Command(
      name = "verify",
      description = "Checks the files of installed models against their recorded SHA-256.",
      mixinStandardHelpOptions = true)
  public int verify(
      @Mixin LocalModels local,
      @Mixin KnownModels known,
      @Parameters(arity = "0..*", paramLabel = "MODEL", description = "Default: all installed.")
          List<String> ids)
      throws Exception {
    ModelStore store = local.store();
    ModelCatalogue catalogue = known.catalogue();
    List<InstalledModel> models = new ArrayList<>();
    if (ids == null) {
      models.addAll(store.models());
    } else {
      for (String id : ids) {
        models.add(store.model(id));
      }
    }
    int code = JobResult.COMPLETE;
    for (InstalledModel model : models) {
      List<String> problems = store.verify(model, catalogue.find(model.id()));
      out.println(model.id() + ": " + (problems.isEmpty() ? "sound" : "damaged"));
      problems.forEach(problem -> out.println("  " + problem));
      code = problems.isEmpty() ? code : JobResult.FAILED;
    }
    if (models.isEmpty()) {
      out.println("no models are installed in " + store.folder());
    }
    return code;
  }

  @Command(
      name = "delete",
      description = "Deletes an installed model.",
      mixinStandardHelpOptions = true)
  public int delete(
      @Mixin LocalModels local,
      @Parameters(paramLabel = "MODEL", description = "Its name in 'rhapsode models list'.")
          String id,
      @Option(names = "--force", description = "Also when voices were made for it.") boolean force)
      throws Exception {
    InstalledModel model = local.store().model(id);
    List<String> voices = voicesOf(model, local.voices());
    if (!force && !voices.isEmpty()) {
      throw new ModelException(
          "model '%s' is needed by the voices %s: delete them first, or add --force"
              .formatted(id, String.join(", ", voices)));
    }
    local.store().delete(model);
    out.println("deleted model %s: %s freed".formatted(id, megabytes(model.bytes())));
    return JobResult.COMPLETE;
  }

  /**
   * Names of the voices that speak with a model only; those with a recording can be had in others,
   * and damaged ones say nothing.
   */
  private static List<String> voicesOf(InstalledModel model, VoiceFolder voices)
      throws IOException {
    return voices.headers(damaged -> LOGGER.warn("{}", damaged.getMessage())).stream()
        .filter(voice -> voice.recording().isEmpty())
        .filter(
            voice ->
                voice.origin().stream().anyMatch(origin -> origin.model().id().equals(model.id())))
        .map(VoiceHeader::name)
        .toList();
  }

  private static List<Map<String, String>> listed(ModelCatalogue catalogue, ModelStore store)
      throws Exception {
    Map<String, InstalledModel> installed = new TreeMap<>();
    store.models().forEach(model -> installed.put(model.id(), model));
    List<Map<String, String>> rows = new ArrayList<>();
    for (ModelDescription model : catalogue.models()) {
      Optional<InstalledModel> present = Optional.ofNullable(installed.remove(model.id()));
      OptionalLong bytes =
          present.isPresent() ? OptionalLong.of(present.get().bytes()) : model.bytes();
      rows.add(
          row(
              model.id(),
              model.languages(),
              model.licence().id(),
              bytes,
              present.isPresent() ? "installed" : obtainable(model),
              model.title()));
    }
    for (InstalledModel own : installed.values()) {
      rows.add(
          row(
              own.id(),
              own.record().languages(),
              "?",
              OptionalLong.of(own.bytes()),
              "installed",
              "imported from " + own.record().origin()));
    }
    return rows;
  }

  private static Map<String, String> row(
      String id,
      List<String> languages,
      String licence,
      OptionalLong bytes,
      String state,
      String title) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("model", id);
    row.put("languages", String.join(" ", languages));
    row.put("licence", licence);
    row.put("size", bytes.isPresent() ? megabytes(bytes.getAsLong()) : "?");
    row.put("state", state);
    row.put("title", title);
    return row;
  }

  private static String obtainable(ModelDescription model) {
    if (!model.isObtainable()) {
      return "to import";
    }
    return model.gated() ? "to pull, gated" : "to pull";
  }

  private static String megabytes(long bytes) {
    return "%,.1f MB".formatted(bytes / BYTES_PER_MEGABYTE);
  }

  /** Says which voices of a model were not taken. */
  private void reportRestricted(ModelDescription model) {
    long restricted = model.voices().stream().filter(voice -> !voice.commercial()).count();
    if (restricted > 0) {
      out.println(
          "left out %d voices whose licence forbids selling the audio; --accept-licence takes them"
              .formatted(restricted));
    }
  }

  private void reportInstalled(InstalledModel model) {
    out.println("installed %s in %s".formatted(model.id(), model.folder()));
    model
        .record()
        .files()
        .forEach(
            (name, file) -> {
              if (file.trust() == Trust.UNVERIFIED) {
                out.println(
                    "  %s: not verified, recorded SHA-256 %s".formatted(name, file.sha256()));
              }
            });
  }
}

package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.mux.check.FileCheck;
import io.rhapsode.mux.check.MeasuredFile;
import io.rhapsode.mux.check.WatermarkCheck;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.watermark.Detection;
import io.rhapsode.mux.watermark.WatermarkKey;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.report.audio.AudioFigures;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.workflows.command.option.NeuralDevice;
import io.rhapsode.workflows.command.option.SynthesisOptions;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.proof.ProofReader;
import io.rhapsode.workflows.proof.Recording;
import io.rhapsode.workflows.provenance.ProvenanceCheck;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds audio files from anywhere against a delivery profile, or against their book. */
@Command(
    name = "check",
    description =
        "Decodes and measures audio files, made here or elsewhere: says what to change for a"
            + " delivery profile, whether the audio has the mark of synthetic speech, and whether"
            + " it says what its book says. Without an option: whether delivered files are what"
            + " was signed.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every file is what the profile asks for, marked if that was asked, and says the book",
      "1:some file is not, or cannot be decoded",
      "2:nothing was checked: there is no such profile, file, book or recogniser"
    })
final class CheckCommand implements Callable<Integer> {
  private final StageFactory stages;
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Audio files of any usual format; with --against also folders of them, in the order of"
              + " their names; without an option folders of books, or files in them.")
  private List<Path> files;

  @Option(
      names = "--profile",
      description = "A delivery profile, such as acx. See conf/profiles.",
      paramLabel = "NAME")
  private String profileName;

  @Option(names = "--watermark", description = "Listen for the mark of synthetic speech.")
  private boolean watermark;

  @Option(
      names = "--watermark-key",
      description = "The key of the mark, if the job that made the files had one of its own.",
      paramLabel = "TEXT")
  private String watermarkKey;

  @Option(
      names = "--against",
      description =
          "Listen to all of the files, which are one audiobook, and say which sentences of this"
              + " document are missing, repeated, different or out of order, and when.",
      paramLabel = "DOCUMENT")
  private Path document;

  @Option(
      names = "--signed-by",
      description = "The public key that must have signed what is delivered.",
      paramLabel = "KEY")
  private String publicKey;

  @Mixin private SynthesisOptions options;

  @Option(names = "--json", description = "One JSON object a file instead of text.")
  private boolean json;

  CheckCommand(StageFactory stages, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  /**
   * What became of a file, as JSON.
   *
   * @param problem why it cannot be measured; empty when it was
   * @param codec empty when it was not measured
   */
  private record Result(
      String file,
      String profile,
      boolean inside,
      String problem,
      String codec,
      double bitRateKbps,
      Optional<AudioFigures> figures,
      List<String> problems) {}

  /**
   * What was heard of a mark, as JSON.
   *
   * @param payload eight hexadecimal digits; empty when it could not be read
   */
  private record MarkResult(
      String file, boolean marked, String payload, int markedStretches, int stretches) {
    static MarkResult of(Path file, Detection detection) {
      return new MarkResult(
          file.toString(),
          detection.found(),
          detection.payloadDigits(),
          detection.markedStretches(),
          detection.stretches());
    }
  }

  @Override
  public Integer call() throws UsageException, IOException {
    boolean signed = publicKey != null || profileName == null && !watermark && document == null;
    if (signed && !isAsSigned()) {
      return JobResult.FAILED;
    }
    if (profileName == null && !watermark && document == null) {
      return JobResult.COMPLETE;
    }
    Optional<DeliveryProfile> profile = profile();
    Recording recording = Recording.of(files);
    boolean inside = document == null || says(recording);
    for (Path file : recording.files()) {
      inside &= profile.isEmpty() || check(file, profile.get());
      inside &= !watermark || listen(file);
    }
    return inside ? JobResult.COMPLETE : JobResult.FAILED;
  }

  private boolean isAsSigned() throws JsonProcessingException {
    boolean all = true;
    for (Path place : files) {
      try {
        ProvenanceCheck check = ProvenanceCheck.of(place, Optional.ofNullable(publicKey));
        all &= check.problems().isEmpty();
        tell(check);
      } catch (IOException e) {
        tellUnreadable(place, IoProblem.describe(e));
        all = false;
      }
    }
    return all;
  }

  private void tell(ProvenanceCheck check) throws JsonProcessingException {
    if (json) {
      out.println(Json.MAPPER.writeValueAsString(check));
      return;
    }
    check.problems().forEach(problem -> out.printf("%s: %s%n", check.file(), problem));
    if (!check.says().isEmpty()) {
      out.printf(
          "%s: %s%s%n",
          check.file(), check.problems().isEmpty() ? "unchanged: " : "", check.says());
    }
  }

  private boolean says(Recording recording) throws UsageException, IOException {
    NarrateSettings settings = options.reader(Installation.home()).settings();
    NeuralDevice.require(settings);
    try {
      return new ProofReader(settings, stages.voices(settings), out, err, json)
              .check(recording, document)
          == JobResult.COMPLETE;
    } catch (IOException e) {
      err.println("rhapsode: " + IoProblem.describe(e));
      return false;
    }
  }

  private Optional<DeliveryProfile> profile() throws UsageException {
    if (profileName == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Installation.profiles().profile(profileName));
    } catch (YamlException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private boolean listen(Path file) throws JsonProcessingException {
    WatermarkKey key = watermarkKey == null ? WatermarkKey.PUBLIC : new WatermarkKey(watermarkKey);
    Detection detection;
    try {
      detection = WatermarkCheck.of(file, key);
    } catch (IOException e) {
      tellUnreadable(file, IoProblem.describe(e));
      return false;
    }
    out.println(
        json
            ? Json.MAPPER.writeValueAsString(MarkResult.of(file, detection))
            : "%s: %s".formatted(file, detection.describe()));
    return detection.found();
  }

  private boolean check(Path file, DeliveryProfile profile) throws JsonProcessingException {
    FileCheck check;
    try {
      check = FileCheck.of(MeasuredFile.of(file, file.toString()), profile);
    } catch (IOException e) {
      tellUnreadable(file, IoProblem.describe(e));
      return false;
    }
    boolean inside = check.problems().isEmpty();
    if (json) {
      tell(
          new Result(
              file.toString(),
              profileName,
              inside,
              "",
              check.file().facts().codec(),
              check.file().facts().bitRateKbps(),
              Optional.of(check.figures()),
              check.problems()));
    } else {
      tell(file, check);
    }
    return inside;
  }

  private void tell(Path file, FileCheck check) {
    String verdict = check.problems().isEmpty() ? "inside" : "outside";
    out.println("%s: %s the profile %s".formatted(file, verdict, profileName));
    out.print(
        TextTable.of(
            List.of("  figure", "measured", "profile", ""),
            check.quantities().stream()
                .map(
                    row ->
                        List.of(
                            "  " + row.name(),
                            row.figure(),
                            row.limit(),
                            row.inside() ? "" : "outside"))
                .toList()));
    check.problems().forEach(problem -> out.println("  it " + problem));
  }

  private void tellUnreadable(Path file, String problem) throws JsonProcessingException {
    if (json) {
      tell(
          new Result(
              file.toString(), profileName, false, problem, "", 0, Optional.empty(), List.of()));
    } else {
      err.println("rhapsode: " + problem);
    }
  }

  private void tell(Result result) throws JsonProcessingException {
    out.println(Json.MAPPER.writeValueAsString(result));
  }
}

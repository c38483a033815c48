package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.mux.check.FileCheck;
import io.rhapsode.mux.check.MeasuredFile;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.report.AudioFigures;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds audio files from anywhere against a delivery profile. */
@Command(
    name = "check",
    description =
        "Decodes and measures audio files, made here or elsewhere, and says what to change for a"
            + " delivery profile.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every file is what the profile asks for",
      "1:some file is not, or cannot be decoded",
      "2:nothing was measured: there is no such profile or file"
    })
final class CheckCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Audio files of any usual format.")
  private List<Path> files;

  @Option(
      names = "--profile",
      required = true,
      description = "A delivery profile, such as acx. See conf/profiles.",
      paramLabel = "NAME")
  private String profileName;

  @Option(names = "--json", description = "One JSON object a file instead of text.")
  private boolean json;

  CheckCommand(PrintStream out, PrintStream err) {
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

  @Override
  public Integer call() throws UsageException, JsonProcessingException {
    DeliveryProfile profile = profile();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new UsageException("%s is not a file".formatted(file));
      }
    }
    boolean inside = true;
    for (Path file : files) {
      inside &= check(file, profile);
    }
    return inside ? JobResult.COMPLETE : JobResult.FAILED;
  }

  private DeliveryProfile profile() throws UsageException {
    try {
      return Installation.profiles().profile(profileName);
    } catch (YamlException e) {
      throw new UsageException(e.getMessage(), e);
    }
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

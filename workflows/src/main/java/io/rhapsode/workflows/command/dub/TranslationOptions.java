package io.rhapsode.workflows.command.dub;

import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.TrackSource;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.run.DubRunner;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.UsageException;
import io.rhapsode.workflows.translate.CommandTranslator;
import io.rhapsode.workflows.translate.EndpointTranslator;
import io.rhapsode.workflows.translate.Glossary;
import io.rhapsode.workflows.translate.Translation;
import io.rhapsode.workflows.translate.Translator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Into what dialogue is translated before it is spoken, and by whom. */
final class TranslationOptions {
  @Option(
      names = "--translate-to",
      split = ",",
      paramLabel = "LANGUAGE",
      description =
          "Languages to translate the subtitles into and to dub the film in, such as de,fr; nothing"
              + " is spoken in their own language then.")
  private List<String> languages = List.of();

  @Option(
      names = "--translate-with",
      paramLabel = "COMMAND",
      description =
          "Who translates: a program and its arguments. It reads a JSON object a line (id, from,"
              + " to, text, before, after, maximumCharacters, glossary) and writes one a line (id,"
              + " text). "
              + ProgramWords.RULES)
  private String command;

  @Option(
      names = "--translate-url",
      paramLabel = "URL",
      description = "Who translates: an address that takes OpenAI's chat completions, up to /v1.")
  private URI url;

  @Option(
      names = "--translate-model",
      paramLabel = "NAME",
      description = "The model at --translate-url.")
  private String model;

  @Option(
      names = "--translate-key",
      paramLabel = "VARIABLE",
      defaultValue = "OPENAI_API_KEY",
      description =
          "The environment variable with the key for --translate-url (default: OPENAI_API_KEY).")
  private String variable;

  @Option(
      names = "--glossary",
      paramLabel = "FILE",
      description =
          "Terms and their translations: TBX, or CSV with a language for each column (en,de,fr).")
  private Path glossary;

  /** Whether anything is to be translated. */
  boolean wanted() {
    return !languages.isEmpty();
  }

  /**
   * The job in the languages that are wanted.
   *
   * @throws UsageException when nobody translates, or there is more than one language to do it from
   */
  DubJob translated(DubJob job, JobFolders folders, StageFactory stages) throws UsageException {
    Translation translation =
        new Translation(
            translator(),
            glossary == null ? Glossary.EMPTY : Glossary.read(glossary),
            StoreFolder.at(folders.work()));
    DubRunner runner = new DubRunner(job, folders, stages);
    List<DubSource> films = new ArrayList<>();
    for (DubSource film : job.films()) {
      films.add(
          film.lines().isPresent() ? inLanguages(film) : translated(film, runner, translation));
    }
    return new DubJob(job.settings(), job.dub(), films);
  }

  private Translator translator() throws UsageException {
    if ((command == null) == (url == null)) {
      throw new UsageException(
          "--translate-to: say who translates, either --translate-with or --translate-url");
    }
    if (command != null) {
      List<String> words = ProgramWords.of(command);
      ProgramWords.require("--translate-with", words);
      return new CommandTranslator(words);
    }
    if (model == null) {
      throw new UsageException("--translate-url: which --translate-model is to translate?");
    }
    Optional<String> key =
        Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
    return new EndpointTranslator(url, model, key);
  }

  /** A plan that was edited holds the translations already. */
  private DubSource inLanguages(DubSource film) {
    return new DubSource(
        film.dubId(), film.video(), tracks(film), film.cast(), film.lines(), film.warnings());
  }

  private DubSource translated(DubSource film, DubRunner runner, Translation translation)
      throws UsageException {
    if (film.tracks().size() != 1) {
      throw new UsageException(
          "--translate-to: %s has subtitles in %d languages; give those to translate from"
              .formatted(film.path(), film.tracks().size()));
    }
    List<PlannedLine> lines = new ArrayList<>();
    List<String> warnings = new ArrayList<>(film.warnings());
    try {
      DubPlan plan = runner.plan(film);
      warnings.addAll(plan.warnings());
      for (String language : languages) {
        Translation.Result result = translation.translate(plan, plan.tracks().get(0), language);
        lines.addAll(result.lines());
        warnings.addAll(result.warnings());
      }
    } catch (FailureException e) {
      // What cannot be read fails as it does without a translation, and the other films go on.
      return film;
    } catch (IOException e) {
      throw new UsageException("--translate-to: " + IoProblem.describe(e), e);
    }
    return new DubSource(
        film.dubId(), film.video(), tracks(film), film.cast(), Optional.of(lines), warnings);
  }

  private List<TrackSource> tracks(DubSource film) {
    String path = film.tracks().get(0).path();
    return languages.stream().map(language -> new TrackSource(language, path)).toList();
  }
}

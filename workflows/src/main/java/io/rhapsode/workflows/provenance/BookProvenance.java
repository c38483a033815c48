package io.rhapsode.workflows.provenance;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.ProductVersion;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.mux.tag.DigitalSource;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.WorkOrigin;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceHeader;
import io.rhapsode.workflows.provenance.Statement.Permission;
import io.rhapsode.workflows.provenance.Statement.SignedFile;
import io.rhapsode.workflows.provenance.Statement.Speaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Signs what is said of finished books and films. The time in it is all that differs between two
 * runs.
 */
public final class BookProvenance {
  private final DataHome home;
  private final List<Voice> voices;
  private final Clock clock;
  private Optional<String> newKey = Optional.empty();

  /**
   * @param voices of the job
   */
  public BookProvenance(DataHome home, List<Voice> voices, Clock clock) {
    this.home = requireNonNull(home, "home is null");
    this.voices = List.copyOf(voices);
    this.clock = requireNonNull(clock, "clock is null");
  }

  static Path keyFile(DataHome home) {
    return home.folder().resolve("keys").resolve("provenance.ed25519");
  }

  /** The public key, where signing made one. */
  public Optional<String> newKey() {
    return newKey;
  }

  /**
   * Writes the statement beside a book's files, unless it is there and says the same.
   *
   * @throws IOException when it cannot be written, or there is no key and none can be made
   */
  public void sign(WorkReport book) throws IOException {
    if (book.files().isEmpty() || book.origin().isEmpty()) {
      return;
    }
    Path folder = folderOf(Path.of(book.files().get(0).path()));
    Path file = folder.resolve(ProvenanceFile.NAME);
    SigningKey key = key();
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    Statement statement = statement(book, book.origin().get(), folder, now);
    if (!isSaid(statement, file, key)) {
      ProvenanceFile.sign(statement, key).write(file);
    }
  }

  private static boolean isSaid(Statement statement, Path file, SigningKey key) {
    try {
      ProvenanceFile earlier = ProvenanceFile.read(file);
      return earlier.publicKey().equals(key.publicText())
          && earlier.genuine()
          && earlier.said().at(statement.madeAt()).equals(statement);
    } catch (IOException e) {
      // There is none, or it is not one that can be read: it is written anew.
      return false;
    }
  }

  private SigningKey key() throws IOException {
    Path file = keyFile(home);
    Optional<SigningKey> known = SigningKey.find(file);
    if (known.isPresent()) {
      return known.get();
    }
    SigningKey made = SigningKey.make(file);
    newKey = Optional.of(made.publicText());
    return made;
  }

  /** Files are in the book's folder or one below it; the report is in the former. */
  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    return Files.exists(folder.resolve(BookFolder.REPORT)) ? folder : folder.getParent();
  }

  private Statement statement(WorkReport book, WorkOrigin origin, Path folder, String now)
      throws IOException {
    List<Speaker> speakers = new ArrayList<>();
    boolean trained = false;
    for (Voice voice : voices) {
      if (origin.voices().contains(voice.name())) {
        speakers.add(speaker(voice));
        trained |= SpeechEngines.standard().usesDevice(voice.engine());
      }
    }
    List<SignedFile> files =
        book.files().stream()
            .map(file -> signed(file, folder))
            .sorted(Comparator.comparing(SignedFile::path))
            .toList();
    String source = book.source();
    return new Statement(
        Statement.FORMAT,
        (trained ? DigitalSource.TRAINED : DigitalSource.ALGORITHMIC).address(),
        "Rhapsode " + ProductVersion.read(),
        now,
        new Statement.Document(
            source.substring(source.lastIndexOf('/') + 1),
            origin.documentSha256().orElse(""),
            book.title()),
        speakers,
        origin.watermarked() ? "marked" : "none",
        files);
  }

  private static SignedFile signed(OutputFile file, Path folder) {
    String path = folder.relativize(Path.of(file.path())).toString().replace('\\', '/');
    return new SignedFile(path, file.bytes(), file.sha256());
  }

  private Speaker speaker(Voice voice) throws IOException {
    return new Speaker(
        voice.name(),
        voice.engine(),
        voice.engineVersion(),
        voice.fingerprint(),
        voice.parameters(),
        modelFiles(voice),
        consent(voice));
  }

  /** Where a cluster spoke, its machines have the model, and perhaps this one has not. */
  private Map<String, String> modelFiles(Voice voice) throws IOException {
    String model = voice.parameters().get(FamilyVoices.MODEL);
    if (model == null) {
      return Map.of();
    }
    try {
      Map<String, String> hashes = new TreeMap<>();
      new ModelStore(home.models())
          .find(model)
          .ifPresent(
              installed ->
                  installed
                      .record()
                      .files()
                      .forEach((name, file) -> hashes.put(name, file.sha256())));
      return hashes;
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Optional<Permission> consent(Voice voice) throws IOException {
    try {
      return new VoiceFolder(home.voices())
          .header(voice.name())
          .flatMap(VoiceHeader::origin)
          .map(
              made ->
                  new Permission(
                      made.consent().statement(),
                      made.consent().recordedAt().toString(),
                      made.reference().fingerprint()));
    } catch (VoiceException e) {
      // The voice spoke, so its profile is another one by now.
      return Optional.empty();
    }
  }
}

package io.rhapsode.workflows.provenance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of a book's files. Only texts and whole numbers, so that it is signed as one text.
 *
 * @param format version of this shape
 * @param digitalSourceType as IPTC names it: what the audio was made by
 * @param program name and version of what made it
 * @param madeAt when it was signed, in ISO 8601, to the second
 * @param document what was read
 * @param voices who speaks
 * @param watermark "marked" or "none": whether the audio itself is marked
 * @param files what was made, in order of name
 */
record Statement(
    String format,
    String digitalSourceType,
    String program,
    String madeAt,
    Document document,
    List<Speaker> voices,
    String watermark,
    List<SignedFile> files) {
  static final String FORMAT = "rhapsode-provenance/1";

  Statement {
    voices = List.copyOf(voices);
    files = List.copyOf(files);
  }

  /**
   * The document.
   *
   * @param name of its file
   * @param sha256 empty where it was a folder
   */
  record Document(String name, String sha256, String title) {}

  /**
   * A voice.
   *
   * @param fingerprint hash of the voice data
   * @param settings of the engine, such as the model
   * @param modelFiles the files of its model and their hashes
   * @param consent by whose leave a person's voice is used
   */
  record Speaker(
      String name,
      String engine,
      String engineVersion,
      String fingerprint,
      Map<String, String> settings,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> modelFiles,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Permission> consent) {
    Speaker {
      settings = Map.copyOf(settings);
      modelFiles = modelFiles == null ? Map.of() : Map.copyOf(modelFiles);
    }
  }

  /**
   * A consent record.
   *
   * @param recordingSha256 of the recording that the voice was made from
   */
  record Permission(String statement, String recordedAt, String recordingSha256) {}

  /**
   * A file.
   *
   * @param path in the folder of the statement, with slashes
   */
  record SignedFile(String path, long bytes, String sha256) {}

  /** The same said at another time. */
  Statement at(String time) {
    return new Statement(
        format, digitalSourceType, program, time, document, voices, watermark, files);
  }
}

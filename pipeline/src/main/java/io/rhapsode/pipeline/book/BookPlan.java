package io.rhapsode.pipeline.book;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.text.Utterance;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of a book before a word of it is spoken. A plan depends on the document,
 * the manifest and the settings only: the same three give the same plan, byte for byte.
 *
 * @param script what is spoken, in reading order
 * @param manifest the manifest that was followed: the given one, or the one made
 * @param chapters the narrated chapters in order
 * @param blockLengths characters of each block's extracted text, block 1 first
 * @param skips the text that is not spoken, in source order
 * @param warnings what a person should know, one line each
 * @param document the file that was read; absent for the folder of an unpacked publication
 */
public record BookPlan(
    Script script,
    BookManifest manifest,
    Optional<CoverImage> cover,
    List<Chapter> chapters,
    List<Integer> blockLengths,
    List<Skip> skips,
    List<String> warnings,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<SourceDocument> document) {
  private static final String STAGE = "read";

  public BookPlan {
    requireNonNull(script, "script is null");
    requireNonNull(manifest, "manifest is null");
    requireNonNull(cover, "cover is null");
    chapters = List.copyOf(chapters);
    blockLengths = List.copyOf(blockLengths);
    skips = List.copyOf(skips);
    warnings = List.copyOf(warnings);
    requireNonNull(document, "document is null");
    int expected = chapters.stream().mapToInt(Chapter::utterances).sum();
    if (expected != script.utterances().size()) {
      throw new IllegalArgumentException(
          "chapters count %d utterances, the plan has %d"
              .formatted(expected, script.utterances().size()));
    }
  }

  /** A plan of a document whose file is not known. */
  public BookPlan(
      Script script,
      BookManifest manifest,
      Optional<CoverImage> cover,
      List<Chapter> chapters,
      List<Integer> blockLengths,
      List<Skip> skips,
      List<String> warnings) {
    this(script, manifest, cover, chapters, blockLengths, skips, warnings, Optional.empty());
  }

  /** The same plan, with the file that it was made of. */
  public BookPlan of(SourceDocument file) {
    return new BookPlan(
        script, manifest, cover, chapters, blockLengths, skips, warnings, Optional.of(file));
  }

  /** What a listener will miss although it was meant to be read, one failure for each passage. */
  public List<Failure> losses() {
    return skips.stream().filter(skip -> skip.reason().isLoss()).map(this::loss).toList();
  }

  private Failure loss(Skip skip) {
    String part = skip.locator().part();
    Failure failure =
        skip.reason() == SkipReason.UNREADABLE
            ? Failure.of(
                FailureCode.MALFORMED_DOCUMENT,
                STAGE,
                source(),
                "%s is missing or damaged, so its text is not in the audio; get the file again"
                    .formatted(part))
            : Failure.of(
                FailureCode.UNSUPPORTED_LANGUAGE,
                STAGE,
                source(),
                "no voice speaks '%s', so this passage is not in the audio; choose another voice"
                    .formatted(skip.detail()));
    return failure.at(skip.locator());
  }

  public String bookId() {
    return script.id();
  }

  /** Path of the document. */
  public String source() {
    return script.source();
  }

  public List<Utterance> utterances() {
    return script.utterances();
  }

  /** Names of the voices that speak, in order of their first words. */
  public List<String> voices() {
    return utterances().stream().map(Utterance::voice).distinct().toList();
  }

  public BookMetadata metadata() {
    return manifest.metadata();
  }

  /** Characters of extracted text, spoken or not. */
  public long extractedCharacters() {
    return blockLengths.stream().mapToLong(Integer::longValue).sum();
  }
}

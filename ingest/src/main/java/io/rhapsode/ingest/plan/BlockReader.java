package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.text.LanguageTags;
import io.rhapsode.ingest.text.NormalizedText;
import io.rhapsode.ingest.text.SpeechPiece;
import io.rhapsode.ingest.text.TextNormalizer;
import io.rhapsode.ingest.text.UtteranceSplitter;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cuts the blocks of one book into what is spoken, in which language and by whom. */
final class BlockReader {
  private final BookLanguage language;
  private final VoiceChoice choice;
  private final UtteranceSplitter splitter;
  private final TextNormalizer normalizer;
  private final Set<String> warnings;

  /** A stretch of a block. */
  sealed interface Piece {
    Span characters();
  }

  /**
   * What is spoken.
   *
   * @param holes stretches inside {@code characters} that are not read
   * @param text the characters outside the holes
   */
  record SpokenPiece(
      Span characters, List<Span> holes, String text, Reading reading, boolean endsSentence)
      implements Piece {}

  /** What is said for a text, in which language and by whom. */
  record Reading(NormalizedText spoken, String language, String voice) {}

  /** What cannot be spoken. */
  record SilentPiece(Span characters) implements Piece {}

  /**
   * A language and the voice that speaks it.
   *
   * @param wanted the language of the text
   * @param language the one it is read as
   */
  private record Speaker(String wanted, String language, Voice voice) {}

  BlockReader(
      BookLanguage language, VoiceChoice choice, TextNormalizer normalizer, Set<String> warnings) {
    this.language = language;
    this.choice = choice;
    this.normalizer = normalizer;
    this.splitter = new UtteranceSplitter(normalizer);
    this.warnings = warnings;
  }

  /**
   * Cuts a block.
   *
   * @param holes what is not read, in order
   */
  List<Piece> read(Block block, List<Span> holes, Voice voice) {
    String blockLanguage = language.ofBlock(block, tag -> choice.speaking(voice, tag).isPresent());
    Speaker speaker = speaker(blockLanguage, voice);
    ReadableText readable = new ReadableText(block.text(), holes);
    List<Piece> pieces = new ArrayList<>();
    for (SpeechPiece piece :
        splitter.split(
            readable.text(), List.of(), speaker.language(), speaker.voice().maximumCharacters())) {
      if (piece instanceof SpeechPiece.Speech speech) {
        List<Span> parts = readable.parts(speech.characters());
        String text = speech.characters().of(readable.text());
        Reading reading = reading(block, enclosing(parts), text, speech, speaker, voice);
        pieces.add(
            new SpokenPiece(
                enclosing(parts),
                ReadableText.between(parts),
                text,
                reading,
                speech.endsSentence()));
      } else {
        readable.parts(piece.characters()).forEach(part -> pieces.add(new SilentPiece(part)));
      }
    }
    return pieces;
  }

  private static Span enclosing(List<Span> parts) {
    return new Span(parts.get(0).start(), parts.get(parts.size() - 1).end());
  }

  /**
   * The sentence in its own language where it has one that its voice can speak within its limit.
   */
  private Reading reading(
      Block block,
      Span characters,
      String text,
      SpeechPiece.Speech speech,
      Speaker speaker,
      Voice voice) {
    speech.spoken().warning().ifPresent(warnings::add);
    Reading own = new Reading(speech.spoken(), speaker.language(), speaker.voice().name());
    String blockLanguage = speaker.wanted();
    String sentenceLanguage = BookLanguage.ofSentence(block, characters, blockLanguage);
    if (sentenceLanguage.equals(blockLanguage)) {
      return own;
    }
    Speaker other = speaker(sentenceLanguage, voice);
    NormalizedText again = normalizer.normalize(text, other.language());
    boolean fits =
        !again.spoken().isBlank() && again.spoken().length() <= other.voice().maximumCharacters();
    return fits ? new Reading(again, other.language(), other.voice().name()) : own;
  }

  /** The voice for a language; where nobody speaks it, the chapter's voice reads it as its own. */
  private Speaker speaker(String wanted, Voice voice) {
    Optional<Voice> found = choice.speaking(voice, wanted);
    if (found.isEmpty()) {
      warnings.add(
          "no voice of engine '%s' speaks '%s'; '%s' reads such text as '%s'"
              .formatted(voice.engine(), wanted, voice.name(), voice.language()));
      return new Speaker(wanted, spokenBy(voice), voice);
    }
    if (!found.get().equals(voice)) {
      warnings.add(
          "voice '%s' does not speak '%s'; '%s' reads such text"
              .formatted(voice.name(), wanted, found.get().name()));
    }
    return new Speaker(wanted, wanted, found.get());
  }

  private String spokenBy(Voice voice) {
    boolean ofBook =
        voice.languages().stream()
            .anyMatch(
                spoken ->
                    LanguageTags.primary(spoken).equals(LanguageTags.primary(language.tag())));
    return ofBook ? language.tag() : voice.language();
  }
}

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

  /** What is spoken. */
  record SpokenPiece(SpeechPiece.Speech speech, String language, String voice) implements Piece {
    @Override
    public Span characters() {
      return speech.characters();
    }
  }

  /** What cannot be spoken. */
  record SilentPiece(Span characters) implements Piece {}

  /** A language and the voice that speaks it. */
  private record Speaker(String language, Voice voice) {}

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
    List<Piece> pieces = new ArrayList<>();
    for (SpeechPiece piece :
        splitter.split(
            block.text(), holes, speaker.language(), speaker.voice().maximumCharacters())) {
      if (piece instanceof SpeechPiece.Speech speech) {
        pieces.add(spoken(block, speech, blockLanguage, speaker, voice));
      } else {
        pieces.add(new SilentPiece(piece.characters()));
      }
    }
    return pieces;
  }

  private SpokenPiece spoken(
      Block block, SpeechPiece.Speech speech, String blockLanguage, Speaker speaker, Voice voice) {
    speech.spoken().warning().ifPresent(warnings::add);
    String sentenceLanguage = BookLanguage.ofSentence(block, speech.characters(), blockLanguage);
    if (sentenceLanguage.equals(blockLanguage)) {
      return new SpokenPiece(speech, speaker.language(), speaker.voice().name());
    }
    Speaker other = speaker(sentenceLanguage, voice);
    NormalizedText again =
        normalizer.normalize(speech.characters().of(block.text()), other.language());
    boolean fits =
        !again.spoken().isBlank() && again.spoken().length() <= other.voice().maximumCharacters();
    return fits
        ? new SpokenPiece(
            new SpeechPiece.Speech(speech.characters(), again, speech.endsSentence()),
            other.language(),
            other.voice().name())
        : new SpokenPiece(speech, speaker.language(), speaker.voice().name());
  }

  /** The voice for a language; where nobody speaks it, the chapter's voice reads it as its own. */
  private Speaker speaker(String wanted, Voice voice) {
    Optional<Voice> found = choice.speaking(voice, wanted);
    if (found.isEmpty()) {
      warnings.add(
          "no voice of engine '%s' speaks '%s'; '%s' reads such text as '%s'"
              .formatted(voice.engine(), wanted, voice.name(), voice.language()));
      return new Speaker(spokenBy(voice), voice);
    }
    if (!found.get().equals(voice)) {
      warnings.add(
          "voice '%s' does not speak '%s'; '%s' reads such text"
              .formatted(voice.name(), wanted, found.get().name()));
    }
    return new Speaker(wanted, found.get());
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

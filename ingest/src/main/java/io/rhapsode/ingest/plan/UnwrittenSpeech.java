package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.plan.sentence.Stretch;
import io.rhapsode.ingest.settings.PauseTable;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said and stands nowhere in the text: credits and announcements. It has a place in the
 * document, but takes no character of it.
 */
final class UnwrittenSpeech {
  private final BlockReader reader;
  private final PauseTable pauses;

  UnwrittenSpeech(BlockReader reader, PauseTable pauses) {
    this.reader = reader;
    this.pauses = pauses;
  }

  /**
   * Says a text.
   *
   * @param first position of its first utterance
   * @param chapter number of the chapter
   * @param place block at whose begin it is said
   * @param end what ends with it
   */
  List<Utterance> say(
      String text, Voice voice, int first, int chapter, Locator place, Boundary end) {
    Block block = Block.paragraph("", text.strip());
    List<BlockReader.SpokenPiece> spoken = new ArrayList<>();
    for (BlockReader.Piece piece :
        reader.read(block, List.of(), List.of(Stretch.narrated(0, block.text().length(), voice)))) {
      if (piece instanceof BlockReader.SpokenPiece said) {
        spoken.add(said);
      }
    }
    List<Utterance> utterances = new ArrayList<>();
    for (BlockReader.SpokenPiece piece : spoken) {
      boolean last = utterances.size() == spoken.size() - 1;
      Boundary boundary = last ? end : Boundary.SENTENCE;
      utterances.add(
          utterance(piece.reading(), first + utterances.size(), chapter, place, boundary));
    }
    return utterances;
  }

  private Utterance utterance(
      BlockReader.Reading reading, int ordinal, int chapter, Locator place, Boundary boundary) {
    return new Utterance(
        ordinal,
        chapter,
        new Locator(place.part(), place.block(), new Span(0, 0)),
        List.of(),
        "",
        reading.spoken().words(),
        reading.spoken().tokens().stream()
            .map(token -> new SpokenToken(token.spoken(), new Span(0, 0)))
            .toList(),
        reading.language(),
        reading.voice(),
        Optional.empty(),
        boundary,
        pauses.millis(boundary));
  }
}

package io.rhapsode.ingest.text;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.limit.Interruption;
import io.rhapsode.ingest.text.normal.NormalizedText;
import io.rhapsode.ingest.text.normal.Prescription;
import io.rhapsode.ingest.text.normal.TextNormalizer;
import io.rhapsode.ingest.text.normal.rule.AlignedText;
import io.rhapsode.ingest.text.sentence.ClauseCutter;
import io.rhapsode.ingest.text.sentence.SentenceSplitter;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a paragraph into what is spoken at once: a sentence each, and clauses of a sentence whose
 * spoken form is longer than the voice can take. Belongs to one thread.
 */
public final class UtteranceSplitter {
  /** Source text this many times longer than the limit is cut before it is normalised. */
  private static final int SURELY_TOO_LONG = 2;

  private final SentenceSplitter sentences = new SentenceSplitter();
  private final ClauseCutter cutter = new ClauseCutter();
  private final TextNormalizer normalizer;

  public UtteranceSplitter(TextNormalizer normalizer) {
    this.normalizer = requireNonNull(normalizer, "normalizer is null");
  }

  /**
   * Cuts a paragraph.
   *
   * @param text what is to be read of it
   * @param language BCP 47 tag
   * @param maximumCharacters longest spoken form, in UTF-16 units
   * @return pieces in order that cover the text
   */
  public List<SpeechPiece> split(String text, String language, int maximumCharacters) {
    return split(text, language, maximumCharacters, List.of());
  }

  /**
   * Cuts a paragraph of which stretches are said as somebody prescribed.
   *
   * @param prescriptions in order, without overlap; one that is cut in two does not hold
   */
  public List<SpeechPiece> split(
      String text, String language, int maximumCharacters, List<Prescription> prescriptions) {
    return pieces(
        new Request(text, language, maximumCharacters, prescriptions),
        sentences.split(text, language));
  }

  /**
   * Cuts a text no more than the voice needs, whatever sentences are in it.
   *
   * @param text what is to be read at once
   * @param language BCP 47 tag
   * @param maximumCharacters longest spoken form, in UTF-16 units
   * @return pieces in order that cover the text
   */
  public List<SpeechPiece> cut(String text, String language, int maximumCharacters) {
    return cut(text, language, maximumCharacters, List.of());
  }

  /**
   * Cuts a text of which stretches are said as somebody prescribed.
   *
   * @param prescriptions in order, without overlap; one that is cut in two does not hold
   */
  public List<SpeechPiece> cut(
      String text, String language, int maximumCharacters, List<Prescription> prescriptions) {
    Request request = new Request(text, language, maximumCharacters, prescriptions);
    return pieces(request, List.of(new Span(0, text.length())));
  }

  private List<SpeechPiece> pieces(Request request, List<Span> sentences) {
    List<SpeechPiece> pieces = new ArrayList<>();
    for (Span sentence : sentences) {
      List<SpeechPiece> spoken = new ArrayList<>();
      add(request, sentence, spoken);
      endSentence(spoken);
      pieces.addAll(spoken);
    }
    return joinSpaces(request.text(), pieces);
  }

  /** The last speech of a sentence ends it. */
  private static void endSentence(List<SpeechPiece> pieces) {
    for (int i = pieces.size() - 1; i >= 0; i--) {
      if (pieces.get(i) instanceof SpeechPiece.Speech speech) {
        pieces.set(i, new SpeechPiece.Speech(speech.characters(), speech.spoken(), true));
        return;
      }
    }
  }

  private record Request(
      String text, String language, int maximumCharacters, List<Prescription> prescriptions) {
    List<Prescription> within(Span span) {
      return Prescription.within(prescriptions, span);
    }
  }

  private void add(Request request, Span span, List<SpeechPiece> pieces) {
    Interruption.check();
    Optional<NormalizedText> spoken = spokenWithin(request, span);
    if (spoken.isPresent()) {
      boolean speech = isSpeakable(spoken.get().spoken()) || !spoken.get().sounds().isEmpty();
      pieces.add(
          speech
              ? new SpeechPiece.Speech(span, spoken.get(), false)
              : new SpeechPiece.Silence(span));
      return;
    }
    Optional<Integer> cut = cutter.cut(request.text(), span);
    if (cut.isEmpty()) {
      pieces.add(new SpeechPiece.Silence(span));
      return;
    }
    add(request, new Span(span.start(), cut.get()), pieces);
    add(request, new Span(cut.get(), span.end()), pieces);
  }

  /** The spoken form, if it fits; a single character that does not fit is spoken as it is. */
  private Optional<NormalizedText> spokenWithin(Request request, Span span) {
    int limit = request.maximumCharacters();
    if (span.length() > SURELY_TOO_LONG * (long) limit) {
      return Optional.empty();
    }
    String written = span.of(request.text());
    NormalizedText spoken = normalizer.normalize(written, request.language(), request.within(span));
    if (spoken.spoken().length() <= limit) {
      return Optional.of(spoken);
    }
    boolean single = written.codePointCount(0, written.length()) == 1;
    if (single && written.length() <= limit) {
      AlignedText raw = AlignedText.of(written);
      return Optional.of(
          new NormalizedText(written, raw.tokens(request.language()), Optional.empty()));
    }
    return Optional.empty();
  }

  private static boolean isSpeakable(String spoken) {
    return spoken.codePoints().anyMatch(UtteranceSplitter::isSpeakable);
  }

  private static boolean isSpeakable(int point) {
    return Character.isLetterOrDigit(point)
        || Character.getType(point) == Character.OTHER_NUMBER
        || Character.getType(point) == Character.LETTER_NUMBER;
  }

  /** Gives white space that stands alone after a cut to the piece it touches. */
  private static List<SpeechPiece> joinSpaces(String text, List<SpeechPiece> pieces) {
    List<SpeechPiece> joined = new ArrayList<>();
    Span pending = null;
    for (SpeechPiece piece : pieces) {
      Span span = piece.characters();
      if (pending != null && pending.end() == span.start()) {
        joined.add(widened(piece, pending.start()));
        pending = null;
        continue;
      }
      if (pending != null) {
        joined.add(new SpeechPiece.Silence(pending));
        pending = null;
      }
      if (piece instanceof SpeechPiece.Silence && span.of(text).isBlank()) {
        pending = span;
      } else {
        joined.add(piece);
      }
    }
    if (pending != null) {
      joined.add(new SpeechPiece.Silence(pending));
    }
    return joined;
  }

  private static SpeechPiece widened(SpeechPiece piece, int start) {
    Span span = new Span(start, piece.characters().end());
    int distance = piece.characters().start() - start;
    if (piece instanceof SpeechPiece.Speech speech) {
      return new SpeechPiece.Speech(span, speech.spoken().shifted(distance), speech.endsSentence());
    }
    return new SpeechPiece.Silence(span);
  }
}

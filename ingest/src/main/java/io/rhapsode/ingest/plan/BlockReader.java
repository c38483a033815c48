package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.speech.MarkedSpan;
import io.rhapsode.ingest.document.speech.ReadAs;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.lexicon.role.Heteronyms;
import io.rhapsode.ingest.plan.sentence.ForeignWords;
import io.rhapsode.ingest.plan.sentence.Interpretations;
import io.rhapsode.ingest.plan.sentence.PronouncingNormalizer;
import io.rhapsode.ingest.plan.sentence.ReadableText;
import io.rhapsode.ingest.plan.sentence.SentenceEnds;
import io.rhapsode.ingest.plan.sentence.Stretch;
import io.rhapsode.ingest.text.SpeechPiece;
import io.rhapsode.ingest.text.UtteranceSplitter;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.ingest.text.language.ScriptGuess;
import io.rhapsode.ingest.text.normal.NormalizedText;
import io.rhapsode.ingest.text.normal.NormalizedText.Sounds;
import io.rhapsode.ingest.text.normal.Prescription;
import io.rhapsode.ingest.text.normal.TextNormalizer;
import io.rhapsode.ingest.text.sentence.SentenceSplitter;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cuts the blocks of one book into what is spoken, in which language and by whom. */
final class BlockReader {
  /** A label takes less than this part of what a voice can say at once. */
  private static final int LABEL_ROOM = 4;

  /** As much of the text before a number as tells its form, in UTF-16 units. */
  private static final int BEFORE = 20;

  private final BookLanguage language;
  private final VoiceChoice choice;
  private final SentenceSplitter sentences = new SentenceSplitter();
  private final TextNormalizer rules;
  private final Lexicons lexicons;
  private final Set<String> warnings;
  private final ForeignWords letters = new ForeignWords();
  private final Interpretations interpretations = new Interpretations();
  private final Map<Pronouncing, PronouncingNormalizer> normalizers = new HashMap<>();

  /** The languages of the block that was read last, by voice. */
  private final Map<Voice, String> languages = new HashMap<>();

  private Block guessed;

  /** A stretch of a block. */
  sealed interface Piece {
    Span characters();
  }

  /**
   * What is spoken.
   *
   * @param holes stretches inside {@code characters} that are not read
   * @param text the characters outside the holes
   * @param speaker who says it in the book, if the manifest tells
   * @param pauseMillis silence after it, in milliseconds, if the manifest tells
   * @param attempt which reading of it is taken
   * @param pacePercent how quickly it is said, in percent of the voice's own pace, where it matters
   */
  record SpokenPiece(
      Span characters,
      List<Span> holes,
      String text,
      Reading reading,
      boolean endsSentence,
      Optional<String> speaker,
      Optional<Integer> pauseMillis,
      int attempt,
      Optional<Integer> pacePercent)
      implements Piece {
    /** The last piece of a stretch. */
    SpokenPiece ending(boolean sentence, Optional<Integer> pause) {
      return new SpokenPiece(
          characters, holes, text, reading, sentence, speaker, pause, attempt, pacePercent);
    }
  }

  /** What is said for a text, in which language and by whom. */
  record Reading(NormalizedText spoken, String language, String voice) {
    /** The same after a label, which stands for no character of the source. */
    Reading behind(NormalizedText label) {
      String lead = label.spoken() + " ";
      List<SpokenToken> tokens = new ArrayList<>();
      for (SpokenToken token : label.tokens()) {
        tokens.add(new SpokenToken(token.spoken(), new Span(0, 0)));
      }
      for (SpokenToken token : spoken.tokens()) {
        tokens.add(new SpokenToken(token.spoken().shifted(lead.length()), token.source()));
      }
      List<Sounds> sounds = new ArrayList<>(label.sounds());
      for (Sounds some : spoken.sounds()) {
        sounds.add(new Sounds(some.spoken().shifted(lead.length()), some.ipa()));
      }
      String said = lead + spoken.spoken();
      return new Reading(
          new NormalizedText(said, tokens, sounds, spoken.warning()), language, voice);
    }
  }

  /** What cannot be spoken. */
  record SilentPiece(Span characters) implements Piece {}

  /** What no voice can speak, because its script is that of another language. */
  record UnspokenPiece(Span characters, String language) implements Piece {}

  /**
   * A language and the voice that speaks it.
   *
   * @param wanted the language of the text
   * @param language the one it is read as
   * @param warning what is to be told when the voice reads anything
   */
  private record Speaker(String wanted, String language, Voice voice, Optional<String> warning) {}

  /**
   * Who speaks a sentence.
   *
   * @param stretch what is read, and in which voice it is to be
   * @param label what is said before the sentence
   * @param prescriptions how the source wants parts of the readable text said
   */
  private record Scene(
      Speaker speaker,
      Stretch stretch,
      Optional<NormalizedText> label,
      List<Prescription> prescriptions) {}

  /**
   * Who says words, and how.
   *
   * @param words of one line
   */
  private record Pronouncing(Voice voice, List<LexiconEntry> words) {}

  /**
   * @param rules of the languages
   * @param lexicons those that hold for the book
   */
  BlockReader(
      BookLanguage language,
      VoiceChoice choice,
      TextNormalizer rules,
      Lexicons lexicons,
      Set<String> warnings) {
    this.language = language;
    this.choice = choice;
    this.rules = rules;
    this.lexicons = lexicons;
    this.warnings = warnings;
  }

  private PronouncingNormalizer normalizer(Voice voice, Stretch stretch) {
    return normalizers.computeIfAbsent(
        new Pronouncing(voice, stretch.pronunciations()),
        key -> new PronouncingNormalizer(rules, lexicons(voice).nearest(key.words()), voice));
  }

  private Lexicons lexicons(Voice voice) {
    Lexicons own = lexicons.ofVoice(voice.name());
    return Heteronyms.lexicon(voice).map(own::farthest).orElse(own);
  }

  /**
   * Cuts a block.
   *
   * @param holes what is not read, in order
   * @param stretches what is read by whom; they cover the block
   */
  List<Piece> read(Block block, List<Span> holes, List<Stretch> stretches) {
    if (stretches.size() == 1) {
      return ended(read(block, holes, stretches.get(0), true), true, stretches.get(0));
    }
    SentenceEnds ends = ends(block, holes);
    List<Piece> pieces = new ArrayList<>();
    boolean labelled = true;
    int first = 0;
    for (Stretch stretch : stretches) {
      while (first < holes.size() && holes.get(first).end() <= stretch.characters().start()) {
        first++;
      }
      List<Span> rest = holes.subList(first, holes.size());
      List<Piece> read = read(block, outside(stretch, rest, block), stretch, labelled);
      labelled &= read.stream().noneMatch(SpokenPiece.class::isInstance);
      pieces.addAll(ended(read, ends.isAt(stretch.characters().end()), stretch));
    }
    return pieces;
  }

  /** The ends of the sentences of a block. */
  SentenceEnds ends(Block block, List<Span> holes) {
    return SentenceEnds.of(
        block.text(), holes, block.speech().sentences(), sentences, language.tag());
  }

  /**
   * The holes of a stretch, and what is before and after it, in order.
   *
   * @param holes those that end behind its beginning, in order
   */
  private static List<Span> outside(Stretch stretch, List<Span> holes, Block block) {
    Span characters = stretch.characters();
    List<Span> outside = new ArrayList<>();
    outside.add(new Span(0, characters.start()));
    for (Span hole : holes) {
      if (hole.start() >= characters.end()) {
        break;
      }
      outside.add(hole);
    }
    outside.add(new Span(characters.end(), block.text().length()));
    outside.sort(Comparator.comparingInt(Span::start));
    return outside;
  }

  /** Tells the last spoken piece of a stretch what ends with it. */
  private static List<Piece> ended(List<Piece> pieces, boolean sentence, Stretch stretch) {
    for (int i = pieces.size() - 1; i >= 0; i--) {
      if (pieces.get(i) instanceof SpokenPiece spoken) {
        pieces.set(i, spoken.ending(spoken.endsSentence() && sentence, stretch.silenceMillis()));
        break;
      }
    }
    return pieces;
  }

  private List<Piece> read(Block block, List<Span> holes, Stretch stretch, boolean labelled) {
    Voice voice = stretch.voice();
    String blockLanguage = languageOf(block, voice);
    Speaker speaker = speaker(blockLanguage, voice);
    ReadableText readable = new ReadableText(block.text(), holes);
    Optional<NormalizedText> label = labelled ? label(block, stretch, speaker) : Optional.empty();
    int room = label.map(BlockReader::room).orElse(0);
    List<Piece> pieces = new ArrayList<>();
    List<Prescription> prescriptions = prescriptions(block, stretch, speaker, readable);
    for (SpeechPiece piece : pieces(readable.text(), stretch, speaker, room, prescriptions)) {
      if (piece instanceof SpeechPiece.Speech speech) {
        Scene scene = new Scene(speaker, stretch, label, prescriptions);
        Optional<String> unspoken = unspoken(readable, speech, scene);
        if (unspoken.isPresent()) {
          readable
              .parts(piece.characters())
              .forEach(part -> pieces.add(new UnspokenPiece(part, unspoken.get())));
        } else {
          pieces.add(spoken(block, readable, speech, scene));
          label = Optional.empty();
        }
      } else {
        readable.parts(piece.characters()).forEach(part -> pieces.add(new SilentPiece(part)));
      }
    }
    return pieces;
  }

  /** The language of a block for a voice, which is guessed once for all of its stretches. */
  private String languageOf(Block block, Voice voice) {
    if (block != guessed) {
      guessed = block;
      languages.clear();
    }
    return languages.computeIfAbsent(
        voice, reader -> language.ofBlock(block, tag -> choice.speaking(reader, tag).isPresent()));
  }

  /** How the source wants parts of a stretch said, in order. */
  private List<Prescription> prescriptions(
      Block block, Stretch stretch, Speaker speaker, ReadableText readable) {
    List<Prescription> prescriptions = new ArrayList<>();
    for (MarkedSpan<Saying> said :
        MarkedSpan.within(block.speech().sayings(), stretch.characters())) {
      readable
          .place(said.characters())
          .ifPresent(place -> prescriptions.add(new Prescription(place, said.value())));
    }
    for (MarkedSpan<ReadAs> taken :
        MarkedSpan.within(block.speech().readings(), stretch.characters())) {
      Optional<Span> place = readable.place(taken.characters());
      if (place.isPresent()) {
        String before =
            readable
                .text()
                .substring(Math.max(0, place.get().start() - BEFORE), place.get().start());
        interpretations
            .said(taken.value(), place.get().of(readable.text()), before, speaker.language())
            .ifPresent(said -> prescriptions.add(new Prescription(place.get(), said)));
      }
    }
    prescriptions.sort(Comparator.comparingInt(some -> some.source().start()));
    return Prescription.apart(prescriptions);
  }

  private List<SpeechPiece> pieces(
      String text, Stretch stretch, Speaker speaker, int room, List<Prescription> prescriptions) {
    UtteranceSplitter splitter = new UtteranceSplitter(normalizer(speaker.voice(), stretch));
    int longest = speaker.voice().maximumCharacters() - room;
    return stretch.isJoined()
        ? splitter.cut(text, speaker.language(), longest, prescriptions)
        : splitter.split(text, speaker.language(), longest, prescriptions);
  }

  private SpokenPiece spoken(
      Block block, ReadableText readable, SpeechPiece.Speech speech, Scene scene) {
    speech.spoken().warning().ifPresent(warnings::add);
    scene.speaker().warning().ifPresent(warnings::add);
    List<Span> parts = readable.parts(speech.characters());
    Span characters = new Span(parts.get(0).start(), parts.get(parts.size() - 1).end());
    String text = speech.characters().of(readable.text());
    String sentenceLanguage = BookLanguage.ofSentence(block, characters, scene.speaker().wanted());
    NormalizedText latin = letters.readable(speech.spoken(), scene.speaker().language());
    Reading own = new Reading(latin, scene.speaker().language(), scene.speaker().voice().name());
    Reading reading =
        sentenceLanguage.equals(scene.speaker().wanted())
            ? own
            : foreign(text, speech.characters(), sentenceLanguage, scene).orElse(own);
    return new SpokenPiece(
        characters,
        ReadableText.between(parts),
        text,
        scene.label().map(reading::behind).orElse(reading),
        speech.endsSentence(),
        scene.stretch().speaker(),
        Optional.empty(),
        scene.stretch().attempt(),
        scene.stretch().pacePercent());
  }

  /** The language of a sentence in a script that neither its voice nor another one can read. */
  private Optional<String> unspoken(ReadableText readable, SpeechPiece.Speech speech, Scene scene) {
    String text = speech.characters().of(readable.text());
    return ScriptGuess.of(text, scene.speaker().language())
        .filter(foreign -> choice.speaking(scene.stretch().voice(), foreign).isEmpty());
  }

  /** A sentence in its own language, if a voice can speak it within its limit. */
  private Optional<Reading> foreign(String text, Span place, String sentenceLanguage, Scene scene) {
    Speaker other = speaker(sentenceLanguage, scene.stretch().voice());
    other.warning().ifPresent(warnings::add);
    NormalizedText again =
        normalizer(other.voice(), scene.stretch())
            .normalize(text, other.language(), Prescription.within(scene.prescriptions(), place));
    int room = scene.label().map(BlockReader::room).orElse(0);
    boolean fits =
        !again.spoken().isBlank()
            && again.spoken().length() + room <= other.voice().maximumCharacters();
    return fits
        ? Optional.of(new Reading(again, other.language(), other.voice().name()))
        : Optional.empty();
  }

  /** How many words of other scripts are read in the letters of their voice. */
  int transliterated() {
    return letters.count();
  }

  /** What was to be taken for something that it cannot be, a line a kind. */
  List<String> mistaken() {
    return interpretations.warnings();
  }

  /** How many words of lexicons are spelled for voices that take letters only, a line a voice. */
  List<String> respelled() {
    return normalizers.values().stream()
        .map(PronouncingNormalizer::warning)
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  /** What a label takes of the length that a voice can speak. */
  private static int room(NormalizedText label) {
    return label.spoken().length() + 1;
  }

  /** What is said before the block, if there is a label and the voice has room for it. */
  private Optional<NormalizedText> label(Block block, Stretch stretch, Speaker speaker) {
    return block
        .label()
        .map(
            label ->
                normalizer(speaker.voice(), stretch).normalize(label + ":", speaker.language()))
        .filter(said -> !said.spoken().isBlank())
        .filter(said -> said.spoken().length() * LABEL_ROOM < speaker.voice().maximumCharacters());
  }

  /** The voice for a language; where nobody speaks it, the chapter's voice reads it as its own. */
  private Speaker speaker(String wanted, Voice voice) {
    Optional<Voice> found = choice.speaking(voice, wanted);
    if (found.isEmpty()) {
      String warning =
          "no voice of engine '%s' speaks '%s'; '%s' reads such text as '%s'%s"
              .formatted(
                  voice.engine(),
                  wanted,
                  voice.name(),
                  voice.language(),
                  choice.remedy(voice, wanted));
      return new Speaker(wanted, spokenBy(voice), voice, Optional.of(warning));
    }
    Optional<String> warning =
        found.get().name().equals(voice.name())
            ? Optional.empty()
            : Optional.of(
                "voice '%s' does not speak '%s'; '%s' reads such text"
                    .formatted(voice.name(), wanted, found.get().name()));
    return new Speaker(wanted, wanted, found.get(), warning);
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

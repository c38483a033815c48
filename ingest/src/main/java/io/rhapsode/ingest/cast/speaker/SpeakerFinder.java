package io.rhapsode.ingest.cast.speaker;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.language.Token;
import io.rhapsode.ingest.cast.person.Mention;
import io.rhapsode.ingest.cast.person.Mention.Kind;
import io.rhapsode.ingest.cast.person.MentionParser;
import io.rhapsode.ingest.cast.person.People;
import io.rhapsode.ingest.cast.person.Person;
import io.rhapsode.ingest.cast.quote.Paragraph;
import io.rhapsode.ingest.cast.quote.Quote;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Attributes the quotations of a book to its persons, in time linear in its length: first the words
 * beside each quotation, then who is who, then pronouns and turns.
 */
public final class SpeakerFinder {
  private final List<Paragraph> paragraphs;
  private final List<Quote> quotes;
  private final CastWords words;
  private final MentionParser parser;
  private final List<Narration> narrations = new ArrayList<>();
  private final List<List<Integer>> quotesOf = new ArrayList<>();
  private final List<Optional<Anchor>> anchors = new ArrayList<>();
  private final List<List<Token>> spoken = new ArrayList<>();
  private final Mentions mentions;

  private SpeakerFinder(List<Paragraph> paragraphs, List<Quote> quotes, CastWords words) {
    this.paragraphs = paragraphs;
    this.quotes = quotes;
    this.words = words;
    this.parser = new MentionParser(words);
    this.mentions = new Mentions(words, parser);
  }

  /**
   * Who says each quotation.
   *
   * @param quotes those of the paragraphs, in order
   * @return one for each quotation, in order
   */
  public static List<Attribution> attribute(
      List<Paragraph> paragraphs, List<Quote> quotes, CastWords words) {
    return new SpeakerFinder(paragraphs, quotes, words).attribute();
  }

  private List<Attribution> attribute() {
    divide();
    narrations.forEach(mentions::learn);
    int[] scenes = scenes();
    anchor(scenes);
    for (Optional<Anchor> anchor : anchors) {
      anchor
          .filter(found -> found.evidence() == Evidence.TAG)
          .map(Anchor::mention)
          .ifPresent(parser::learn);
    }
    anchors.clear();
    for (int paragraph = 0; paragraph < paragraphs.size(); paragraph++) {
      mentions.scan(paragraph, scenes[paragraph], narrations.get(paragraph));
    }
    anchor(scenes);
    List<Mention> all = new ArrayList<>(mentions.found());
    anchors.forEach(anchor -> anchor.map(Anchor::mention).ifPresent(all::add));
    Vocatives vocatives = new Vocatives(words, parser);
    List<List<Mention>> called = spoken.stream().map(vocatives::in).toList();
    called.forEach(names -> names.stream().filter(mentions::isKnown).forEach(all::add));
    People people = new People(all, words);
    Presence presence = mentions.presence(people, paragraphs.size());
    List<Turn> turns = turns(called);
    address(turns, called, vocatives, people);
    new TurnResolver(turns, people, presence, mentions, scenes).resolve();
    return attributions(turns);
  }

  private void divide() {
    int next = 0;
    for (int index = 0; index < paragraphs.size(); index++) {
      List<Integer> numbers = new ArrayList<>();
      List<Quote> own = new ArrayList<>();
      String text = paragraphs.get(index).text();
      while (next < quotes.size() && quotes.get(next).paragraph() == index) {
        Span span = quotes.get(next).span();
        spoken.add(
            Token.of(
                text,
                span.start() + 1,
                Math.max(span.start() + 1, span.end() - 1),
                words.is("elision")));
        own.add(quotes.get(next));
        numbers.add(next++);
      }
      quotesOf.add(numbers);
      narrations.add(Narration.of(text, own, words));
    }
  }

  private void anchor(int[] scenes) {
    AnchorFinder finder = new AnchorFinder(words, parser, mentions::isKnown);
    for (int index = 0; index < paragraphs.size(); index++) {
      int scene = scenes[index];
      List<Integer> numbers = quotesOf.get(index);
      List<List<Token>> segments = narrations.get(index).segments();
      boolean tagged = false;
      for (int i = 0; i < numbers.size(); i++) {
        boolean closed = isClosed(numbers.get(i));
        Optional<Anchor> behind = finder.behind(segments.get(i + 1), closed);
        Optional<Anchor> before = finder.before(segments.get(i), tagged);
        Optional<Anchor> best = better(behind, before);
        if (best.isEmpty() && i == 0 && segments.get(0).isEmpty()) {
          best = announced(index, finder);
        }
        anchors.add(best.map(anchor -> anchor.within(scene)));
        tagged = behind.filter(anchor -> anchor.evidence().isExplicit()).isPresent();
      }
    }
  }

  /** Who is to speak by a paragraph before that ends with a colon. */
  private Optional<Anchor> announced(int index, AnchorFinder finder) {
    if (index == 0 || !quotesOf.get(index - 1).isEmpty()) {
      return Optional.empty();
    }
    List<Token> tokens = narrations.get(index - 1).segments().get(0);
    if (tokens.isEmpty() || !tokens.get(tokens.size() - 1).text().equals(":")) {
      return Optional.empty();
    }
    return finder
        .before(tokens, false)
        .map(anchor -> new Anchor(anchor.mention(), Evidence.ANNOUNCEMENT, 0));
  }

  private static Optional<Anchor> better(Optional<Anchor> behind, Optional<Anchor> before) {
    if (behind.isEmpty() || before.isEmpty()) {
      return behind.or(() -> before);
    }
    boolean first =
        behind.get().evidence().isExplicit() || !before.get().evidence().isExplicit() && false;
    return first ? behind : before;
  }

  /** Whether a quotation ends with a full stop, so that what follows is a new sentence. */
  private boolean isClosed(int number) {
    List<Token> tokens = spoken.get(number);
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).text().equals(".");
  }

  private List<Turn> turns(List<List<Mention>> called) {
    List<Turn> turns = new ArrayList<>();
    for (int index = 0; index < paragraphs.size(); index++) {
      Turn turn = null;
      for (int number : quotesOf.get(index)) {
        Optional<Anchor> anchor = anchors.get(number);
        boolean changed = turn != null && isChange(number, quotesOf.get(index), index);
        boolean others = turn != null && callsOthers(turn, number, called);
        if (turn == null || changed || others || differs(turn.anchor, anchor)) {
          turn = new Turn(index);
          turn.continued = quotes.get(number).continued() && !turns.isEmpty();
          turns.add(turn);
        }
        turn.quotes.add(number);
        if (anchor.isPresent() && isStronger(anchor.get(), turn.anchor)) {
          turn.anchor = anchor;
        }
      }
    }
    return turns;
  }

  /** Whether somebody else is called by name than by the quotations of a turn. */
  private static boolean callsOthers(Turn turn, int number, List<List<Mention>> called) {
    Set<String> before = new HashSet<>();
    turn.quotes.forEach(quote -> called.get(quote).forEach(name -> before.add(name.key())));
    Set<String> now = new HashSet<>();
    called.get(number).forEach(name -> now.add(name.key()));
    return !before.isEmpty() && !now.isEmpty() && Collections.disjoint(before, now);
  }

  /** Whether nothing but a dash is between a quotation and the one before: somebody answers. */
  private boolean isChange(int number, List<Integer> own, int paragraph) {
    int position = number - own.get(0);
    List<Token> between = narrations.get(paragraph).segments().get(position);
    int start = quotes.get(number).span().start();
    String text = paragraphs.get(paragraph).text();
    boolean marked = "“„\"«»‘'".indexOf(text.charAt(start)) >= 0;
    return marked && between.stream().allMatch(token -> "—–-".contains(token.text()));
  }

  private static boolean isStronger(Anchor anchor, Optional<Anchor> known) {
    if (known.isEmpty() || known.get().evidence().isExplicit() != anchor.evidence().isExplicit()) {
      return known.isEmpty() || anchor.evidence().isExplicit();
    }
    return anchor.evidence().confidence() > known.get().evidence().confidence();
  }

  /** Whether somebody else speaks: the narrator says so twice, with other words. */
  private static boolean differs(Optional<Anchor> one, Optional<Anchor> other) {
    if (one.isEmpty() || other.isEmpty() || one.get().offset() == other.get().offset()) {
      return false;
    }
    Mention first = one.get().mention();
    Mention second = other.get().mention();
    boolean told = one.get().evidence().isExplicit() && other.get().evidence().isExplicit();
    return told && (isOfMany(first) != isOfMany(second) || isOther(first, second));
  }

  private static boolean isOfMany(Mention mention) {
    return mention.kind() == Kind.PLURAL;
  }

  private static boolean isOther(Mention first, Mention second) {
    boolean sexes =
        first.sex().isPresent() && second.sex().isPresent() && !first.sex().equals(second.sex());
    boolean names = first.tellsWho() && second.tellsWho() && !first.key().equals(second.key());
    return sexes || names;
  }

  private void address(
      List<Turn> turns, List<List<Mention>> called, Vocatives vocatives, People people) {
    for (Turn turn : turns) {
      for (int number : turn.quotes) {
        for (Mention mention : called.get(number)) {
          people.who(mention).ifPresent(turn.addressed::add);
        }
        for (String word : vocatives.addresses(spoken.get(number))) {
          turn.addressedSex = words.addressedSex(word);
        }
      }
    }
  }

  /** For each paragraph the number of its scene. */
  private int[] scenes() {
    int[] scenes = new int[paragraphs.size()];
    int scene = 0;
    for (int index = 0; index < scenes.length; index++) {
      scene += paragraphs.get(index).apart() ? 1 : 0;
      scenes[index] = scene;
    }
    return scenes;
  }

  private List<Attribution> attributions(List<Turn> turns) {
    Map<Integer, Turn> turnOf = new HashMap<>();
    turns.forEach(turn -> turn.quotes.forEach(number -> turnOf.put(number, turn)));
    List<Attribution> attributions = new ArrayList<>();
    for (int number = 0; number < quotes.size(); number++) {
      Turn turn = turnOf.get(number);
      Optional<Person> speaker = turn.speaker();
      attributions.add(
          new Attribution(quotes.get(number), speaker, turn.evidence(), turn.confidence()));
    }
    return attributions;
  }
}

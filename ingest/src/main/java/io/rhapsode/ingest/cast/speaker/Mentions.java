package io.rhapsode.ingest.cast.speaker;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.language.Token;
import io.rhapsode.ingest.cast.person.Mention;
import io.rhapsode.ingest.cast.person.Mention.Kind;
import io.rhapsode.ingest.cast.person.MentionParser;
import io.rhapsode.ingest.cast.person.People;
import io.rhapsode.ingest.cast.person.Person;
import io.rhapsode.pipeline.cast.Sex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Everybody whom the narrator mentions, in order. */
final class Mentions {
  /** So many paragraphs "a man" is "the man". */
  private static final int FRESH = 15;

  /** So many mentions back a pronoun of the narration may refer. */
  private static final int TRACED = 12;

  private final CastWords words;
  private final MentionParser parser;
  private final Map<String, Integer> capitalised = new HashMap<>();
  private final Map<String, Integer> small = new HashMap<>();
  private final List<Placed> placed = new ArrayList<>();
  private final Map<String, TreeSet<Integer>> introduced = new HashMap<>();

  /**
   * @param sentence number of the sentence in the book
   */
  private record Placed(
      int paragraph, int sentence, int offset, Mention mention, boolean subject) {}

  Mentions(CastWords words, MentionParser parser) {
    this.words = words;
    this.parser = parser;
  }

  /** Counts which words have capitals inside sentences. */
  void learn(Narration narration) {
    for (List<Token> tokens : narration.segments()) {
      for (int at = 0; at < tokens.size(); at++) {
        Token token = tokens.get(at);
        if (!token.isWord()) {
          continue;
        }
        if (!token.isCapitalised()) {
          small.merge(token.lower(), 1, Integer::sum);
        } else if (!Narration.startsSentence(tokens, at, words)) {
          capitalised.merge(token.lower(), 1, Integer::sum);
        }
      }
    }
  }

  /** Whether a name is no usual word that begins a sentence. */
  boolean isKnown(Mention mention) {
    String first = mention.key().split("[ .]")[0];
    return mention.kind() != Kind.NAME
        || words.isFirstName(first)
        || parser.isLearned(first)
        || words.isTitle(first)
        || capitalised.getOrDefault(first, 0) > small.getOrDefault(first, 0);
  }

  /**
   * Collects the mentions of a paragraph.
   *
   * @param scene number of its scene
   */
  void scan(int paragraph, int scene, Narration narration) {
    for (List<Token> tokens : narration.segments()) {
      int sentence = placed.size();
      boolean subject = true;
      for (int at = 0; at < tokens.size(); at++) {
        boolean starts = Narration.startsSentence(tokens, at, words);
        if (starts) {
          sentence++;
          subject = true;
        }
        Optional<Mention> mention = parser.at(tokens, at, false);
        if (mention.isEmpty()) {
          mention = reference(tokens.get(at), at);
          subject &= mention.isEmpty();
        }
        if (mention.isEmpty() || starts && !isKnown(mention.get())) {
          continue;
        }
        if (mention.get().introduces()) {
          introduced
              .computeIfAbsent(mention.get().within(scene).key(), key -> new TreeSet<>())
              .add(paragraph);
        }
        if (words.isPluralNoun(mention.get().key())) {
          at = mention.get().end() - 1;
          continue;
        }
        boolean governed = at > 0 && words.isPreposition(tokens.get(at - 1).lower());
        placed.add(
            new Placed(
                paragraph, sentence, tokens.get(at).start(), mention.get(), subject && !governed));
        subject = false;
        at = mention.get().end() - 1;
      }
    }
  }

  /** "him", "his": no subject, but it tells the sex of who was named before. */
  private Optional<Mention> reference(Token token, int at) {
    return words
        .reference(token.lower())
        .map(
            sex ->
                new Mention(
                    Kind.PRONOUN,
                    token.text(),
                    token.lower(),
                    Optional.of(sex),
                    false,
                    false,
                    at,
                    at + 1));
  }

  /** Every name and description. */
  List<Mention> found() {
    return placed.stream().map(Placed::mention).filter(Mention::tellsWho).toList();
  }

  /** Whether somebody was described by the same words for the first time not long before. */
  boolean isIntroduced(Mention mention, int paragraph) {
    Integer place = introduced.getOrDefault(mention.key(), new TreeSet<>()).floor(paragraph);
    return place != null && paragraph - place <= FRESH;
  }

  /** Who is where, when it is known who is who; pronouns tell the sexes. */
  Presence presence(People people, int paragraphs) {
    learnSexes(people);
    List<Presence.Sight> sights = new ArrayList<>();
    for (Placed place : placed) {
      Optional<Person> who =
          place.mention().kind() == Kind.PRONOUN
              ? meant(place, sights)
              : people.who(place.mention()).filter(person -> person != people.narrator());
      who.ifPresent(
          person ->
              sights.add(
                  new Presence.Sight(place.paragraph(), place.offset(), person, place.subject())));
    }
    return new Presence(sights, paragraphs);
  }

  /** Whom a pronoun of the narration goes on with: the last of the sex who did something. */
  private static Optional<Person> meant(Placed place, List<Presence.Sight> sights) {
    if (!place.subject()) {
      return Optional.empty();
    }
    for (int at = sights.size() - 1; at >= Math.max(0, sights.size() - TRACED); at--) {
      Presence.Sight sight = sights.get(at);
      if (sight.subject() && sight.person().sex().equals(place.mention().sex())) {
        return Optional.of(sight.person());
      }
    }
    return Optional.empty();
  }

  private void learnSexes(People people) {
    Optional<Person> last = Optional.empty();
    int sentence = -1;
    boolean alone = true;
    for (Placed place : placed) {
      if (place.mention().kind() == Kind.PRONOUN) {
        Sex sex = place.mention().sex().orElseThrow();
        double weight = alone && place.sentence() - sentence <= 1 ? 1 : 0.3;
        last.ifPresent(person -> person.vote(sex, weight));
        continue;
      }
      Optional<Person> who = people.who(place.mention());
      if (who.isPresent() && who.get() != people.narrator()) {
        alone = place.sentence() != sentence || who.equals(last);
        sentence = place.sentence();
        last = who;
      }
    }
  }
}

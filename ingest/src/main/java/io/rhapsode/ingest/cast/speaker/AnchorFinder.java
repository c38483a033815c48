package io.rhapsode.ingest.cast.speaker;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.language.Token;
import io.rhapsode.ingest.cast.person.Mention;
import io.rhapsode.ingest.cast.person.Mention.Kind;
import io.rhapsode.ingest.cast.person.MentionParser;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds who speaks in the narrator's words directly before and behind a quotation. */
final class AnchorFinder {
  /** Words such as "then" and "quietly" between a quotation, its verb and its subject. */
  private static final int MOST_FILLERS = 3;

  /** The subject of a sentence begins with one of its first words. */
  private static final int SUBJECT_WITHIN = 4;

  /** The subject of a verb of saying that introduces speech may be farther before it. */
  private static final int INTRODUCED_WITHIN = 40;

  private final CastWords words;
  private final MentionParser parser;
  private final Predicate<Mention> known;

  /**
   * @param known whether a name is no usual word that begins a sentence
   */
  AnchorFinder(CastWords words, MentionParser parser, Predicate<Mention> known) {
    this.words = words;
    this.parser = parser;
    this.known = known;
  }

  /**
   * Who speaks by the words behind a quotation.
   *
   * @param closed whether the quotation ends with a full stop, so that a new sentence begins
   */
  Optional<Anchor> behind(List<Token> tokens, boolean closed) {
    int start = !tokens.isEmpty() && isLoose(tokens.get(0)) ? 1 : 0;
    if (start >= tokens.size()) {
      return Optional.empty();
    }
    int verb = skipFillers(tokens, start);
    if (isVerb(tokens, verb) && !tokens.get(verb).isCapitalised()) {
      Optional<Mention> subject = subjectBehind(tokens, verb + 1);
      if (subject.isPresent()) {
        return subject.map(mention -> anchor(tokens, mention, Evidence.TAG));
      }
      if (words.is("pro-drop")) {
        return Optional.of(unnamed(tokens, verb));
      }
    }
    Optional<Mention> first = parser.at(tokens, start, true);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    int next = skipFillers(tokens, first.get().end());
    if (isVerb(tokens, next)) {
      return first.map(mention -> anchor(tokens, mention, closed ? Evidence.BEAT : Evidence.TAG));
    }
    boolean sentence = tokens.get(start).isCapitalised() && known.test(first.get());
    return sentence && isSubject(tokens, first.get())
        ? first.map(mention -> anchor(tokens, mention, Evidence.BEAT))
        : Optional.empty();
  }

  /** A verb that needs no subject: "dijo". */
  private static Anchor unnamed(List<Token> tokens, int verb) {
    Token token = tokens.get(verb);
    return new Anchor(Mention.understood(token.lower(), verb), Evidence.PRONOUN, token.start());
  }

  private static boolean isLoose(Token token) {
    return ",;-—–.".contains(token.text());
  }

  private boolean isVerb(List<Token> tokens, int at) {
    return at < tokens.size() && words.isVerbOfSaying(tokens.get(at).lower());
  }

  private int skipFillers(List<Token> tokens, int from) {
    int at = from;
    while (at < tokens.size()
        && at < from + MOST_FILLERS
        && words.isFiller(tokens.get(at).lower())
        && !words.isVerbOfSaying(tokens.get(at).lower())) {
      at++;
    }
    return at;
  }

  /** The subject behind its verb; in "demanda-t-il" behind hyphens. */
  private Optional<Mention> subjectBehind(List<Token> tokens, int from) {
    int at = from;
    while (at < tokens.size()
        && (tokens.get(at).text().equals("-")
            || tokens.get(at).lower().equals("t") && tokens.get(at - 1).text().equals("-"))) {
      at++;
    }
    at = skipFillers(tokens, at);
    return parser.at(tokens, at, true);
  }

  /** Whether a mention is not all of its sentence: somebody does something. */
  private static boolean isSubject(List<Token> tokens, Mention mention) {
    return mention.end() < tokens.size()
        && (tokens.get(mention.end()).isWord() || tokens.get(mention.end()).text().equals(","));
  }

  /**
   * Who speaks by the words before a quotation, which end with a comma, a colon or a full stop.
   *
   * @param inherits whether the first of their sentences belongs to the quotation before
   */
  Optional<Anchor> before(List<Token> tokens, boolean inherits) {
    int start = Narration.lastSentence(tokens, words);
    if (tokens.isEmpty() || inherits && start == 0) {
      return Optional.empty();
    }
    boolean closed = tokens.get(tokens.size() - 1).endsSentence();
    int verb = lastVerb(tokens, start);
    if (verb >= 0) {
      Optional<Mention> subject = subjectOf(tokens, start, verb);
      if (subject.isPresent()) {
        return subject.map(
            mention -> anchor(tokens, mention, closed ? Evidence.BEAT : Evidence.INTRODUCTION));
      }
      if (words.is("pro-drop") && !closed) {
        return Optional.of(unnamed(tokens, verb));
      }
    }
    return firstSubject(tokens, start, Math.min(tokens.size(), start + SUBJECT_WITHIN))
        .map(mention -> anchor(tokens, mention, Evidence.BEAT));
  }

  private int lastVerb(List<Token> tokens, int start) {
    for (int at = tokens.size() - 1; at >= start; at--) {
      if (isVerb(tokens, at)) {
        return at;
      }
    }
    return -1;
  }

  private Optional<Mention> subjectOf(List<Token> tokens, int start, int verb) {
    if (skipFillers(tokens, start) == verb) {
      return subjectBehind(tokens, verb + 1);
    }
    for (int at = verb - 1; at >= Math.max(start, verb - MOST_FILLERS - SUBJECT_WITHIN); at--) {
      Optional<Mention> mention = parser.at(tokens, at, false);
      boolean leads =
          mention.isPresent()
              && mention.get().kind() != Kind.THING
              && skipFillers(tokens, mention.get().end()) == verb
              && (at == start || !words.isPreposition(tokens.get(at - 1).lower()));
      if (leads) {
        return whole(tokens, start, at, mention.get());
      }
    }
    return firstSubject(tokens, start, Math.min(verb, start + INTRODUCED_WITHIN));
  }

  /** The same mention with the title, article or first name before it. */
  private Optional<Mention> whole(List<Token> tokens, int start, int at, Mention found) {
    Mention widest = found;
    for (int from = at - 1; from >= Math.max(start, at - SUBJECT_WITHIN); from--) {
      Optional<Mention> wider = parser.at(tokens, from, false);
      if (wider.isPresent() && wider.get().end() == found.end()) {
        widest = wider.get();
      }
    }
    return Optional.of(widest);
  }

  /** The first who is mentioned in a sentence without a preposition before. */
  private Optional<Mention> firstSubject(List<Token> tokens, int start, int end) {
    for (int at = start; at < end; at++) {
      boolean governed =
          at > start
              && words.isPreposition(tokens.get(at - 1).lower())
              && !isConjunction(tokens.get(at - 1));
      Optional<Mention> mention = governed ? Optional.empty() : parser.at(tokens, at, false);
      if (at == start && mention.isPresent() && !known.test(mention.get())) {
        continue;
      }
      if (mention.isPresent() && mention.get().kind() != Kind.THING) {
        return mention;
      }
    }
    return Optional.empty();
  }

  private boolean isConjunction(Token token) {
    return words.isConjunction(token.lower());
  }

  private static Anchor anchor(List<Token> tokens, Mention mention, Evidence evidence) {
    boolean pronoun = mention.kind() == Kind.PRONOUN || mention.kind() == Kind.THING;
    Evidence told =
        !pronoun ? evidence : evidence == Evidence.BEAT ? Evidence.PRONOUN_BEAT : Evidence.PRONOUN;
    return new Anchor(mention, told, tokens.get(mention.first()).start());
  }
}

package io.rhapsode.ingest.cast.person;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.language.CastWords.Pronoun;
import io.rhapsode.ingest.cast.language.Token;
import io.rhapsode.ingest.cast.person.Mention.Kind;
import io.rhapsode.pipeline.cast.Sex;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the words that stand for somebody at a place in the narration. */
public final class MentionParser {
  private static final int LONGEST_NAME = 5;
  private static final int LONGEST_DESCRIPTION = 5;
  private final CastWords words;
  private final Set<String> names = new HashSet<>();

  public MentionParser(CastWords words) {
    this.words = words;
  }

  /** Learns that a word is a name, since somebody of that name has spoken. */
  public void learn(Mention mention) {
    if (mention.kind() == Kind.NAME && mention.key().indexOf(' ') < 0) {
      names.add(mention.key());
    }
  }

  /** Whether somebody of that name has spoken. */
  public boolean isLearned(String name) {
    return names.contains(name);
  }

  /**
   * The mention that begins at a token.
   *
   * @param expected whether somebody must be meant, since a verb of saying is beside it
   */
  public Optional<Mention> at(List<Token> tokens, int at, boolean expected) {
    if (at >= tokens.size() || !tokens.get(at).isWord()) {
      return Optional.empty();
    }
    Token token = tokens.get(at);
    Optional<Pronoun> pronoun = words.pronoun(token.lower());
    if (pronoun.isPresent() && !token.isGenitive()) {
      return Optional.of(pronoun(pronoun.get(), token, at));
    }
    boolean one = words.isPartitive(token.lower()) && at + 2 < tokens.size();
    if (one && words.isPreposition(tokens.get(at + 1).lower())) {
      return at(tokens, at + 2, true).filter(Mention::tellsWho);
    }
    if (words.isDeterminer(token.lower())) {
      return described(tokens, at, expected);
    }
    boolean particle = words.isParticle(token.lower()) && !words.isPreposition(token.lower());
    boolean led = particle || token.lower().equals("d'");
    return led && at + 1 < tokens.size() && isNamePart(tokens.get(at + 1))
        ? named(tokens, at + 1, at, expected)
        : named(tokens, at, at, expected);
  }

  private static Mention pronoun(Pronoun pronoun, Token token, int at) {
    Kind kind =
        switch (pronoun) {
          case HE, SHE -> Kind.PRONOUN;
          case IT -> Kind.THING;
          case FIRST -> Kind.FIRST;
          case PLURAL -> Kind.PLURAL;
        };
    Optional<Sex> sex =
        switch (pronoun) {
          case HE -> Optional.of(Sex.MALE);
          case SHE -> Optional.of(Sex.FEMALE);
          default -> Optional.empty();
        };
    return new Mention(kind, token.text(), token.lower(), sex, at, at + 1);
  }

  /** An article or possessive, adjectives, and a noun or a name. */
  private Optional<Mention> described(List<Token> tokens, int at, boolean expected) {
    int end = Math.min(tokens.size(), at + 1 + LONGEST_DESCRIPTION);
    for (int i = at + 1; i < end; i++) {
      Token token = tokens.get(i);
      if (!token.isWord()) {
        return Optional.empty();
      }
      if (token.isCapitalised() && !words.is("capital-nouns")) {
        return named(tokens, i, at, true);
      }
      boolean noun = words.is("capital-nouns") && token.isCapitalised();
      if (isSmallTitle(tokens, i)) {
        return named(tokens, i, at, true);
      }
      if (token.isGenitive() && words.isPersonNoun(token.lower())) {
        continue;
      }
      boolean person = words.isPersonNoun(token.lower()) && (noun || !words.is("capital-nouns"));
      boolean last = i + 1 >= tokens.size() || !continuesNoun(tokens, i + 1);
      if (person && last || noun && (person || expected)) {
        return Optional.of(role(tokens, at, i));
      }
      if (expected && last && !noun && isPhraseEnd(tokens, i + 1)) {
        return Optional.of(role(tokens, at, i));
      }
      if (words.isVerbOfSaying(token.lower())
          || words.isDeterminer(token.lower())
          || words.isFiller(token.lower())
          || words.isPreposition(token.lower())) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** "el señor Bueno", in languages that write titles small. */
  private boolean isSmallTitle(List<Token> tokens, int at) {
    return words.is("small-titles")
        && words.isTitle(tokens.get(at).lower())
        && isName(tokens, at + 1);
  }

  private boolean isName(List<Token> tokens, int at) {
    int next = at < tokens.size() && tokens.get(at).text().equals(".") ? at + 1 : at;
    return next < tokens.size() && isNamePart(tokens.get(next));
  }

  /** Whether a noun goes on with another: "the king fisher". */
  private boolean continuesNoun(List<Token> tokens, int at) {
    return words.isPersonNoun(tokens.get(at).lower())
        && !words.isVerbOfSaying(tokens.get(at).lower());
  }

  private boolean isPhraseEnd(List<Token> tokens, int at) {
    return at >= tokens.size()
        || !tokens.get(at).isWord()
        || words.isVerbOfSaying(tokens.get(at).lower())
        || words.isPreposition(tokens.get(at).lower());
  }

  private Mention role(List<Token> tokens, int at, int noun) {
    StringBuilder name = new StringBuilder();
    for (int i = at + 1; i <= noun; i++) {
      Token token = tokens.get(i);
      name.append(name.isEmpty() ? "" : " ").append(i == noun ? token.name() : token.text());
    }
    String head = tokens.get(noun).lower();
    return new Mention(
        Kind.ROLE,
        name.toString(),
        head,
        words.nounSex(head),
        words.isGenericNoun(head),
        words.isIndefinite(tokens.get(at).lower()),
        at,
        noun + 1);
  }

  /**
   * A name with its titles.
   *
   * @param first where the mention begins, before an article
   */
  private Optional<Mention> named(List<Token> tokens, int at, int first, boolean expected) {
    int end = at;
    boolean name = false;
    Optional<Sex> sex = Optional.empty();
    while (end < tokens.size() && end - at < LONGEST_NAME) {
      Token token = tokens.get(end);
      boolean title = words.isTitle(token.lower());
      boolean starts = token.isWord() && token.isCapitalised();
      if (title && (starts || isSmallTitle(tokens, end)) && !name) {
        sex = sex.or(() -> words.titleSex(token.lower()));
        end++;
        boolean dotted = isDot(tokens, end) && words.isTitle(token.lower() + ".");
        end += dotted ? 1 : 0;
        if (end >= tokens.size() || !isNamePart(tokens.get(end))) {
          name = !dotted && words.isPersonNoun(token.lower());
          break;
        }
      } else if (starts && isNamePart(token)) {
        name = true;
        sex = sex.or(() -> words.nameSex(token.lower())).or(() -> words.nounSex(token.lower()));
        end++;
        end += token.text().length() == 1 && isDot(tokens, end) ? 1 : 0;
        if (token.isGenitive()) {
          break;
        }
      } else if (name && joins(tokens, end)) {
        end += tokens.get(end + 1).isCapitalised() ? 1 : 2;
      } else {
        break;
      }
    }
    boolean address = end == at + 1 && words.addressedSex(tokens.get(at).lower()).isPresent();
    if (!name || address || !isPerson(tokens, at, expected)) {
      return Optional.empty();
    }
    return tokens.get(end - 1).isGenitive()
        ? belonging(tokens, at, end)
        : Optional.of(name(tokens, at, end, first, sex));
  }

  private boolean isNamePart(Token token) {
    return token.isWord()
        && token.isCapitalised()
        && (!words.isNoName(token.lower()) || words.isTitle(token.lower()));
  }

  /** "of" and the like between two parts of a name. */
  private boolean joins(List<Token> tokens, int at) {
    if (at + 1 >= tokens.size() || !words.isParticle(tokens.get(at).lower())) {
      return false;
    }
    Token next = tokens.get(at + 1);
    boolean article = at + 2 < tokens.size() && words.isParticle(next.lower());
    return isNamePart(next) || article && isNamePart(tokens.get(at + 2));
  }

  private static boolean isDot(List<Token> tokens, int at) {
    return at < tokens.size() && tokens.get(at).text().equals(".");
  }

  /** Where every noun has a capital, a name is known by its title or as a first name. */
  private boolean isPerson(List<Token> tokens, int at, boolean expected) {
    Token token = tokens.get(at);
    return expected
        || !words.is("capital-nouns")
        || names.contains(token.lower())
        || words.isFirstName(token.lower())
        || words.isTitle(token.lower());
  }

  private Mention name(List<Token> tokens, int at, int end, int first, Optional<Sex> sex) {
    int begin = first < at && words.isParticle(tokens.get(first).lower()) ? first : at;
    StringBuilder name = new StringBuilder();
    for (int i = begin; i < end; i++) {
      Token token = tokens.get(i);
      boolean spaced =
          i > begin && !token.text().equals(".") && tokens.get(i - 1).end() < token.start();
      name.append(spaced ? " " : "").append(token.name());
    }
    return new Mention(
        Kind.NAME, name.toString(), name.toString().toLowerCase(Locale.ROOT), sex, first, end);
  }

  /** "Ann's mother". */
  private Optional<Mention> belonging(List<Token> tokens, int at, int end) {
    for (int i = end; i < Math.min(tokens.size(), end + 2); i++) {
      Token token = tokens.get(i);
      if (words.isPersonNoun(token.lower()) && !token.isGenitive()) {
        String owner = tokens.get(end - 1).text();
        return Optional.of(
            new Mention(
                Kind.ROLE,
                owner + " " + token.text(),
                owner.toLowerCase(Locale.ROOT) + " " + token.lower(),
                words.nounSex(token.lower()),
                at,
                i + 1));
      }
      if (!words.isAdjective(token.lower())) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}

package io.rhapsode.ingest.cast.speaker;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.language.Token;
import io.rhapsode.ingest.cast.person.Mention;
import io.rhapsode.ingest.cast.person.Mention.Kind;
import io.rhapsode.ingest.cast.person.MentionParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whom a quotation calls by name: set apart by commas, "Come, Ann, it is late." */
final class Vocatives {
  private final CastWords words;
  private final MentionParser parser;

  Vocatives(CastWords words, MentionParser parser) {
    this.words = words;
    this.parser = parser;
  }

  List<Mention> in(List<Token> tokens) {
    List<Mention> found = new ArrayList<>();
    for (int at = 0; at < tokens.size(); at++) {
      if (!mayStart(tokens, at)) {
        continue;
      }
      Optional<Mention> mention = parser.at(tokens, at, false);
      if (mention.isPresent()
          && mention.get().kind() == Kind.NAME
          && isMark(tokens, mention.get().end())) {
        found.add(mention.get());
        at = mention.get().end();
      }
    }
    return found;
  }

  /** A form of address that tells only the sex: "sir". */
  List<String> addresses(List<Token> tokens) {
    List<String> found = new ArrayList<>();
    for (int at = 0; at < tokens.size(); at++) {
      if (words.addressedSex(tokens.get(at).lower()).isPresent()
          && mayStart(tokens, at)
          && isMark(tokens, at + 1)) {
        found.add(tokens.get(at).lower());
      }
    }
    return found;
  }

  private boolean mayStart(List<Token> tokens, int at) {
    return at == 0
        || !tokens.get(at - 1).isWord()
        || words.isAddressLead(tokens.get(at - 1).lower());
  }

  private static boolean isMark(List<Token> tokens, int at) {
    return at >= tokens.size() || ",.!?;:—–…”\"'’»“".contains(tokens.get(at).text());
  }
}

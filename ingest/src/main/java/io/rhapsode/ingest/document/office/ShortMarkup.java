package io.rhapsode.ingest.document.office;

import io.rhapsode.ingest.limit.Interruption;
import java.util.Set;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Takes a mark for the character it is when its partner does not follow soon: the parsers of the
 * library look for it up to the end of the paragraph, for each mark anew.
 */
final class ShortMarkup implements InlineContentParserFactory, InlineContentParser {
  /** Longest code, tag or address in a sentence, in characters. */
  private static final int LONGEST = 1_000;

  private final char opening;
  private final char closing;

  ShortMarkup(char opening, char closing) {
    this.opening = opening;
    this.closing = closing;
  }

  @Override
  public Set<Character> getTriggerCharacters() {
    return Set.of(opening);
  }

  @Override
  public InlineContentParser create() {
    return this;
  }

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Interruption.check();
    Scanner scanner = state.scanner();
    int marks = scanner.matchMultiple(opening);
    Position behind = scanner.position();
    for (int read = 0; scanner.hasNext() && read < LONGEST; read++) {
      int found = scanner.matchMultiple(closing);
      if (found == marks || found > 0 && closing != opening) {
        return ParsedInline.none();
      }
      if (found == 0) {
        scanner.next();
      }
    }
    return ParsedInline.of(new Text(String.valueOf(opening).repeat(marks)), behind);
  }
}

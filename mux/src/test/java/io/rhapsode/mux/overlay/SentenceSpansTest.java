package io.rhapsode.mux.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.SourcePlaces;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentenceSpansTest {
  private final List<Spoken> spoken = new ArrayList<>();
  private int character;

  @Test
  void eachSentenceGetsASpan() {
    assertEquals(
        "<p><span id=\"narration-1-0\">One.</span> <span id=\"narration-1-5\">Two.</span></p>",
        marked("<p>One. Two.</p>", "One.", "Two."));
  }

  @Test
  void theIdOfAnElementServesItsOnlySentence() {
    assertEquals("<p id=\"a\">\n One.</p>", marked("<p id=\"a\">\n One.</p>", "One."));
    assertEquals(List.of("a"), ids("<p id=\"a\">\n One.</p>", "One."));
  }

  @Test
  void anIdThatIsThereTwiceServesNobody() {
    assertEquals(
        "<p id=\"a\"><span id=\"narration-1-0\">One.</span></p><p id=\"a\"/>",
        marked("<p id=\"a\">One.</p><p id=\"a\"/>", "One."));
  }

  @Test
  void phrasesStayInsideTheirSentence() {
    assertEquals(
        "<p><span id=\"narration-1-0\"><em>One</em> is.</span>"
            + " <span id=\"narration-1-8\">It is <b>two</b></span></p>",
        marked("<p><em>One</em> is. It is <b>two</b></p>", "One", " is.", "|", "It is ", "two"));
  }

  @Test
  void aSentenceThatTearsAnElementGetsSeveralSpans() {
    assertEquals(
        "<p><span id=\"narration-1-0\">One</span> <em><span id=\"narration-1-4\">is.</span>"
            + " <span id=\"narration-1-8\">Two</span></em>"
            + " <span id=\"narration-1-12\">too.</span></p>",
        marked("<p>One <em>is. Two</em> too.</p>", "One ", "is.", "|", "Two", " too."));
  }

  @Test
  void whatHoldsNoSpanIsMarkedAsAWhole() {
    assertEquals(
        "<p>It is <math><mi>x</mi></math>.</p>"
            .replace("It", "<span id=\"narration-1-0\">It")
            .replace("</p>", "</span></p>"),
        marked("<p>It is <math><mi>x</mi></math>.</p>", "It is ", "x", "."));
  }

  @Test
  void entitiesAndPrefixesStay() {
    assertEquals(
        "<h:p><h:span id=\"narration-1-0\">A&amp;</h:span> <h:span id=\"narration-1-3\">B</h:span>"
            + "</h:p>",
        marked("<h:p>A&amp; B</h:p>", "A&", "|", "B"));
  }

  @Test
  void notesAndTablesTellWhatTheyAre() {
    String markup =
        "<table id=\"t\"><tr><td><aside epub:type=\"footnote\">One. Two.</aside></td></tr></table>";
    SentenceSpans.Marked marked = SentenceSpans.mark(markup, said(markup, "One.", "|", "Two."));
    assertEquals(
        List.of("table", "table-row", "table-cell", "footnote"),
        marked.fragments().get(1).structure().stream().map(Fragment.Structure::type).toList());
    assertEquals("t", marked.fragments().get(1).structure().get(0).id());
  }

  private String marked(String markup, String... texts) {
    return SentenceSpans.mark(markup, said(markup, texts)).markup();
  }

  private List<String> ids(String markup, String... texts) {
    return SentenceSpans.mark(markup, said(markup, texts)).fragments().stream()
        .map(Fragment::id)
        .toList();
  }

  /**
   * Utterances of one block.
   *
   * @param texts that follow one another in the markup; "|" ends a sentence, as does a full stop
   */
  private List<Spoken> said(String markup, String... texts) {
    spoken.clear();
    character = 0;
    int from = 0;
    List<int[]> sentence = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String piece : texts) {
      if (piece.equals("|")) {
        end(text, sentence);
        continue;
      }
      String written = piece.replace("&", "&amp;");
      int at = markup.indexOf(written, from);
      int[] places = IntStream.range(at, at + piece.length()).toArray();
      sentence.add(places);
      text.append(piece);
      from = at + written.length();
      if (piece.endsWith(".") && texts.length == 2 && !piece.startsWith(" ")) {
        end(text, sentence);
      }
    }
    end(text, sentence);
    return List.copyOf(spoken);
  }

  private void end(StringBuilder text, List<int[]> sentence) {
    if (text.isEmpty()) {
      return;
    }
    int start = character;
    int[] places =
        IntStream.concat(
                IntStream.range(0, start).map(i -> -1),
                sentence.stream().flatMapToInt(IntStream::of))
            .toArray();
    Span span = new Span(start, start + text.length());
    spoken.add(
        Spoken.of(
            new Utterance(
                spoken.size(),
                1,
                new Locator("a", 1, span),
                text.toString(),
                text.toString(),
                List.of(),
                "en",
                "v",
                Boundary.SENTENCE,
                0),
            SourcePlaces.of(places)));
    // The white space between two sentences.
    character = span.end() + 1;
    text.setLength(0);
    sentence.clear();
  }
}

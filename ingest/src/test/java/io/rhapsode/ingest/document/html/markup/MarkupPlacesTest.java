package io.rhapsode.ingest.document.html.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.html.HtmlReader;
import io.rhapsode.ingest.document.html.element.NoteElements;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupPlacesTest {
  /** Each has "A" to "E" as the only capital letters of its text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body><p>A b\r\n  C &amp; D</p><p>E</p></body></html>",
        "<html><body><p>&#8217;A&nbsp;b <em>C</em>\u00ADD<br/><!-- x -->E</p></body></html>",
        "<html><body><pre>A\r\nB\n\nC</pre>\n<ul><li>D<li>E</ul></body></html>",
        "<!doctype html [<!ENTITY b \"long text\">]><html><body><p>A &b; C&b;D E</p></body></html>",
        "<html><body><p>&#x1f600;A <![CDATA[c]]> &lt;D <sup>2</sup> E</p></body></html>"
      })
  void everyCharacterIsWhereTheMarkupHasIt(String markup) {
    List<Block> blocks =
        new HtmlReader(DocumentRoles.DEFAULT_SKIPPABLE)
            .read(Markup.placed(markup), "a", List.of(), Optional.empty(), new NoteElements())
            .blocks();
    int found = 0;
    for (Block block : blocks) {
      for (int i = 0; i < block.text().length(); i++) {
        char letter = block.text().charAt(i);
        if (letter >= 'A' && letter <= 'E') {
          assertEquals(letter, markup.charAt(block.places().of(i).orElseThrow()));
          found++;
        }
      }
    }
    assertEquals(
        markup
            .substring(markup.indexOf("<body>"))
            .replaceAll("<[^>]*>", "")
            .chars()
            .filter(letter -> letter >= 'A' && letter <= 'E')
            .count(),
        found);
  }
}

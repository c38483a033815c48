package io.rhapsode.ingest.document.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.html.HtmlReader;
import io.rhapsode.ingest.document.html.element.NoteLinks;
import io.rhapsode.ingest.document.html.markup.Markup;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Every character of a document that is not white space stands in exactly one block, in order. */
class NothingLostTest {
  private static final int WINDOW = 40;
  private static final HtmlReader READER = new HtmlReader(DocumentRoles.DEFAULT_SKIPPABLE);

  @Test
  void ofAnyContentDocumentOfTheSharedBooks() throws IOException {
    for (Path book : SharedData.files("epub")) {
      try (ZipFile zip = new ZipFile(book.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          if (entry.getName().endsWith(".xhtml")) {
            byte[] content = zip.getInputStream(entry).readAllBytes();
            assertNothingLost(Markup.xhtml(content), book.getFileName() + " " + entry.getName());
          }
        }
      }
    }
  }

  @Property(tries = 300)
  void ofGeneratedMarkup(@ForAll("bodies") String body) {
    assertNothingLost(Markup.xhtml(ZipFiles.xhtml(body)), body);
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> text =
        Arbitraries.of(
            "a", " ", "\n\t", "Wort", "語", "\u00A0", "* * *", "<br/>", "<hr/>", "12", "&lt;");
    Arbitrary<String> name =
        Arbitraries.of(
            "p",
            "div",
            "span",
            "em",
            "h2",
            "li",
            "td",
            "aside",
            "pre",
            "ruby",
            "rt",
            "nav",
            "b",
            "blockquote",
            "section",
            "a");
    Arbitrary<String> attributes =
        Arbitraries.of(
            "",
            "",
            " id='x'",
            " epub:type='pagebreak'",
            " hidden='hidden'",
            " lang='fr'",
            " style='display:none'",
            " role='doc-footnote'",
            " href='#x'");
    return Arbitraries.recursive(
        () -> text.list().ofMaxSize(4).map(parts -> String.join("", parts)),
        inner ->
            Combinators.combine(name, attributes, inner, inner)
                .as((tag, more, one, two) -> "<%s%s>%s</%s>%s".formatted(tag, more, one, tag, two)),
        1,
        5);
  }

  private static void assertNothingLost(Document document, String name) {
    document.select("[alt]").removeAttr("alt");
    document.select("[alttext]").removeAttr("alttext");
    String before = characters(document);
    StringBuilder after = new StringBuilder();
    for (Block block :
        READER
            .read(document, name, List.of(), Optional.empty(), NoteLinks.within(document))
            .blocks()) {
      after.append(block.text());
    }
    String found = withoutSpace(after.toString());
    int same = Arrays.mismatch(before.toCharArray(), found.toCharArray());
    if (same >= 0) {
      int start = Math.max(0, same - WINDOW);
      assertEquals(
          before.substring(start, Math.min(before.length(), same + WINDOW)),
          found.substring(start, Math.min(found.length(), same + WINDOW)),
          name);
    }
  }

  /** The document's own text; alternative texts of pictures and formulas come from attributes. */
  private static String characters(Document document) {
    Document copy = document.clone();
    copy.select("head, script, style, template, annotation").remove();
    return withoutSpace(copy.wholeText());
  }

  /** Without white space, the brackets that formulas get, and the form of raised figures. */
  private static String withoutSpace(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[\\s\\p{Z}\u00AD()/^√]", "");
  }
}

package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.deliver.AudioSettings;
import io.rhapsode.mux.deliver.PublishSettings;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.WorkStatus;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Talking books and the shelves of libraries. */
class PublishedBookTest {
  private static final int RATE = 22_050;

  @TempDir Path folder;

  @Test
  void aTalkingBookNamesWhatIsHeardWithoutGaps() throws Exception {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One & only").says("Hello there.", TestBook.speechLike(RATE, 2, 1), 400);
    book.says("Once more.", TestBook.speechLike(RATE, 1, 2), 700);
    book.chapter("Two").says("Again.", TestBook.speechLike(RATE, 1.5, 3), 400);
    assertEquals(WorkStatus.COMPLETE, assemble(book, publish(true, "")).status());
    Path daisy = folder.resolve("out/Book/daisy");
    Document centre = xml(daisy.resolve("ncc.html"));
    List<String> headings = new ArrayList<>();
    for (Element heading : elements(centre, "h1")) {
      Element link = elements(heading, "a").get(0);
      String[] target = link.getAttribute("href").split("#");
      headings.add(heading.getAttribute("class") + ":" + link.getTextContent());
      Element text = byId(xml(daisy.resolve(target[0])), "text", target[1]);
      assertEquals("ncc.html#" + heading.getAttribute("id"), text.getAttribute("src"));
    }
    assertEquals(List.of("title:A Test of Books", ":One & only", ":Two"), headings);
    assertEquals("3", meta(centre, "ncc:tocItems"));
    assertEquals("5", meta(centre, "ncc:files"));
    assertEquals(List.of("0.000s-3.100s", "3.100s-5.100s"), clips(daisy.resolve("0001.smil")));
    assertEquals(List.of("0.000s-5.000s"), clips(daisy.resolve("0002.smil")));
    assertEquals("00:00:05", meta(xml(daisy.resolve("0002.smil")), "ncc:totalElapsedTime"));
    assertEquals(5.0, MediaProbe.decode(daisy.resolve("0002.mp3"), 44_100).length / 44_100.0, 0.02);
  }

  @Test
  void aFinishedBookIsPutOnItsShelfAlsoWhenItWasFinishedBefore() throws Exception {
    Path shelf = folder.resolve("library");
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One").says("Hello there.", TestBook.speechLike(RATE, 2, 1), 400);
    assemble(book, publish(false, shelf.toString()));
    Path place = shelf.resolve("Book");
    assertEquals(
        List.of("Book.m4b", "metadata.json", "metadata.opf"), names(place), "and no captions");
    assertEquals(
        -1, Files.mismatch(folder.resolve("out/Book/Book.m4b"), place.resolve("Book.m4b")));
    Files.delete(place.resolve("Book.m4b"));
    assertTrue(assemble(book, publish(false, shelf.toString())).upToDate());
    assertEquals(List.of("Book.m4b", "metadata.json", "metadata.opf"), names(place));
  }

  private static PublishSettings publish(boolean daisy, String shelf) {
    return new PublishSettings(false, daisy, true, false, shelf, "", 0, 300, "");
  }

  private BookReport assemble(TestBook book, PublishSettings publish) throws Exception {
    AssemblySettings usual = Deliveries.usual(folder.resolve("out"));
    AssemblySettings settings =
        new AssemblySettings(
            usual.outputFolder(),
            usual.deliveries(),
            "Ada",
            AudioSettings.DEFAULTS.syntheticNotice(),
            usual.restore(),
            usual.captions(),
            publish,
            usual.watermarking());
    return new BookAssembler(settings, book.blobs(), book.takes(), "1")
        .assemble(book.book("Book"), fraction -> {});
  }

  private static List<String> clips(Path smil) throws Exception {
    List<String> clips = new ArrayList<>();
    for (Element audio : elements(xml(smil), "audio")) {
      String clip = audio.getAttribute("clip-begin") + "-" + audio.getAttribute("clip-end");
      clips.add(clip.replace("npt=", ""));
    }
    return clips;
  }

  private static String meta(Document document, String name) {
    return elements(document, "meta").stream()
        .filter(meta -> meta.getAttribute("name").equals(name))
        .map(meta -> meta.getAttribute("content"))
        .findFirst()
        .orElseThrow();
  }

  private static Element byId(Document document, String element, String id) {
    return elements(document, element).stream()
        .filter(each -> each.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<Element> elements(Node parent, String name) {
    NodeList found =
        parent instanceof Document document
            ? document.getElementsByTagName(name)
            : ((Element) parent).getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static Document xml(Path file) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
    return builder.parse(file.toFile());
  }

  private static List<String> names(Path place) throws Exception {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}

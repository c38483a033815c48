package io.rhapsode.mux.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.DigitalSource;
import io.rhapsode.pipeline.book.BookMetadata;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class FeedTest {
  private static final FeedAddress ADDRESS = new FeedAddress("https://example.org/books/");

  @Test
  void addressesHaveNoCharacterThatAnAddressHasNot() {
    assertEquals(
        "https://example.org/books/Salt%20%26%20Sea/acx/01%20-%20%C3%89t%C3%A9%3F.mp3",
        ADDRESS.of("Salt & Sea", "acx/01 - Été?.mp3"));
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String wrong : List.of("books", "ftp://example.org", "https://", "https://a b")) {
      assertThrows(IllegalArgumentException.class, () -> new FeedAddress(wrong), wrong);
    }
  }

  @Test
  void theIdentifierIsThatOfTheSpecification() {
    // The example of Podcasting 2.0, "guid".
    assertEquals(
        "917393e3-1b1e-5cef-ace4-edaa54e1f810",
        Feed.guid("https://mp3s.nashownotes.com/pc20rss.xml").toString());
  }

  @Test
  void anEpisodeTellsItsSizeLengthChaptersAndTranscript() throws Exception {
    Episode episode =
        new Episode(
            "Un & deux",
            1,
            "https://example.org/1.mp3",
            1234,
            "audio/mpeg",
            59.6,
            "https://example.org/1.chapters.json",
            Optional.of("https://example.org/1.vtt"),
            "book-1");
    BookTags tags =
        new BookTags(
            BookMetadata.untold("Salt & Sea", "fr"),
            "Ada",
            "synthetic",
            "Rhapsode 1",
            DigitalSource.ALGORITHMIC);
    Document feed =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(
                new InputSource(
                    new StringReader(
                        Feed.of(
                            "https://example.org/feed.xml",
                            tags,
                            Optional.empty(),
                            List.of(episode)))));
    XPath path = XPathFactory.newInstance().newXPath();
    assertEquals("Salt & Sea", path.evaluate("/rss/channel/title", feed));
    assertEquals("1234", path.evaluate("/rss/channel/item/enclosure/@length", feed));
    assertEquals("60", path.evaluate("/rss/channel/item/*[name()='itunes:duration']", feed));
    assertEquals(
        "https://example.org/1.vtt",
        path.evaluate("/rss/channel/item/*[name()='podcast:transcript']/@url", feed));
    assertEquals(
        "application/json+chapters",
        path.evaluate("/rss/channel/item/*[name()='podcast:chapters']/@type", feed));
  }
}

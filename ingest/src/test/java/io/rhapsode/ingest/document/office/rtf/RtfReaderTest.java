package io.rhapsode.ingest.document.office.rtf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.ExtractedBook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RtfReaderTest {
  @TempDir private Path folder;

  @Test
  void headersNotesHiddenAndDeletedTextAreNotRead() throws Exception {
    assertEquals(
        List.of("Head*", "One", "Seen and told.", "A note.*", "Next."),
        read(
            "{\\header\\pard Head\\par}{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\\pard\\s1"
                + " One\\par\\pard\\plain Seen and {\\v hidden }{\\deleted gone"
                + " }told.{\\super\\chftn{\\footnote\\pard\\plain {\\super\\chftn} A note.}}\\par"
                + " Next.\\par"));
  }

  @Test
  void figuresAndLettersAreWhatTheyMean() throws Exception {
    assertEquals(
        List.of("10⁶ and H₂O, “Größe” – Ж."),
        read(
            "10{\\super 6} and H{\\sub 2}O, \\ldblquote Gr\\'f6\\u223?e\\rdblquote  \\endash "
                + " {\\f1\\'c6}.\\par"));
  }

  @Test
  void tablesAreReadCellByCell() throws Exception {
    assertEquals(
        List.of("Name", "Age", "Ann", "31", "After."),
        read(
            "\\trowd\\cellx1\\cellx2\\intbl Name\\cell Age\\cell\\row"
                + "\\trowd\\cellx1\\cellx2\\intbl Ann\\cell 31\\cell\\row\\pard After.\\par"));
  }

  /** The readable text of each block; "*" behind those that are not read. */
  private List<String> read(String body) throws Exception {
    String rtf =
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}{\\f1\\fcharset204 Times;}}" + body + "}";
    Path file = folder.resolve("a.rtf");
    Files.write(file, rtf.getBytes(StandardCharsets.ISO_8859_1));
    ExtractedBook book =
        new RtfReader(ContainerLimits.DEFAULTS, Set.copyOf(DocumentRoles.DEFAULT_SKIPPABLE))
            .read(file, "a");
    return book.blocks().stream().map(RtfReaderTest::readable).toList();
  }

  private static String readable(Block block) {
    if (block.excluded()) {
      return block.text() + "*";
    }
    StringBuilder text = new StringBuilder(block.text());
    for (int index = block.exclusions().size() - 1; index >= 0; index--) {
      text.delete(
          block.exclusions().get(index).characters().start(),
          block.exclusions().get(index).characters().end());
    }
    return text.toString();
  }
}

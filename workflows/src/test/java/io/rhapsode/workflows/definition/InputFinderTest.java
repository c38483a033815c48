package io.rhapsode.workflows.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFinderTest {
  @TempDir Path folder;
  @TempDir Path elsewhere;

  @Test
  void foldersAreSearchedForDocumentsInOrderOfName() throws IOException, UsageException {
    Path nested = touch("b/deep/Two.EPUB");
    Path first = touch("a.txt");
    touch("cover.jpg");
    touch("noextension");
    touch(".hidden.epub");
    touch(".git/notes.md");
    assertEquals(List.of(first, nested), InputFinder.find(List.of(folder)));
  }

  @Test
  void linksInsideFoldersAreNotFollowed() throws IOException, UsageException {
    Path document = touch("book.epub");
    Files.writeString(elsewhere.resolve("secret.txt"), "x");
    Files.createSymbolicLink(folder.resolve("out"), elsewhere);
    Files.createSymbolicLink(folder.resolve("link.txt"), elsewhere.resolve("secret.txt"));
    assertEquals(List.of(document), InputFinder.find(List.of(folder)));
  }

  @Test
  void linkThatIsNamedIsFollowed() throws IOException, UsageException {
    Path document = Files.writeString(elsewhere.resolve("book.txt"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("shelf"), elsewhere);
    assertEquals(List.of(document.toRealPath()), InputFinder.find(List.of(link)));
  }

  @Test
  void namedFilesAreTakenWhateverTheyAreCalledAndOnce() throws IOException, UsageException {
    Path odd = touch("book.odd");
    Path document = touch("sub/book.epub");
    assertEquals(
        List.of(odd, document), InputFinder.find(List.of(odd, document, folder.resolve("sub"))));
  }

  @Test
  void missingAndEmptyInputsAreRefused() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    assertEquals(
        "there is no file or folder nowhere.epub",
        assertThrows(UsageException.class, () -> InputFinder.find(List.of(Path.of("nowhere.epub"))))
            .getMessage());
    assertEquals(
        "folder %s holds no document (doc, docx, epub, fb2, htm, html, markdown, md, odt, pdf, rtf,"
                .formatted(folder.resolve("empty"))
            + " ssml, txt, xhtml)",
        assertThrows(UsageException.class, () -> InputFinder.find(List.of(folder.resolve("empty"))))
            .getMessage());
  }

  @Test
  void pipesAndDevicesAreRefused() {
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device), "no devices here");
    assertEquals(
        "/dev/zero is neither a file nor a folder; a pipe or a device cannot be narrated",
        assertThrows(UsageException.class, () -> InputFinder.find(List.of(device))).getMessage());
  }

  @Test
  void bookIdsAreReadableAndTellFoldersApart() {
    String one = BookIds.of(Path.of("/a/Les Misérables, tome 1.epub"));
    String other = BookIds.of(Path.of("/b/Les Misérables, tome 1.epub"));
    assertEquals("Les-Miserables-tome-1-", one.substring(0, one.length() - 8));
    assertEquals(one.length(), other.length());
    assertEquals(2, List.of(one, other).stream().distinct().count());
    assertEquals("book-", BookIds.of(Path.of("/a/海辺.txt")).substring(0, 5));
  }

  private Path touch(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }
}

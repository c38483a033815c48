package io.rhapsode.ingest.document.epub;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.ExtractedCover;
import io.rhapsode.ingest.document.OutlineEntry;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.container.Container;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.html.HtmlReader;
import io.rhapsode.ingest.document.html.markup.Markup;
import io.rhapsode.ingest.document.typography.ChapterHeadings;
import io.rhapsode.ingest.document.typography.HeadingOutline;
import io.rhapsode.ingest.lexicon.LexiconFile;
import io.rhapsode.ingest.lexicon.UnreadableLexiconException;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Reads EPUB publications. May be shared by threads. */
public final class EpubReader {
  private static final String CONTAINER = "META-INF/container.xml";
  private static final String PLS = "application/pls+xml";
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "start|begin|beginning|begin reading|unknown|untitled|unnamed|text|content|book",
          Pattern.CASE_INSENSITIVE);

  private final ContainerLimits limits;
  private final Set<String> skippableRoles;

  public EpubReader(ContainerLimits limits, Set<String> skippableRoles) {
    this.limits = limits;
    this.skippableRoles = Set.copyOf(skippableRoles);
  }

  /**
   * Reads a publication.
   *
   * @param fallbackTitle the title of a book that has none
   */
  public ExtractedBook read(Path file, String fallbackTitle) throws UnreadableDocumentException {
    try (Container container = Container.open(file, limits)) {
      return read(container, fallbackTitle);
    }
  }

  private ExtractedBook read(Container container, String fallbackTitle)
      throws UnreadableDocumentException {
    List<String> warnings = new ArrayList<>();
    PackageDocument publication = publication(container, warnings);
    warnings.addAll(publication.warnings());
    refuseEncrypted(container, publication);
    List<TableOfContents.Entry> contents = tableOfContents(container, publication, warnings);
    SpineText text =
        SpineText.read(container, publication, new HtmlReader(skippableRoles), warnings);
    List<Block> blocks = text.blocks();
    boolean nothingReadable = blocks.stream().allMatch(block -> block.kind() == BlockKind.LOST);
    if (nothingReadable && !warnings.isEmpty()) {
      throw new UnreadableDocumentException(
          FailureCode.MALFORMED_DOCUMENT,
          "nothing of the book can be read: %s; get the file again".formatted(warnings.get(0)));
    }
    if (blocks.stream().allMatch(Block::excluded)) {
      throw new UnreadableDocumentException(
          FailureCode.NO_TEXT,
          "the book has no text to read: it is made of pictures, or all of its text is left out");
    }
    List<OutlineEntry> outline = Outline.of(contents, text.files(), blocks.size(), warnings);
    if (outline.isEmpty() || saysNothing(outline)) {
      if (HeadingOutline.of(blocks).isEmpty()) {
        blocks = ChapterHeadings.mark(blocks, skippableRoles.contains("toc"));
      }
      List<OutlineEntry> headings = HeadingOutline.of(blocks);
      outline = headings.isEmpty() ? outline : headings;
    }
    Optional<ExtractedCover> cover = new CoverFinder(container, publication, warnings).find();
    BookMetadata metadata = PackageMetadata.read(publication.tree(), fallbackTitle);
    return new ExtractedBook(
        metadata, blocks, outline, cover, lexicons(container, publication, warnings), warnings);
  }

  /** The pronunciations of the package; what is wrong with one costs that one. */
  private static List<Lexicon> lexicons(
      Container container, PackageDocument publication, List<String> warnings) {
    List<Lexicon> lexicons = new ArrayList<>();
    for (PackageDocument.Item item : publication.items().values()) {
      Optional<byte[]> content =
          item.mediaType().equals(PLS)
              ? container.readIfPossible(item.path(), warnings)
              : Optional.empty();
      if (content.isPresent()) {
        try {
          LexiconFile.Content read = LexiconFile.parsePls(item.path(), content.get());
          lexicons.add(
              Lexicon.of(item.path(), LexiconLayer.DOCUMENT, read.language(), read.entries()));
        } catch (UnreadableLexiconException e) {
          warnings.add("a lexicon of the book is left out: " + e.getMessage());
        }
      }
    }
    return lexicons;
  }

  /** Whether it is the one line that converters write when they found no chapters. */
  private static boolean saysNothing(List<OutlineEntry> outline) {
    return outline.size() == 1 && PLACEHOLDER.matcher(outline.get(0).title().strip()).matches();
  }

  /** The package document of the first rendition that is there. */
  private static PackageDocument publication(Container container, List<String> warnings)
      throws UnreadableDocumentException {
    List<String> paths = new ArrayList<>();
    Optional<byte[]> description = container.read(CONTAINER);
    if (description.isPresent()) {
      for (Element root : Xml.all(Markup.xml(description.get()), "rootfile")) {
        container.resolve("", root.attr("full-path")).ifPresent(paths::add);
      }
    }
    boolean described = !paths.isEmpty();
    container.names().stream().filter(name -> name.endsWith(".opf")).sorted().forEach(paths::add);
    for (String path : paths) {
      Optional<byte[]> content = container.read(path);
      if (content.isPresent()) {
        if (!described) {
          warnings.add("%s is missing or broken; %s is read instead".formatted(CONTAINER, path));
        }
        return PackageDocument.parse(container, container.name(path).orElse(path), content.get());
      }
    }
    throw noPublication(container, description.isPresent());
  }

  private static UnreadableDocumentException noPublication(Container container, boolean described) {
    if (described) {
      return new UnreadableDocumentException(
          FailureCode.MALFORMED_DOCUMENT,
          CONTAINER + " names no package document that is in the archive; get the file again");
    }
    List<String> names = container.names();
    String content = String.join(", ", names.subList(0, Math.min(3, names.size())));
    return new UnreadableDocumentException(
        FailureCode.UNSUPPORTED_DOCUMENT,
        ("this is a zip archive of %d files (%s ...), not an EPUB: %s is missing; unpack it and"
                + " narrate the documents in it")
            .formatted(names.size(), content, CONTAINER));
  }

  private static void refuseEncrypted(Container container, PackageDocument publication)
      throws UnreadableDocumentException {
    Set<String> encrypted = Encryption.encryptedFiles(container);
    for (PackageDocument.SpineItem item : publication.spine()) {
      if (encrypted.contains(item.item().path())) {
        throw new UnreadableDocumentException(
            FailureCode.PROTECTED_DOCUMENT,
            "the text is encrypted by digital rights management (%s); get a copy without it"
                .formatted(item.item().path()));
      }
    }
  }

  private static List<TableOfContents.Entry> tableOfContents(
      Container container, PackageDocument publication, List<String> warnings)
      throws UnreadableDocumentException {
    Optional<PackageDocument.Item> navigation = publication.withProperty("nav");
    if (navigation.isPresent()) {
      String path = navigation.get().path();
      Optional<byte[]> content = container.readIfPossible(path, warnings);
      if (content.isPresent()) {
        List<TableOfContents.Entry> entries =
            TableOfContents.navigationDocument(container, path, content.get());
        if (!entries.isEmpty()) {
          return entries;
        }
      }
      warnings.add("the navigation document %s is missing or empty".formatted(path));
    }
    Optional<PackageDocument.Item> ncx = publication.ncx();
    if (ncx.isEmpty()) {
      return List.of();
    }
    Optional<byte[]> content = container.readIfPossible(ncx.get().path(), warnings);
    return content.isEmpty()
        ? List.of()
        : TableOfContents.ncx(container, ncx.get().path(), content.get());
  }
}

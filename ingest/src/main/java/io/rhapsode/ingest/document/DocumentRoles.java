package io.rhapsode.ingest.document;

import java.util.List;

/**
 * Names of the roles that settings may list as not to be read. They are those of the EPUB 3
 * Structural Semantics Vocabulary, which DPub-ARIA repeats with "doc-" before them, and the three
 * below. All other roles, such as appendix, dedication or glossary, are body text.
 */
public final class DocumentRoles {
  /** Descriptions of pictures, where a document has them. */
  public static final String IMAGE_DESCRIPTION = "image-description";

  /** The way back from a note to its reference. */
  public static final String BACKLINK = "backlink";

  /**
   * Listings of programs, as opposed to other preformatted text. Read unless the settings say
   * otherwise.
   */
  public static final String CODE = "code";

  /** Text that its author has struck out. */
  public static final String DELETED = "deleted";

  /** What a library wraps around a text: its header, its licence, notes on the transcription. */
  public static final String LICENCE = "licence";

  /** The skippable structures of the Readium web publication model, and the first two above. */
  public static final List<String> DEFAULT_SKIPPABLE =
      List.of(
          "aside",
          "bibliography",
          "endnotes",
          "footnote",
          "noteref",
          "pullquote",
          "landmarks",
          "toc",
          "loa",
          "loi",
          "lot",
          "lov",
          "pagebreak",
          IMAGE_DESCRIPTION,
          BACKLINK,
          LICENCE,
          DELETED);

  private DocumentRoles() {}
}

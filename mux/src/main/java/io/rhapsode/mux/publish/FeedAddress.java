package io.rhapsode.mux.publish;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a folder with the folders of books will be found.
 *
 * @param base an address of http or https
 */
public record FeedAddress(String base) implements Serializable {
  public FeedAddress {
    try {
      URI address = new URI(base);
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (!web || address.getHost() == null || address.getQuery() != null) {
        throw new IllegalArgumentException(
            "'%s' is no address such as https://example.org/books".formatted(base));
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is no address such as https://example.org/books".formatted(base), e);
    }
  }

  /**
   * The address of a file.
   *
   * @param book name of the book's folder
   * @param file in it, with slashes
   */
  public String of(String book, String file) {
    StringBuilder address = new StringBuilder(base.replaceFirst("/+$", ""));
    for (String element : (book + "/" + file).split("/")) {
      address.append('/').append(encoded(element));
    }
    return address.toString();
  }

  private static String encoded(String element) {
    try {
      // Not URLEncoder: that is for forms, and makes a plus of a space.
      return new URI(null, null, "/" + element, null)
          .toASCIIString()
          .substring(1)
          .replace("&", "%26")
          .replace("'", "%27");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'%s' is no name of a file".formatted(element), e);
    }
  }
}

package io.rhapsode.synth.model.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in a repository of a model hub at one revision, written {@code
 * hf://OWNER/NAME/PATH@REVISION}.
 *
 * @param repository owner and name
 * @param path within the repository
 * @param revision full commit hash or a release tag such as v1.0.0: a branch would change under our
 *     feet
 */
public record HubLocation(String repository, String path, String revision) implements FileSource {
  private static final Pattern FORM =
      Pattern.compile(
          "hf://([\\w.-]+/[\\w.-]+)/([\\w\\p{L}./+-]+)@([0-9a-f]{40}|v\\d+\\.\\d+\\.\\d+)");

  /**
   * @throws IllegalArgumentException if the text is not of that form
   */
  public static HubLocation parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || matcher.group(2).contains("..")) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not hf://OWNER/NAME/PATH@REVISION with a revision of 40 hex digits or a tag"
              + " such as v1.0.0");
    }
    return new HubLocation(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  /** Address of the file's content. */
  public URI address(URI hub) {
    try {
      String root = hub.getPath() == null ? "" : hub.getPath().replaceAll("/$", "");
      String full = root + "/" + repository + "/resolve/" + revision + "/" + path;
      URI address = new URI(hub.getScheme(), hub.getAuthority(), full, null, null);
      return URI.create(address.toASCIIString());
    } catch (URISyntaxException exception) {
      throw new IllegalArgumentException("hub " + hub + " is no address", exception);
    }
  }

  /** Page at which a person can accept the repository's terms. */
  public URI page(URI hub) {
    return URI.create(hub.toString().replaceAll("/$", "") + "/" + repository);
  }

  @Override
  public String describe() {
    return "hub repository " + repository;
  }

  @Override
  public String toString() {
    return "hf://" + repository + "/" + path + "@" + revision;
  }
}

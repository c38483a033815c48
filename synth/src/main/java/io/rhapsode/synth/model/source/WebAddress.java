package io.rhapsode.synth.model.source;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * A file at an address of its own, such as that of a release.
 *
 * @param address over https
 */
public record WebAddress(URI address) implements FileSource {
  public WebAddress {
    requireNonNull(address, "address is null");
  }

  /**
   * @throws IllegalArgumentException if the text is no https address with a host
   */
  static WebAddress parse(String text) {
    URI address = URI.create(text);
    if (!"https".equals(address.getScheme())
        || address.getHost() == null
        || address.getUserInfo() != null) {
      throw new IllegalArgumentException("'" + text + "' is no address of the form https://host/");
    }
    return new WebAddress(address);
  }

  @Override
  public String describe() {
    return address.getHost();
  }

  @Override
  public String toString() {
    return address.toString();
  }
}

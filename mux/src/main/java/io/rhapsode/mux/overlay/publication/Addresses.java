package io.rhapsode.mux.overlay.publication;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Addresses of files inside a publication. */
public final class Addresses {
  private Addresses() {}

  /** The folder of a file, with its slash; empty at the top. */
  public static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /**
   * The path of a file that another one refers to.
   *
   * @param address relative, percent-encoded, with or without a fragment; entities are decoded
   */
  public static String resolve(String from, String address) {
    String plain = address.replace("&amp;", "&").split("#", -1)[0];
    String path =
        folder(from) + URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
    List<String> elements = new ArrayList<>();
    for (String element : path.split("/")) {
      if (element.equals("..") && !elements.isEmpty()) {
        elements.remove(elements.size() - 1);
      } else if (!element.isEmpty() && !element.equals(".") && !element.equals("..")) {
        elements.add(element);
      }
    }
    return String.join("/", elements);
  }

  /** How a file refers to another one. */
  public static String relative(String from, String to) {
    List<String> source = Arrays.asList(from.split("/"));
    List<String> target = Arrays.asList(to.split("/"));
    int same = 0;
    while (same < Math.min(source.size(), target.size()) - 1
        && source.get(same).equals(target.get(same))) {
      same++;
    }
    String up = "../".repeat(source.size() - 1 - same);
    return up
        + String.join(
            "/", target.subList(same, target.size()).stream().map(Addresses::encoded).toList());
  }

  /** Percent-encoding of what has no place in a path or fragment (RFC 3986, 3.3). */
  public static String encoded(String element) {
    StringBuilder encoded = new StringBuilder();
    for (byte unit : element.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          unit >= 'a' && unit <= 'z'
              || unit >= 'A' && unit <= 'Z'
              || unit >= '0' && unit <= '9'
              || "-._~!$&'()*+,;=:@".indexOf(unit) >= 0;
      encoded.append(plain ? String.valueOf((char) unit) : "%%%02X".formatted(unit));
    }
    return encoded.toString();
  }
}

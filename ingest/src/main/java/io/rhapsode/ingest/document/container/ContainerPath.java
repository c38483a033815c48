package io.rhapsode.ingest.document.container;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses inside a container. None of them leads out of it: ".." at the root stays there. */
public final class ContainerPath {
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:.*");

  private ContainerPath() {}

  /**
   * The path that a reference in a file means.
   *
   * @param file path of the file that holds the reference
   * @param reference relative URL, percent-encoded
   * @return the path without fragment, {@code file} itself for a mere fragment, or nothing for an
   *     address outside the container
   */
  public static Optional<String> resolve(String file, String reference) {
    String address = reference.strip().replace('\\', '/');
    int end = indexOfAny(address, '#', '?');
    String path = end < 0 ? address : address.substring(0, end);
    if (SCHEME.matcher(path).matches() || path.startsWith("//")) {
      return Optional.empty();
    }
    if (path.isEmpty()) {
      return Optional.of(file);
    }
    String decoded = decode(path);
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    return Optional.of(normalise(decoded.startsWith("/") ? decoded : folder + decoded));
  }

  /** The decoded fragment of a reference, empty when there is none. */
  public static String fragment(String reference) {
    int start = reference.indexOf('#');
    return start < 0 ? "" : decode(reference.substring(start + 1).strip());
  }

  /** Without "." and "..", leading slashes and backslashes. */
  public static String normalise(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.replace('\\', '/').split("/")) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return String.join("/", segments);
  }

  /** With its percent-encoded bytes decoded as UTF-8; other percent signs stay. */
  static String decode(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int index = 0;
    while (index < path.length()) {
      int code = index + 2 < path.length() ? hexadecimal(path, index) : -1;
      if (code >= 0) {
        bytes.write(code);
        index += 3;
      } else {
        int point = path.codePointAt(index);
        bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        index += Character.charCount(point);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int hexadecimal(String path, int index) {
    int high = Character.digit(path.charAt(index + 1), 16);
    int low = Character.digit(path.charAt(index + 2), 16);
    return path.charAt(index) == '%' && high >= 0 && low >= 0 ? high * 16 + low : -1;
  }

  private static int indexOfAny(String text, char first, char second) {
    int one = text.indexOf(first);
    int two = text.indexOf(second);
    return one < 0 || two >= 0 && two < one ? two : one;
  }
}

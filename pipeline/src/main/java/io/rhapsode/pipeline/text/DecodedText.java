package io.rhapsode.pipeline.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of a file of markup, and how they were written.
 *
 * @param text without a byte order mark
 * @param charset that decoded it
 * @param marked whether a byte order mark stood before it
 */
public record DecodedText(String text, Charset charset, boolean marked) {
  private static final int DECLARATION_BYTES = 1 << 16;
  private static final String MARK = "\uFEFF";
  private static final Pattern XML_ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']");
  private static final Pattern META_CHARSET =
      Pattern.compile(
          "<meta[^>]{0,1000}?charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:-]+)",
          Pattern.CASE_INSENSITIVE);

  /** Text by its byte order mark, its own declaration, or as UTF-8, else as Windows-1252. */
  public static DecodedText of(byte[] content) {
    Optional<Charset> declared = declaredCharset(content);
    boolean trusted =
        byteOrderMark(content).isPresent()
            || declared.isPresent() && !declared.get().equals(StandardCharsets.UTF_8);
    // Web content without a right declaration is Windows-1252 by the HTML standard.
    Charset guess = isUtf8(content) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    Charset charset = trusted ? declared.get() : guess;
    String text = new String(content, charset);
    boolean marked = trusted && text.startsWith(MARK) && byteOrderMark(content).isPresent();
    return new DecodedText(marked ? text.substring(1) : text, charset, marked);
  }

  /** Another text, written as this one was. */
  public byte[] encoded(String other) {
    return (marked ? MARK + other : other).getBytes(charset);
  }

  /** Whether writing the text again gives these bytes. */
  public boolean writes(byte[] content) {
    return Arrays.equals(encoded(text), content);
  }

  /** The encoding that a byte order mark, an XML declaration or a meta element names. */
  public static Optional<Charset> declaredCharset(byte[] content) {
    Optional<Charset> marked = byteOrderMark(content);
    if (marked.isPresent()) {
      return marked;
    }
    String head =
        new String(
            content, 0, Math.min(content.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
    Optional<Charset> declared = declared(XML_ENCODING, head);
    return declared.isPresent() ? declared : declared(META_CHARSET, head);
  }

  /** Whether the bytes are UTF-8 without a fault. */
  public static boolean isUtf8(byte[] content) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }

  private static Optional<Charset> byteOrderMark(byte[] content) {
    if (startsWith(content, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (startsWith(content, 0xFE, 0xFF)) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (startsWith(content, 0xFF, 0xFE)) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (startsWith(content, 0x00, '<')) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return startsWith(content, '<', 0x00)
        ? Optional.of(StandardCharsets.UTF_16LE)
        : Optional.empty();
  }

  private static boolean startsWith(byte[] content, int... start) {
    if (content.length < start.length) {
      return false;
    }
    for (int index = 0; index < start.length; index++) {
      if ((content[index] & 0xFF) != start[index]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Charset> declared(Pattern pattern, String head) {
    Matcher matcher = pattern.matcher(head);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      Charset charset = Charset.forName(matcher.group(1));
      // Bytes that could be read as far as this declaration are not UTF-16, whatever it says.
      return charset.name().startsWith("UTF-16") ? Optional.empty() : Optional.of(charset);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return Optional.empty();
    }
  }
}

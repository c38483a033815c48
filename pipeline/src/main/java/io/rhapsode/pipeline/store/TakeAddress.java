package io.rhapsode.pipeline.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rhapsode.pipeline.speech.Voice;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;

/**
 * The content address of a take: SHA-256 over a canonical form of everything that decides how it
 * sounds. The canonical form is, in this order, each as its UTF-8 length (4 bytes, big endian) and
 * bytes: the format tag "take/1", the text in Unicode NFC, the language, the voice's fingerprint,
 * engine and engine version, each parameter's name and value in order of name, and the seed in
 * decimal. The name of the voice is left out: renaming a voice does not change what it says.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record TakeAddress(@JsonValue String sha256) {
  private static final String FORMAT = "take/1";

  @JsonCreator
  public TakeAddress {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + sha256);
    }
  }

  public static TakeAddress of(String text, String language, Voice voice, long seed) {
    return new TakeAddress(
        Sha256.hex(canonicalForm(FORMAT, text, language, voice, Long.toString(seed))));
  }

  /** A seed that depends on the content and the job's base seed, never on position or time. */
  public static long seedOf(String text, String language, Voice voice, long baseSeed) {
    byte[] form = canonicalForm("seed/1", text, language, voice, Long.toString(baseSeed));
    return ByteBuffer.wrap(Sha256.digest(form)).getLong();
  }

  @Override
  public String toString() {
    return sha256;
  }

  private static byte[] canonicalForm(
      String format, String text, String language, Voice voice, String last) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, format);
      write(out, Normalizer.normalize(text, Normalizer.Form.NFC));
      write(out, language);
      write(out, voice.fingerprint());
      write(out, voice.engine());
      write(out, voice.engineVersion());
      for (Map.Entry<String, String> parameter : voice.parameters().entrySet()) {
        write(out, parameter.getKey());
        write(out, parameter.getValue());
      }
      write(out, last);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}

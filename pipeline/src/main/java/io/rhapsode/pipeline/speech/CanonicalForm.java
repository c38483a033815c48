package io.rhapsode.pipeline.speech;

import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.text.SpokenWord;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;

/**
 * The bytes that addresses and seeds are hashes of: fields, each as its length in bytes (4 bytes,
 * big endian) and its UTF-8.
 *
 * <p>An address is the SHA-256 of everything that decides how a take sounds: the field "take/2",
 * then the parts of the request in the order of this table, each as its name and its values. A part
 * that is absent adds nothing, so a part that is added to this table leaves old addresses as they
 * are. Text is in Unicode NFC; numbers are decimal.
 *
 * <pre>
 * text            the text
 * language        its language
 * voice           fingerprint of the voice; its name is left out: renaming changes no sound
 * engine          engine, engine version
 * parameter       name, value; for each parameter of the voice in order of name
 * pronunciation   start, end, IPA; for each word that has one, in order: where it stands in the
 *                 text, in code points of its NFC form
 * pace            percent; if asked for
 * duration        milliseconds; if asked for
 * style           the style; if asked for
 * before          the text before; if not empty
 * after           the text after; if not empty
 * seed            the seed; if the voice honours one
 * </pre>
 *
 * <p>A seed is the first 8 bytes of a SHA-256, big endian: for a first attempt of "seed/1", text,
 * language, fingerprint, engine, engine version, name and value of each parameter, and the job's
 * base seed; for a further one of "attempt/1", the seed of the first, and its number.
 */
final class CanonicalForm {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private CanonicalForm() {}

  static TakeAddress address(
      List<SpokenWord> words,
      String language,
      Voice voice,
      Delivery delivery,
      SpeechContext context,
      long seed) {
    CanonicalForm form = new CanonicalForm();
    form.add("take/2");
    form.add("text", nfc(SpokenWord.textOf(words)));
    form.add("language", language);
    form.add("voice", voice.fingerprint());
    form.add("engine", voice.engine(), voice.engineVersion());
    voice.parameters().forEach((name, value) -> form.add("parameter", name, value));
    form.addPronunciations(words);
    delivery.pacePercent().ifPresent(percent -> form.add("pace", percent.toString()));
    delivery.durationMillis().ifPresent(millis -> form.add("duration", millis.toString()));
    delivery.style().ifPresent(style -> form.add("style", nfc(style)));
    form.addUnlessEmpty("before", context.before());
    form.addUnlessEmpty("after", context.after());
    if (voice.honours().contains(RequestPart.SEED)) {
      form.add("seed", Long.toString(seed));
    }
    return new TakeAddress(Sha256.hex(form.bytes.toByteArray()));
  }

  /** A seed that depends on the content and the job's base seed, never on position or time. */
  static long seed(String text, String language, Voice voice, long baseSeed) {
    CanonicalForm form = new CanonicalForm();
    form.add("seed/1", nfc(text), language);
    form.add(voice.fingerprint(), voice.engine(), voice.engineVersion());
    for (Map.Entry<String, String> parameter : voice.parameters().entrySet()) {
      form.add(parameter.getKey(), parameter.getValue());
    }
    form.add(Long.toString(baseSeed));
    return form.firstEightBytes();
  }

  /** The seed of a further attempt. */
  static long seed(long first, int attempt) {
    CanonicalForm form = new CanonicalForm();
    form.add("attempt/1", Long.toString(first), Integer.toString(attempt));
    return form.firstEightBytes();
  }

  private void addPronunciations(List<SpokenWord> words) {
    StringBuilder before = new StringBuilder();
    for (SpokenWord word : words) {
      int start = codePoints(before);
      before.append(word.text());
      if (word.ipa().isPresent()) {
        add(
            "pronunciation",
            Integer.toString(start),
            Integer.toString(codePoints(before)),
            nfc(word.ipa().get()));
      }
    }
  }

  private void addUnlessEmpty(String name, String text) {
    if (!text.isEmpty()) {
      add(name, nfc(text));
    }
  }

  private long firstEightBytes() {
    return ByteBuffer.wrap(Sha256.digest(bytes.toByteArray())).getLong();
  }

  private static int codePoints(CharSequence text) {
    String composed = nfc(text);
    return composed.codePointCount(0, composed.length());
  }

  private static String nfc(CharSequence text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private void add(String... fields) {
    try {
      for (String field : fields) {
        byte[] encoded = field.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.rhapsode.synth.family.espeak.library;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A phoneme of a voice.
 *
 * @param name what the library calls it, such as "O:"
 * @param ipa how the library writes it, with {@code '^'} between its letters
 */
public record EspeakPhoneme(String name, String ipa) {
  public static void write(List<EspeakPhoneme> phonemes, DataOutputStream out) throws IOException {
    out.writeInt(phonemes.size());
    for (EspeakPhoneme phoneme : phonemes) {
      out.writeUTF(phoneme.name());
      out.writeUTF(phoneme.ipa());
    }
  }

  /** Reads what {@link #write} wrote. */
  public static List<EspeakPhoneme> read(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<EspeakPhoneme> phonemes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      phonemes.add(new EspeakPhoneme(in.readUTF(), in.readUTF()));
    }
    return phonemes;
  }
}

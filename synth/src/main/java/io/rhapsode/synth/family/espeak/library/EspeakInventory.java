package io.rhapsode.synth.family.espeak.library;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the library says about itself.
 *
 * @param version such as "1.52.0.1"
 * @param voices every voice of the data, in the order of the library
 */
public record EspeakInventory(String version, List<EspeakVoiceFile> voices) {
  public EspeakInventory {
    voices = List.copyOf(voices);
  }

  public void writeTo(DataOutputStream out) throws IOException {
    out.writeUTF(version);
    out.writeInt(voices.size());
    for (EspeakVoiceFile voice : voices) {
      out.writeUTF(voice.identifier());
      out.writeUTF(voice.name());
      out.writeInt(voice.languages().size());
      for (EspeakVoiceFile.Language language : voice.languages()) {
        out.writeUTF(language.tag());
        out.writeInt(language.priority());
      }
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public static EspeakInventory read(DataInputStream in) throws IOException {
    String version = in.readUTF();
    int count = in.readInt();
    List<EspeakVoiceFile> voices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      voices.add(new EspeakVoiceFile(in.readUTF(), in.readUTF(), languages(in)));
    }
    return new EspeakInventory(version, voices);
  }

  private static List<EspeakVoiceFile.Language> languages(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<EspeakVoiceFile.Language> languages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      languages.add(new EspeakVoiceFile.Language(in.readUTF(), in.readInt()));
    }
    return languages;
  }
}

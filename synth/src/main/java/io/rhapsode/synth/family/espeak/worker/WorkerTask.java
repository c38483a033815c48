package io.rhapsode.synth.family.espeak.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rhapsode.synth.family.espeak.library.EspeakClause;
import io.rhapsode.synth.family.espeak.library.EspeakInventory;
import io.rhapsode.synth.family.espeak.library.EspeakLibrary;
import io.rhapsode.synth.family.espeak.library.EspeakParameters;
import io.rhapsode.synth.family.espeak.library.EspeakPhoneme;
import io.rhapsode.synth.family.espeak.library.EspeakSound;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker is asked to do, with a library that was just loaded. It travels as its kind, one
 * byte, and its fields; texts as a 32-bit length in bytes and UTF-8.
 *
 * @param <R> what comes out
 */
public sealed interface WorkerTask<R> {
  /** UTF-16 units of the text, by which the time that it may take is judged. */
  int characters();

  void writeTo(DataOutputStream out) throws IOException;

  /**
   * Does it, in the worker.
   *
   * @return what writes the result
   * @throws IllegalStateException when the library refuses
   */
  Result perform(EspeakLibrary library);

  /** Reads what {@link Result#writeTo} wrote. */
  R readResult(DataInputStream in) throws IOException;

  /** A result that can be had. */
  interface Result {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /** Reads what {@link #writeTo} wrote. */
  static WorkerTask<?> read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case Inventory.KIND -> new Inventory();
      case Speech.KIND -> Speech.readFields(in);
      case Transcription.KIND -> new Transcription(in.readUTF(), readText(in));
      case Alphabet.KIND -> new Alphabet(in.readUTF());
      default -> throw new IOException("no task is of kind " + kind);
    };
  }

  /** Asks what the library and its data are. */
  record Inventory() implements WorkerTask<EspeakInventory> {
    private static final byte KIND = 1;

    @Override
    public int characters() {
      return 0;
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
      out.writeByte(KIND);
    }

    @Override
    public Result perform(EspeakLibrary library) {
      return new EspeakInventory(library.version(), library.voiceFiles())::writeTo;
    }

    @Override
    public EspeakInventory readResult(DataInputStream in) throws IOException {
      return EspeakInventory.read(in);
    }
  }

  /**
   * Speaks.
   *
   * @param file voice file for the language of the text
   * @param seed of the noise in fricatives and breath, from 0
   * @param phonemes whether {@code [[names]]} in the text are phonemes
   * @param text no control characters and no unpaired surrogates
   */
  record Speech(EspeakParameters parameters, String file, int seed, boolean phonemes, String text)
      implements WorkerTask<EspeakSound> {
    private static final byte KIND = 2;

    @Override
    public int characters() {
      return text.length();
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
      out.writeByte(KIND);
      parameters.writeTo(out);
      out.writeUTF(file);
      out.writeInt(seed);
      out.writeBoolean(phonemes);
      writeText(out, text);
    }

    private static Speech readFields(DataInputStream in) throws IOException {
      return new Speech(
          EspeakParameters.read(in), in.readUTF(), in.readInt(), in.readBoolean(), readText(in));
    }

    @Override
    public Result perform(EspeakLibrary library) {
      parameters.applyTo(library, file);
      library.seed(seed);
      return library.speak(text, phonemes)::writeTo;
    }

    @Override
    public EspeakSound readResult(DataInputStream in) throws IOException {
      return EspeakSound.read(in);
    }
  }

  /**
   * Transcribes clause by clause, with {@code '^'} between the letters of one phoneme.
   *
   * @param file voice file for the language of the text
   * @param text no control characters and no unpaired surrogates
   */
  record Transcription(String file, String text) implements WorkerTask<List<EspeakClause>> {
    private static final byte KIND = 3;

    @Override
    public int characters() {
      return text.length();
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
      out.writeByte(KIND);
      out.writeUTF(file);
      writeText(out, text);
    }

    @Override
    public Result perform(EspeakLibrary library) {
      library.select(file);
      List<EspeakClause> clauses = library.phonemes(text);
      return out -> {
        out.writeInt(clauses.size());
        for (EspeakClause clause : clauses) {
          writeText(out, clause.phonemes());
          out.writeInt(clause.terminator());
        }
      };
    }

    @Override
    public List<EspeakClause> readResult(DataInputStream in) throws IOException {
      int count = in.readInt();
      List<EspeakClause> clauses = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        clauses.add(new EspeakClause(readText(in), in.readInt()));
      }
      return clauses;
    }
  }

  /**
   * Asks for the phonemes of a voice.
   *
   * @param file of the voice
   */
  record Alphabet(String file) implements WorkerTask<List<EspeakPhoneme>> {
    private static final byte KIND = 4;

    @Override
    public int characters() {
      return 0;
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
      out.writeByte(KIND);
      out.writeUTF(file);
    }

    @Override
    public Result perform(EspeakLibrary library) {
      library.select(file);
      List<EspeakPhoneme> phonemes = library.phonemes();
      return out -> EspeakPhoneme.write(phonemes, out);
    }

    @Override
    public List<EspeakPhoneme> readResult(DataInputStream in) throws IOException {
      return EspeakPhoneme.read(in);
    }
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new IOException("a text of length " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("a text ends after %d of %d bytes".formatted(bytes.length, length));
    }
    return new String(bytes, UTF_8);
  }
}

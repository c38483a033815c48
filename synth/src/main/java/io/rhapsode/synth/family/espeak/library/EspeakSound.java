package io.rhapsode.synth.family.espeak.library;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the library said.
 *
 * @param samples 16-bit samples, full scale is -1 to 1
 * @param words where words begin, in the order of the library
 */
public record EspeakSound(float[] samples, List<WordStart> words) {
  private static final float FULL_SCALE = 32_768f;

  /** Samples that travel at once. */
  private static final int BLOCK = 1 << 14;

  /**
   * The library begins to say something.
   *
   * @param character code point of the text, from 0
   * @param sample when, from 0
   */
  public record WordStart(int character, int sample) {}

  public EspeakSound {
    samples = samples.clone();
    words = List.copyOf(words);
  }

  @Override
  public float[] samples() {
    return samples.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EspeakSound sound
        && Arrays.equals(sound.samples, samples)
        && sound.words.equals(words);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(samples) + words.hashCode();
  }

  /** Reads what {@link Collector#writeTo} wrote. */
  public static EspeakSound read(DataInputStream in) throws IOException {
    float[] samples = new float[length(in)];
    byte[] block = new byte[BLOCK * Short.BYTES];
    for (int start = 0; start < samples.length; start += BLOCK) {
      int end = Math.min(samples.length, start + BLOCK);
      in.readFully(block, 0, (end - start) * Short.BYTES);
      ByteBuffer values = ByteBuffer.wrap(block);
      for (int i = start; i < end; i++) {
        samples[i] = values.getShort() / FULL_SCALE;
      }
    }
    int count = length(in);
    List<WordStart> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(new WordStart(in.readInt(), in.readInt()));
    }
    return new EspeakSound(samples, words);
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new IOException("a sound of length " + length);
    }
    return length;
  }

  /** Gathers in the worker what the library delivers piece by piece. */
  public static final class Collector {
    private final List<short[]> pieces = new ArrayList<>();
    private final List<WordStart> words = new ArrayList<>();
    private int length;

    void add(short[] piece) {
      length = Math.addExact(length, piece.length);
      pieces.add(piece);
    }

    /**
     * @param position as the library counts: code points, from 1
     */
    void word(int position, int sample) {
      words.add(new WordStart(Math.max(0, position - 1), sample));
    }

    /** What {@link EspeakSound#read} reads. */
    public void writeTo(DataOutputStream out) throws IOException {
      out.writeInt(length);
      for (short[] piece : pieces) {
        ByteBuffer bytes = ByteBuffer.allocate(piece.length * Short.BYTES);
        bytes.asShortBuffer().put(piece);
        out.write(bytes.array());
      }
      out.writeInt(words.size());
      for (WordStart word : words) {
        out.writeInt(word.character());
        out.writeInt(word.sample());
      }
    }
  }
}

package io.rhapsode.workflows.speak;

import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes mono sound with 16 bits a sample as it is made: as a WAV file ("Multimedia Programming
 * Interface and Data Specifications 1.0", Microsoft and IBM, 1991) or as bare little-endian
 * samples. The first sound decides the sample rate.
 *
 * <p>The header comes first, when the length is not known yet: its sizes are 0xFFFFFFFF, which
 * players take for "until the end"; {@link #complete(Path)} puts the true ones into a file.
 */
public final class WavOutput {
  private static final int HEADER_BYTES = 44;
  private static final int RIFF_SIZE_AT = 4;
  private static final int DATA_SIZE_AT = 40;
  private static final int UNKNOWN_SIZE = 0xFFFFFFFF;
  private static final int FORMAT_BYTES = 16;
  private static final short PCM = 1;
  private static final float FULL_SCALE = 32_767;

  private final OutputStream out;
  private final boolean raw;
  private long samples;
  private int sampleRateHz;

  /**
   * @param out stays the caller's
   * @param raw whether the header is left out
   */
  public WavOutput(OutputStream out, boolean raw) {
    this.out = out;
    this.raw = raw;
  }

  /**
   * Writes a sound through to the reader.
   *
   * @throws IOException when it cannot be written, or its sample rate is not that of the others
   */
  public void write(PcmClip clip) throws IOException {
    if (sampleRateHz == 0) {
      sampleRateHz = clip.sampleRateHz();
      if (!raw) {
        out.write(header(sampleRateHz));
      }
    }
    if (clip.sampleRateHz() != sampleRateHz) {
      throw new IOException(
          "sound at %d Hz follows sound at %d Hz".formatted(clip.sampleRateHz(), sampleRateHz));
    }
    float[] values = clip.samples();
    ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort((short) Math.round(FULL_SCALE * Math.max(-1, Math.min(1, value))));
    }
    out.write(bytes.array());
    out.flush();
    samples += values.length;
  }

  /** Length so far, in seconds. */
  public double seconds() {
    return sampleRateHz == 0 ? 0 : (double) samples / sampleRateHz;
  }

  /** Puts the sizes into the header of the file that was written; longer than 4 GiB keeps none. */
  public void complete(Path file) throws IOException {
    long dataBytes = Short.BYTES * samples;
    if (raw || samples == 0 || dataBytes > 0xFFFFFFFFL - HEADER_BYTES) {
      return;
    }
    try (RandomAccessFile header = new RandomAccessFile(file.toFile(), "rw")) {
      putSize(header, RIFF_SIZE_AT, HEADER_BYTES - 8 + dataBytes);
      putSize(header, DATA_SIZE_AT, dataBytes);
    }
  }

  private static void putSize(RandomAccessFile file, int position, long size) throws IOException {
    file.seek(position);
    file.writeInt(Integer.reverseBytes((int) size));
  }

  private static byte[] header(int sampleRateHz) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ascii("RIFF")).putInt(UNKNOWN_SIZE).put(ascii("WAVE"));
    header.put(ascii("fmt ")).putInt(FORMAT_BYTES).putShort(PCM).putShort((short) 1);
    header.putInt(sampleRateHz).putInt(Short.BYTES * sampleRateHz);
    header.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
    header.put(ascii("data")).putInt(UNKNOWN_SIZE);
    return header.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

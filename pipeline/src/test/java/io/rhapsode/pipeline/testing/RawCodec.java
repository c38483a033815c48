package io.rhapsode.pipeline.testing;

import io.rhapsode.pipeline.audio.LosslessCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Keeps the 24-bit samples as they are, one after the other: a codec that needs no FFmpeg. */
public final class RawCodec implements LosslessCodec {
  private static final long serialVersionUID = 1L;
  private static final float FULL_SCALE = 1 << 23;

  @Override
  public byte[] encode(PcmClip clip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(clip.sampleRateHz());
    out.writeInt(clip.length());
    for (float sample : clip.samples()) {
      long rounded = Math.round((double) sample * FULL_SCALE);
      out.writeInt((int) Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, rounded)));
    }
    return bytes.toByteArray();
  }

  @Override
  public PcmClip decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int rate = in.readInt();
    float[] samples = new float[in.readInt()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = in.readInt() / FULL_SCALE;
    }
    return new PcmClip(rate, samples);
  }

  @Override
  public String fileExtension() {
    return "raw";
  }
}

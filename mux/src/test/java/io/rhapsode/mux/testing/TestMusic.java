package io.rhapsode.mux.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Quiet stereo music: plucked chords, one every two seconds. */
public final class TestMusic {
  private static final int RATE_HZ = 48_000;
  private static final double[][] CHORDS = {
    {220, 261.63, 329.63}, {174.61, 220, 261.63}, {196, 246.94, 293.66}, {164.81, 196, 246.94}
  };

  private TestMusic() {}

  /** Writes a WAV file of 16 bits. */
  public static void write(Path file, int seconds) {
    ByteBuffer bytes = ByteBuffer.allocate(seconds * RATE_HZ * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < seconds * RATE_HZ; i++) {
      double time = i / (double) RATE_HZ;
      bytes.putShort(sample(time, 0));
      bytes.putShort(sample(time, 0.09));
    }
    AudioFormat format = new AudioFormat(RATE_HZ, 16, 2, true, false);
    long frames = (long) seconds * RATE_HZ;
    try (AudioInputStream stream =
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, frames)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static short sample(double time, double late) {
    double sum = 0;
    double[] chord = CHORDS[(int) (time / 2) % CHORDS.length];
    for (int note = 0; note < chord.length; note++) {
      double since = time % 2 - 0.18 * note - late;
      if (since > 0) {
        sum += Math.exp(-2.2 * since) * Math.sin(2 * Math.PI * chord[note] * since);
      }
    }
    return (short) Math.round(sum * 0.05 * Short.MAX_VALUE);
  }
}

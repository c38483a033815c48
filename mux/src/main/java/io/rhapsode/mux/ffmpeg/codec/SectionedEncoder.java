package io.rhapsode.mux.ffmpeg.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Encodes sections of a long signal at the same time, for codecs whose packets need nothing of
 * earlier packets but the overlap of their windows. The packets form one stream, without padding
 * between sections: every section is encoded from a while before its beginning to a while after its
 * end, on the frames of the whole signal, and only the packets between the two are kept. Sections
 * are cut in digital silence, where there is some. Where they are cut depends on the samples alone,
 * so the packets do not depend on the number of threads.
 *
 * <p>Threads: the caller's, and those of {@link EncodingThreads} for up to two sections at a time.
 * Memory: three sections of up to 50 s of all channels.
 */
final class SectionedEncoder implements PacketEncoder {
  /** Every section costs one run-up more. */
  private static final int FEWEST_FRAMES = 1_500;

  /** Where there is no silence, a section is cut in sound. */
  private static final int MOST_FRAMES = 2_000;

  /** Frames after a cut that the codecs look at; as many before it are to be silent as well. */
  private static final int MARGIN_FRAMES = 4;

  /**
   * Frames before a section that get its encoder into step, at least. Run-ups start at multiples of
   * it: MP3 frames of 44.1 kHz are longer by a byte in a pattern that repeats after 49 frames (or 7
   * or 1), so that the pattern goes on as if there was one section.
   */
  private static final int RUN_UP_FRAMES = 49;

  private static final int MOST_SECTIONS_AT_ONCE = 2;

  private final EncoderSettings settings;

  /** Encodes nothing: knows how the codec was opened. */
  private final AudioEncoder pattern;

  private final int frameSamples;
  private final Deque<UnderWay> underWay = new ArrayDeque<>();

  /** Buffers of sections that are done. */
  private final Deque<float[][]> spareBuffers = new ArrayDeque<>();

  /** Samples of each channel from {@link #bufferFrame} on. */
  private float[][] buffer;

  private int filled;

  /** Number of the frame that the buffer starts with, in the whole signal. */
  private long bufferFrame;

  /** Number of the first frame of the section that is being filled. */
  private long cutFrame;

  private int frameFill;
  private boolean frameSilent = true;
  private int silentFrames;

  /** A section that is being encoded, and the buffer that it keeps until then. */
  private record UnderWay(CompletableFuture<List<AVPacket>> packets, float[][] buffer) {}

  SectionedEncoder(EncoderSettings settings) throws IOException {
    this.settings = settings;
    this.pattern = new AudioEncoder(settings);
    this.frameSamples = pattern.context().frame_size();
    this.buffer = emptyBuffer();
  }

  @Override
  public AVCodecContext context() {
    return pattern.context();
  }

  @Override
  public byte[] header() {
    return pattern.header();
  }

  @Override
  public void encode(float[][] channels, int start, int end, PacketSink sink) throws IOException {
    int position = start;
    while (position < end) {
      int taken = Math.min(end - position, frameSamples - frameFill);
      for (int channel = 0; channel < buffer.length; channel++) {
        float[] samples = channels[channel];
        System.arraycopy(samples, position, buffer[channel], filled, taken);
        frameSilent = frameSilent && isSilent(samples, position, position + taken);
      }
      filled += taken;
      frameFill += taken;
      position += taken;
      if (frameFill == frameSamples) {
        endFrame(sink);
      }
    }
  }

  @Override
  public void finish(PacketSink sink) throws IOException {
    start(Long.MAX_VALUE);
    while (!underWay.isEmpty()) {
      deliver(sink);
    }
  }

  @Override
  public void close() {
    for (UnderWay section : underWay) {
      // A failure here is one nobody waits for any more: the file was given up.
      section
          .packets()
          .handle((packets, failure) -> packets == null ? List.<AVPacket>of() : packets)
          .join()
          .forEach(EncodedSection::free);
    }
    underWay.clear();
    pattern.close();
  }

  private void endFrame(PacketSink sink) throws IOException {
    silentFrames = frameSilent ? silentFrames + 1 : 0;
    frameSilent = true;
    frameFill = 0;
    long cut = bufferFrame + filled / frameSamples - MARGIN_FRAMES;
    boolean quiet = silentFrames >= 2 * MARGIN_FRAMES;
    if (cut - cutFrame >= (quiet ? FEWEST_FRAMES : MOST_FRAMES)) {
      if (underWay.size() == MOST_SECTIONS_AT_ONCE) {
        deliver(sink);
      }
      start(cut);
      continueFrom(cut);
    }
  }

  /** Has the section up to a frame, or up to the end of the signal, encoded. */
  private void start(long endFrame) {
    EncodedSection section =
        new EncodedSection(settings, buffer, filled, bufferFrame, cutFrame, endFrame, frameSamples);
    underWay.add(
        new UnderWay(CompletableFuture.supplyAsync(section, EncodingThreads.executor()), buffer));
  }

  /** The section under way keeps the buffer; the next one takes the end of it along. */
  private void continueFrom(long cut) {
    long runUpFrame = (cut - RUN_UP_FRAMES) / RUN_UP_FRAMES * RUN_UP_FRAMES;
    int first = (int) (runUpFrame - bufferFrame) * frameSamples;
    float[][] next = emptyBuffer();
    for (int channel = 0; channel < next.length; channel++) {
      System.arraycopy(buffer[channel], first, next[channel], 0, filled - first);
    }
    buffer = next;
    filled -= first;
    bufferFrame = runUpFrame;
    cutFrame = cut;
  }

  private void deliver(PacketSink sink) throws IOException {
    UnderWay section = underWay.remove();
    List<AVPacket> packets = packetsOf(section.packets());
    spareBuffers.add(section.buffer());
    try {
      for (AVPacket packet : packets) {
        sink.accept(packet);
      }
    } finally {
      packets.forEach(EncodedSection::free);
    }
  }

  private static List<AVPacket> packetsOf(CompletableFuture<List<AVPacket>> section)
      throws IOException {
    try {
      return section.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure.getCause();
      }
      throw e;
    }
  }

  private float[][] emptyBuffer() {
    if (!spareBuffers.isEmpty()) {
      return spareBuffers.remove();
    }
    int samples = (2 * RUN_UP_FRAMES + MOST_FRAMES + MARGIN_FRAMES) * frameSamples;
    return new float[settings.layout().channels()][samples];
  }

  private static boolean isSilent(float[] samples, int start, int end) {
    for (int i = start; i < end; i++) {
      if (samples[i] != 0) {
        return false;
      }
    }
    return true;
  }
}

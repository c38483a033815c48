package io.rhapsode.mux.ffmpeg.container.film;

import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.rhapsode.mux.ffmpeg.codec.AudioEncoder;
import io.rhapsode.mux.ffmpeg.codec.EncoderSettings;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/**
 * A track that is encoded before the film is written: its packets wait in a file, so that no more
 * than one of them is in memory. Used by one thread at a time.
 */
public final class EncodedSound implements ChannelSink, TrackPackets, AutoCloseable {
  private static final byte MORE = 1;
  private static final byte END = 0;

  private final Path spool;
  private final AudioEncoder encoder;
  private final DataOutputStream out;
  private DataInputStream in;

  /**
   * @param spool where the packets wait; the caller removes it
   */
  public EncodedSound(EncoderSettings settings, Path spool) throws IOException {
    this.spool = spool;
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(spool)));
    try {
      this.encoder = new AudioEncoder(settings);
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  @Override
  public void accept(float[][] channels, int start, int end) throws IOException {
    encoder.encode(channels, start, end, this::keep);
  }

  /** Encodes what is left; nothing may be accepted afterwards. */
  public void finish() throws IOException {
    encoder.finish(this::keep);
    out.writeByte(END);
    out.close();
  }

  private void keep(AVPacket packet) throws IOException {
    byte[] data = new byte[packet.size()];
    if (data.length > 0) {
      packet.data().get(data);
    }
    out.writeByte(MORE);
    out.writeLong(packet.pts());
    out.writeLong(packet.dts());
    out.writeLong(packet.duration());
    out.writeInt(packet.flags());
    out.writeInt(data.length);
    out.write(data);
    if (packet.side_data_elems() > 0) {
      SideData.write(packet, out);
    } else {
      out.writeInt(0);
    }
  }

  @Override
  public AVRational timeBase() {
    return av_make_q(encoder.context().time_base().num(), encoder.context().time_base().den());
  }

  @Override
  public void describe(AVCodecParameters parameters) throws IOException {
    check(
        avcodec_parameters_from_context(parameters, encoder.context()),
        "avcodec_parameters_from_context");
  }

  @Override
  public boolean next(AVPacket packet) throws IOException {
    if (in == null) {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(spool)));
    }
    if (in.readByte() == END) {
      return false;
    }
    long pts = in.readLong();
    long dts = in.readLong();
    long duration = in.readLong();
    int flags = in.readInt();
    byte[] data = in.readNBytes(in.readInt());
    check(av_new_packet(packet, data.length), "av_new_packet");
    if (data.length > 0) {
      new BytePointer(packet.data()).put(data, 0, data.length);
    }
    packet.pts(pts);
    packet.dts(dts);
    packet.duration(duration);
    packet.flags(flags);
    SideData.read(packet, in);
    return true;
  }

  @Override
  public void close() throws IOException {
    encoder.close();
    out.close();
    if (in != null) {
      in.close();
    }
  }
}

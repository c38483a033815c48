package io.rhapsode.mux.ffmpeg.container;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static io.rhapsode.mux.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FLAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.rhapsode.mux.ffmpeg.FfmpegException;
import io.rhapsode.mux.ffmpeg.codec.AudioEncoder;
import io.rhapsode.mux.ffmpeg.codec.EncoderSettings;
import io.rhapsode.mux.ffmpeg.codec.PacketDecoder;
import io.rhapsode.mux.ffmpeg.codec.PacketSink;
import io.rhapsode.mux.ffmpeg.codec.Quantizer;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.SampleBuffer;
import io.rhapsode.pipeline.audio.PcmClip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * Mono FLAC in memory (RFC 9639): the marker "fLaC", STREAMINFO as the only metadata block, frames.
 * Written without a muxer, so that there is no vendor string and nothing that varies.
 */
public final class FlacStream {
  private static final byte[] MARKER = {'f', 'L', 'a', 'C'};

  /** RFC 9639 section 8.1: last-block flag, type 0 (STREAMINFO), length 34. */
  private static final byte[] STREAM_INFO_HEADER = {(byte) 0x80, 0, 0, 34};

  private static final int STREAM_INFO_BYTES = 34;
  private static final int FRAMES_OFFSET =
      MARKER.length + STREAM_INFO_HEADER.length + STREAM_INFO_BYTES;

  private FlacStream() {}

  /** Encodes at 24 bits; the same clip gives the same bytes. */
  public static byte[] encode(PcmClip clip) throws IOException {
    EncoderSettings settings =
        new EncoderSettings(
            "flac", ChannelLayout.MONO, clip.sampleRateHz(), 0, true, false, Map.of());
    ByteArrayOutputStream frames = new ByteArrayOutputStream(clip.length() * 2 + 64);
    byte[] streamInfo;
    try (AudioEncoder encoder = new AudioEncoder(settings)) {
      PacketSink sink = packet -> append(packet, frames);
      encoder.encode(new float[][] {clip.samples()}, 0, clip.length(), sink);
      encoder.finish(sink);
      streamInfo = encoder.header();
    }
    ByteArrayOutputStream stream = new ByteArrayOutputStream(FRAMES_OFFSET + frames.size());
    stream.write(MARKER);
    stream.write(STREAM_INFO_HEADER);
    stream.write(streamInfo);
    frames.writeTo(stream);
    return stream.toByteArray();
  }

  /**
   * @throws IOException when the bytes are no such stream, are damaged or are cut off
   */
  public static PcmClip decode(byte[] stream) throws IOException {
    if (stream.length < FRAMES_OFFSET
        || !Arrays.equals(stream, 0, MARKER.length, MARKER, 0, MARKER.length)) {
      throw new IOException("not a FLAC clip: %d bytes, no marker".formatted(stream.length));
    }
    byte[] streamInfo =
        Arrays.copyOfRange(stream, FRAMES_OFFSET - STREAM_INFO_BYTES, FRAMES_OFFSET);
    // RFC 9639 section 8.2, from byte 10: 20 bits rate, 3 channels - 1, 5 bits - 1, 36 samples.
    long packed = ByteBuffer.wrap(streamInfo).getLong(10);
    int sampleRateHz = (int) (packed >>> 44);
    int channels = (int) (packed >>> 41 & 7) + 1;
    int bits = (int) (packed >>> 36 & 31) + 1;
    long samples = packed & 0xF_FFFF_FFFFL;
    if (channels != 1 || bits != Quantizer.BITS_PER_SAMPLE || samples > Integer.MAX_VALUE / 4) {
      throw new IOException(
          "not a clip of this product: %d channels, %d bits, %d samples"
              .formatted(channels, bits, samples));
    }
    SampleBuffer decoded = new SampleBuffer((int) samples);
    if (stream.length > FRAMES_OFFSET) {
      decodeFrames(stream, streamInfo, decoded);
    }
    if (decoded.length() != samples) {
      throw new IOException(
          "FLAC clip is damaged: %d samples of %d".formatted(decoded.length(), samples));
    }
    return new PcmClip(sampleRateHz, decoded.toArray());
  }

  private static void decodeFrames(byte[] stream, byte[] streamInfo, SampleBuffer samples)
      throws IOException {
    AVCodecParameters parameters =
        allocated(avcodec_parameters_alloc(), "avcodec_parameters_alloc");
    AVPacket packet = av_packet_alloc();
    try {
      allocated(packet, "av_packet_alloc");
      describe(parameters, streamInfo);
      int bytes = stream.length - FRAMES_OFFSET;
      check(av_new_packet(packet, bytes), "av_new_packet");
      packet.data().put(stream, FRAMES_OFFSET, bytes);
      try (PacketDecoder decoder = new PacketDecoder(parameters, AV_EF_CRCCHECK | AV_EF_EXPLODE)) {
        // FFmpeg's FLAC decoder takes many frames in one packet and eats them one by one.
        decoder.decode(packet, frame -> collect(frame, samples));
        decoder.decode(null, frame -> collect(frame, samples));
      }
    } finally {
      av_packet_free(packet);
      avcodec_parameters_free(parameters);
    }
  }

  private static void describe(AVCodecParameters parameters, byte[] streamInfo)
      throws FfmpegException {
    parameters.codec_type(AVMEDIA_TYPE_AUDIO);
    parameters.codec_id(AV_CODEC_ID_FLAC);
    // Freed with the parameters.
    BytePointer header =
        allocated(
            new BytePointer(av_mallocz(STREAM_INFO_BYTES + AV_INPUT_BUFFER_PADDING_SIZE)),
            "av_mallocz");
    header.put(streamInfo);
    parameters.extradata(header);
    parameters.extradata_size(STREAM_INFO_BYTES);
  }

  private static void collect(AVFrame frame, SampleBuffer samples) throws IOException {
    if (frame.format() != AV_SAMPLE_FMT_S32) {
      throw new IOException("FLAC clip is damaged: sample format " + frame.format());
    }
    int[] integers = new int[frame.nb_samples()];
    new IntPointer(frame.data(0)).get(integers);
    for (int integer : integers) {
      samples.append(Quantizer.amplitude(integer));
    }
  }

  private static void append(AVPacket packet, ByteArrayOutputStream frames) {
    byte[] bytes = new byte[packet.size()];
    if (bytes.length > 0) {
      packet.data().get(bytes);
    }
    frames.writeBytes(bytes);
  }
}

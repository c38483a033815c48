package io.rhapsode.mux.ffmpeg.codec;

import static io.rhapsode.mux.sample.ChannelLayout.MONO;
import static io.rhapsode.mux.sample.ChannelLayout.STEREO;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.sample.SampleBuffer;
import io.rhapsode.mux.testing.TestBook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionedEncoderTest {
  private static final int RATE = 44_100;
  private static final Map<String, String> AAC = Map.of("aac_coder", "fast");

  @ParameterizedTest
  @CsvSource({"aac, true", "aac, false", "libmp3lame, false", "libmp3lame at 22050, true"})
  void soundsAndIsLaidOutLikeOneSection(String codec, boolean pauses) throws IOException {
    float[] signal = signal(95, pauses);
    Encoded whole = encode(new AudioEncoder(settings(codec)), signal, 4_096);
    Encoded sections = encode(new SectionedEncoder(settings(codec)), signal, 4_096);
    assertEquals(whole.times, sections.times);
    assertEquals(whole.samples.length, sections.samples.length);
    if (codec.startsWith("libmp3lame")) {
      assertEquals(whole.sizes, sections.sizes);
    }
    assertEquals(1, sections.bytes.length() / (double) whole.bytes.length(), 0.01);
    for (int second = 1; second < 94; second++) {
      int start = second * RATE;
      double single = errorDecibels(signal, whole.samples, start, RATE);
      double joined = errorDecibels(signal, sections.samples, start, RATE);
      assertTrue(joined < single + 1, "second %d: %s, %s".formatted(second, single, joined));
    }
  }

  @ParameterizedTest
  @CsvSource({"aac stereo", "libmp3lame stereo"})
  void severalChannelsAreCutAlike(String codec) throws IOException {
    float[][] signal = {signal(95, true), TestBook.speechLike(RATE, 95, 9).samples()};
    Encoded whole = encode(new AudioEncoder(settings(codec)), signal, 4_096);
    Encoded sections = encode(new SectionedEncoder(settings(codec)), signal, 4_096);
    assertEquals(whole.times, sections.times);
    for (int second = 1; second < 94; second++) {
      int start = second * RATE;
      double single = errorDecibels(signal[0], whole.samples, start, RATE);
      double joined = errorDecibels(signal[0], sections.samples, start, RATE);
      assertTrue(joined < single + 1.5, "second %d: %s, %s".formatted(second, single, joined));
    }
  }

  @ParameterizedTest
  @CsvSource({"aac, 1", "aac, 100000"})
  void packetsDoNotDependOnHowTheSignalIsCutIntoCalls(String codec, int block) throws IOException {
    float[] signal = signal(60, true);
    Encoded one = encode(new SectionedEncoder(settings(codec)), signal, 4_096);
    Encoded other = encode(new SectionedEncoder(settings(codec)), signal, block);
    assertEquals(one.bytes, other.bytes);
  }

  @Test
  void aSinkThatFailsEndsTheWorkWithItsException() throws IOException {
    float[] signal = signal(95, true);
    try (SectionedEncoder encoder = new SectionedEncoder(settings("aac"))) {
      PacketSink full =
          packet -> {
            throw new IOException("the disk is full");
          };
      IOException failure =
          assertThrows(
              IOException.class,
              () -> {
                encoder.encode(new float[][] {signal}, 0, signal.length, full);
                encoder.finish(full);
              });
      assertEquals("the disk is full", failure.getMessage());
    }
  }

  @Test
  void whatIsShorterThanASectionIsEncodedAsEver() throws IOException {
    float[] signal = signal(3, true);
    Encoded whole = encode(new AudioEncoder(settings("aac")), signal, 4_096);
    assertEquals(whole.bytes, encode(new SectionedEncoder(settings("aac")), signal, 4_096).bytes);
  }

  private static EncoderSettings settings(String codec) {
    Map<String, String> independent = Map.of("reservoir", "0");
    return switch (codec) {
      case "aac" -> new EncoderSettings("aac", MONO, RATE, 64_000, true, true, AAC);
      case "aac stereo" -> new EncoderSettings("aac", STEREO, RATE, 128_000, true, true, AAC);
      case "libmp3lame stereo" ->
          new EncoderSettings("libmp3lame", STEREO, RATE, 256_000, false, true, independent);
      case "libmp3lame" ->
          new EncoderSettings(codec, MONO, RATE, 192_000, false, true, independent);
      default -> new EncoderSettings("libmp3lame", MONO, 22_050, 128_000, false, true, independent);
    };
  }

  /** Speech-like; with a pause of 0.6 s after every 5 s, or none at all. */
  private static float[] signal(int seconds, boolean pauses) {
    float[] signal = TestBook.speechLike(RATE, seconds, 7).samples();
    for (int start = 5 * RATE; pauses && start < signal.length; start += 5 * RATE) {
      Arrays.fill(signal, start, Math.min(signal.length, start + RATE * 6 / 10), 0);
    }
    return signal;
  }

  private record Encoded(List<Long> times, List<Integer> sizes, String bytes, float[] samples) {}

  private static Encoded encode(PacketEncoder encoder, float[] signal, int block)
      throws IOException {
    return encode(encoder, new float[][] {signal}, block);
  }

  /** The samples are those of the first channel. */
  private static Encoded encode(PacketEncoder encoder, float[][] signal, int block)
      throws IOException {
    int length = signal[0].length;
    List<Long> times = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    List<String> bytes = new ArrayList<>();
    SampleBuffer decoded = new SampleBuffer(length);
    AVCodecParameters parameters = avcodec_parameters_alloc();
    avcodec_parameters_from_context(parameters, encoder.context());
    FrameSink collect =
        frame -> {
          float[] samples = new float[frame.nb_samples()];
          new FloatPointer(frame.data(0)).get(samples);
          for (float sample : samples) {
            decoded.append(sample);
          }
        };
    try (encoder;
        PacketDecoder decoder = new PacketDecoder(parameters, 0)) {
      PacketSink sink =
          packet -> {
            times.add(packet.pts());
            sizes.add(packet.size());
            bytes.add(HexFormat.of().formatHex(content(packet)));
            if (packet.size() > 0) {
              decoder.decode(packet, collect);
            }
          };
      for (int start = 0; start < length; start += block) {
        encoder.encode(signal, start, Math.min(length, start + block), sink);
      }
      encoder.finish(sink);
      decoder.decode(null, collect);
      return new Encoded(times, sizes, String.join("\n", bytes), decoded.toArray());
    } finally {
      avcodec_parameters_free(parameters);
    }
  }

  private static byte[] content(AVPacket packet) {
    byte[] content = new byte[packet.size()];
    if (content.length > 0) {
      packet.data().get(content);
    }
    return content;
  }

  /** Energy of the difference by energy of the signal. */
  private static double errorDecibels(float[] signal, float[] decoded, int start, int count) {
    double error = 0;
    double energy = 0;
    for (int i = start; i < start + count && i < signal.length; i++) {
      double difference = decoded[i] - signal[i];
      error += difference * difference;
      energy += (double) signal[i] * signal[i];
    }
    return 10 * Math.log10(error / energy);
  }
}

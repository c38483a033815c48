package io.rhapsode.mux.ffmpeg.container.film;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.ffmpeg.UnreadableMediaException;
import io.rhapsode.mux.ffmpeg.codec.EncoderSettings;
import io.rhapsode.mux.ffmpeg.container.AudioFileReader;
import io.rhapsode.mux.ffmpeg.container.MediaInput;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.testing.TestFilm;
import io.rhapsode.pipeline.store.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilmWriterTest {
  private static final int RATE_HZ = 48_000;
  private static final int FRAMES = 60;
  private static final long MICROS = FRAMES * 1_000_000L / TestFilm.FRAMES_PER_SECOND;
  private static final int SAMPLES = FRAMES * RATE_HZ / TestFilm.FRAMES_PER_SECOND;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "film.mp4, mpeg4, mp4, aac",
    "film.mov, mpeg4, mov, aac",
    "film.mkv, mpeg4, matroska, libopus",
    "film.webm, libvpx, webm, libopus"
  })
  void picturesAreCopiedAndEachLanguageIsATrack(
      String name, String pictures, String muxer, String sound) throws IOException {
    Path film = folder.resolve(name);
    TestFilm.write(film, pictures, FRAMES);
    Path dubbed = folder.resolve("dubbed-" + name);
    try (EncodedSound german = tone(sound, 440, "de");
        EncodedSound spanish = tone(sound, 880, "es");
        FileChannel file =
            FileChannel.open(dubbed, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FilmWriter writer = new FilmWriter(muxer, file)) {
      List<FilmTrack> tracks = new ArrayList<>();
      tracks.add(new FilmTrack("de", "German", new FilmTrack.Sound(german), true));
      tracks.add(new FilmTrack("es", "Spanish", new FilmTrack.Sound(spanish), false));
      FilmTrack.Caption caption = new FilmTrack.Caption(500, 1_500, "Gr\u00fc\u00dfe");
      tracks.add(new FilmTrack("de", "German", new FilmTrack.Captions(List.of(caption)), false));
      assertEquals(List.of(), writer.write(Optional.of(film), true, tracks));
    }
    SubtitleStream subtitles = SubtitleStream.of(dubbed, 4);
    assertTrue(subtitles.text().contains("Gr\u00fc\u00dfe"), subtitles.text());
    assertTrue(subtitles.text().matches("(?s).*00:00:00[.,]500 --> 00:00:01[.,]500.*"));
    assertThrows(UnreadableMediaException.class, () -> SubtitleStream.of(dubbed, 2));
    assertEquals(packets(film, 0), packets(dubbed, 0));
    assertEquals(FRAMES, packets(dubbed, 0).size());
    assertEquals(2, FilmFacts.of(dubbed).soundTracks());
    assertEquals(MICROS, FilmFacts.of(dubbed).durationMicros(), 1_000);
    assertTrack(dubbed, 1, List.of("deu", "ger"), "German", true);
    assertTrack(dubbed, 2, List.of("spa"), "Spanish", false);
    try (AudioFileReader reader = new AudioFileReader(dubbed)) {
      long[] samples = {0};
      reader.readChannels(
          RATE_HZ, ChannelLayout.STEREO, (block, start, end) -> samples[0] += end - start);
      assertEquals(SAMPLES, samples[0], 1_024);
    }
  }

  private EncodedSound tone(String codec, double hertz, String name) throws IOException {
    EncoderSettings settings =
        new EncoderSettings(codec, ChannelLayout.STEREO, RATE_HZ, 128_000, true, false, Map.of());
    EncodedSound sound = new EncodedSound(settings, folder.resolve(name + ".spool"));
    float[] wave = new float[SAMPLES];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / RATE_HZ));
    }
    sound.accept(new float[][] {wave, wave}, 0, wave.length);
    sound.finish();
    return sound;
  }

  /** A hash and the time of each packet of a stream, in milliseconds. */
  private static List<String> packets(Path file, int index) throws IOException {
    List<String> packets = new ArrayList<>();
    try (MediaInput input = new MediaInput(file, "a film")) {
      AVFormatContext container = input.container();
      input.read(
          packet -> {
            if (packet.stream_index() == index) {
              byte[] data = new byte[packet.size()];
              packet.data().get(data);
              long millis =
                  avutil.av_rescale_q(
                      packet.pts(),
                      container.streams(index).time_base(),
                      avutil.av_make_q(1, 1_000));
              packets.add(millis + " " + Sha256.hex(data));
            }
          });
    }
    return packets;
  }

  private static void assertTrack(
      Path file, int index, List<String> languages, String title, boolean preferred)
      throws IOException {
    try (MediaInput input = new MediaInput(file, "a film")) {
      AVStream stream = input.container().streams(index);
      String language = tag(stream, "language");
      assertTrue(languages.contains(language), language);
      boolean chosen = (stream.disposition() & avformat.AV_DISPOSITION_DEFAULT) != 0;
      assertEquals(preferred, chosen, file.toString());
      boolean movie = file.toString().endsWith(".mp4") || file.toString().endsWith(".mov");
      assertEquals(title, tag(stream, movie ? "handler_name" : "title"));
    }
  }

  private static String tag(AVStream stream, String key) {
    AVDictionaryEntry entry = avutil.av_dict_get(stream.metadata(), key, null, 0);
    return entry == null ? "" : entry.value().getString(StandardCharsets.UTF_8);
  }
}

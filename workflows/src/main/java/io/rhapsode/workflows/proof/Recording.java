package io.rhapsode.workflows.proof;

import io.rhapsode.mux.ffmpeg.container.AudioFileReader;
import io.rhapsode.mux.sample.SampleSink;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.listen.word.QuietCut;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An audiobook in one file or several, one after the other. Its sound is decoded as it is needed,
 * and never all in memory.
 *
 * @param files in the order in which they are heard
 */
public record Recording(List<Path> files) {
  /** The rate that recognisers hear. */
  static final int RATE_HZ = 16_000;

  private static final Set<String> ENDINGS =
      Set.of(
          "aac", "aif", "aiff", "flac", "m4a", "m4b", "mka", "mp3", "mp4", "oga", "ogg", "opus",
          "wav", "webm", "wma");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  public Recording {
    files = List.copyOf(files);
  }

  /**
   * @param paths files, and folders for the audio files in them, in the order of their names;
   *     numbers in names count as numbers
   * @throws UsageException when there is no such file, or no audio in a folder
   */
  public static Recording of(List<Path> paths) throws UsageException, IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isRegularFile(path)) {
        files.add(path);
      } else if (Files.isDirectory(path)) {
        List<Path> inside = audioIn(path);
        if (inside.isEmpty()) {
          throw new UsageException("%s holds no audio files".formatted(path));
        }
        files.addAll(inside);
      } else {
        throw new UsageException("%s is not a file".formatted(path));
      }
    }
    return new Recording(files);
  }

  private static List<Path> audioIn(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      return inside
          .filter(Files::isRegularFile)
          .filter(file -> ENDINGS.contains(ending(file)))
          .sorted(Comparator.comparing(file -> sortable(folder.relativize(file).toString())))
          .toList();
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** With numbers filled up, so that 10 comes after 9. */
  private static String sortable(String name) {
    return NUMBER
        .matcher(name.toLowerCase(Locale.ROOT))
        .replaceAll(
            found -> Matcher.quoteReplacement("0".repeat(fill(found.group())) + found.group()));
  }

  private static int fill(String digits) {
    return Math.max(0, 12 - digits.length());
  }

  /** How long the files say that they are, in seconds; 0 where one does not say. */
  double announcedSeconds() throws IOException {
    double seconds = 0;
    for (Path file : files) {
      try (AudioFileReader reader = new AudioFileReader(file)) {
        double own = reader.announcedSeconds();
        if (own == 0) {
          return 0;
        }
        seconds += own;
      }
    }
    return seconds;
  }

  /**
   * A stretch of the recording.
   *
   * @param startSeconds from the beginning of the first file
   */
  record Piece(double startSeconds, PcmClip clip) {
    double endSeconds() {
      return startSeconds + (double) clip.length() / RATE_HZ;
    }
  }

  /** Takes pieces in order. */
  @FunctionalInterface
  interface PieceSink {
    void accept(Piece piece) throws IOException;
  }

  /**
   * Decodes all of it, in pieces that a recogniser hears at once.
   *
   * @return its length in samples
   */
  long read(PieceSink sink) throws IOException {
    Pieces pieces = new Pieces(sink);
    for (Path file : files) {
      decode(file, pieces);
      pieces.end();
    }
    return pieces.position;
  }

  /**
   * Decodes stretches of it.
   *
   * @param wanted in order, without overlap: starts and ends in seconds
   */
  void read(List<double[]> wanted, PieceSink sink) throws IOException {
    Windows windows = new Windows(wanted, sink);
    for (Path file : files) {
      decode(file, windows);
    }
    windows.end();
  }

  private static void decode(Path file, SampleSink sink) throws IOException {
    try (AudioFileReader reader = new AudioFileReader(file)) {
      reader.read(RATE_HZ, sink);
    }
  }

  /** Cuts where it is quiet, and where a file ends. */
  private static final class Pieces implements SampleSink {
    private final PieceSink sink;
    private final float[] held = new float[(QuietCut.LONGEST_SECONDS + 1) * RATE_HZ];
    private int count;
    private long position;

    Pieces(PieceSink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(float[] samples, int start, int end) throws IOException {
      for (int i = start; i < end; i++) {
        held[count++] = samples[i];
        if (count == held.length) {
          give(QuietCut.end(held, count, 0, RATE_HZ));
        }
      }
    }

    private void give(int length) throws IOException {
      PcmClip clip = new PcmClip(RATE_HZ, Arrays.copyOf(held, length));
      sink.accept(new Piece((double) position / RATE_HZ, clip));
      System.arraycopy(held, length, held, 0, count - length);
      count -= length;
      position += length;
    }

    void end() throws IOException {
      while (count > 0) {
        give(QuietCut.end(held, count, 0, RATE_HZ));
      }
    }
  }

  /** Keeps the samples of the stretches that are wanted. */
  private static final class Windows implements SampleSink {
    private final List<double[]> wanted;
    private final PieceSink sink;
    private float[] held = new float[0];
    private int count;
    private int next;
    private long position;

    Windows(List<double[]> wanted, PieceSink sink) {
      this.wanted = wanted;
      this.sink = sink;
    }

    @Override
    public void accept(float[] samples, int start, int end) throws IOException {
      for (int i = start; i < end && next < wanted.size(); i++, position++) {
        long first = Math.round(wanted.get(next)[0] * RATE_HZ);
        long last = Math.round(wanted.get(next)[1] * RATE_HZ);
        if (position < first) {
          continue;
        }
        if (held.length == 0) {
          held = new float[(int) (last - first)];
        }
        if (count < held.length) {
          held[count++] = samples[i];
        }
        if (count == held.length) {
          end();
        }
      }
    }

    void end() throws IOException {
      if (count > 0) {
        sink.accept(
            new Piece(wanted.get(next)[0], new PcmClip(RATE_HZ, Arrays.copyOf(held, count))));
      }
      held = new float[0];
      count = 0;
      next++;
    }
  }
}

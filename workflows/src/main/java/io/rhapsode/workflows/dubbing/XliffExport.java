package io.rhapsode.workflows.dubbing;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.subtitle.SubtitleLimits;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.reader.SubtitleReader;
import io.rhapsode.ingest.subtitle.xml.XliffWriter;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes what is said back into the XLIFF that it came from, so that translation tools can go on
 * with it. Units whose lines were not changed stay as they are, with their inline codes.
 */
public final class XliffExport {
  private final SubtitleLimits limits;
  private final Path folder;

  /**
   * @param limits what a subtitle file may cost
   * @param folder where the files go
   */
  public XliffExport(SubtitleLimits limits, Path folder) {
    this.limits = requireNonNull(limits, "limits is null");
    this.folder = requireNonNull(folder, "folder is null");
  }

  /** Whether a subtitle file is XLIFF, by its name. */
  public static boolean isXliff(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(?:xlf|xliff|sdlxliff|mxliff)");
  }

  /**
   * Writes a language of a film.
   *
   * @param plan what the XLIFF says by itself, with the track that was read from it
   * @param language BCP 47 tag of what is said
   * @param lines what is said, in any language; empty for what the XLIFF says
   * @return the file
   */
  public Path write(DubPlan plan, DubbedTrack track, String language, List<PlannedLine> lines)
      throws IOException {
    Path original = Path.of(track.path());
    Map<Integer, Cue> cues = cues(original, track.language());
    List<PlannedLine> own =
        lines.stream().filter(line -> line.language().equalsIgnoreCase(language)).toList();
    Map<String, String> targets = new TreeMap<>();
    for (Window window : track.windows()) {
      Optional<PlannedLine> line = line(window, own);
      boolean same =
          line.isEmpty()
              || language.equalsIgnoreCase(track.language())
                  && line.get().text().strip().equals(plan.utterance(window).text().strip());
      if (!same) {
        divide(line.get().text(), window, cues, targets);
      }
    }
    Files.createDirectories(folder);
    String name = original.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path file =
        folder.resolve("%s.%s%s".formatted(name.substring(0, dot), language, name.substring(dot)));
    XliffWriter.write(original, language, targets, file);
    return file;
  }

  private Map<Integer, Cue> cues(Path original, String language) throws IOException {
    try {
      Map<Integer, Cue> cues = new TreeMap<>();
      for (Cue cue : new SubtitleReader(limits).read(original, language).cues()) {
        cues.put(cue.ordinal(), cue);
      }
      return cues;
    } catch (UnreadableSubtitleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The line that is said in most of a window. */
  private static Optional<PlannedLine> line(Window window, List<PlannedLine> lines) {
    return lines.stream()
        .filter(line -> shared(window, line) > 0)
        .max(Comparator.comparingLong(line -> shared(window, line)));
  }

  private static long shared(Window window, PlannedLine line) {
    return Math.min(window.endMillis(), line.endMillis())
        - Math.max(window.startMillis(), line.startMillis());
  }

  /** Divides a text among the cues of a window at spaces, as the lengths of the cues are. */
  private static void divide(
      String text, Window window, Map<Integer, Cue> cues, Map<String, String> targets) {
    List<Cue> own = window.anchors().stream().map(anchor -> cues.get(anchor.cue())).toList();
    int all = own.stream().mapToInt(cue -> cue.text().length()).sum();
    List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
    int said = 0;
    int length = 0;
    int next = 0;
    for (int i = 0; i < own.size(); i++) {
      length += own.get(i).text().length();
      StringBuilder part = new StringBuilder();
      boolean last = i == own.size() - 1;
      while (next < words.size()
          && (last || said + words.get(next).length() / 2 < (long) text.length() * length / all)) {
        part.append(part.isEmpty() ? "" : " ").append(words.get(next));
        said += words.get(next).length() + 1;
        next++;
      }
      targets.merge(own.get(i).id(), part.toString(), (one, other) -> one + "\n" + other);
    }
  }
}

package io.rhapsode.ingest.subtitle.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.rhapsode.ingest.subtitle.SubtitleLimits;
import io.rhapsode.ingest.text.SharedData;
import io.rhapsode.pipeline.dub.subtitle.SubtitleTrack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files of one content in several formats, written by another program (go-astisub): what is read of
 * each is what is read of its SubRip form. Skipped where the shared collection is not there.
 */
class SubtitlePairsTest {
  @ParameterizedTest
  @CsvSource({
    "in.srt, out.srt, 6",
    "in-non-utf8.srt, out.srt, 6",
    "in.vtt, out.srt, 6",
    "out.vtt, out.srt, 6",
    "in-non-utf8.vtt, out.srt, 6",
    "in.ssa, out.srt, 6",
    "out.ssa, out.srt, 6",
    "in.stl, out.srt, 6",
    "out.stl, out.srt, 6",
    "in.ttml, out.srt, 6",
    "out.ttml, out.srt, 6",
    "out-no-indent.ttml, out.srt, 6",
    "in-styled.srt, out-styled.srt, 10",
    "out-styled.vtt, out-styled.srt, 10",
    "in-html-entities.srt, out-html-entities.srt, 3",
    "in-html-entities.vtt, out-html-entities.vtt, 3",
    "in-breaklines.ttml, out-breaklines.ttml, 4",
  })
  void formatsOfOneContentReadAlike(String name, String independent, int cues) throws Exception {
    List<String> read = shown(name);
    assertEquals(shown(independent), read);
    assertEquals(cues, read.size());
  }

  private static List<String> shown(String name) throws Exception {
    Path file = SharedData.file("data/subs/astisub_example-" + name);
    SubtitleTrack track = new SubtitleReader(SubtitleLimits.DEFAULTS).read(file, "en");
    assertFalse(track.cues().isEmpty());
    return track.cues().stream()
        .map(cue -> "%d-%d %s".formatted(cue.startMillis(), cue.endMillis(), cue.text()))
        .toList();
  }
}

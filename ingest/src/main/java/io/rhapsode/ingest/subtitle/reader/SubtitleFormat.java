package io.rhapsode.ingest.subtitle.reader;

import io.rhapsode.ingest.subtitle.CueReader;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.plain.SubRipReader;
import io.rhapsode.ingest.subtitle.webvtt.WebVttReader;
import java.util.Locale;

/** The formats, which are told by what a file holds before they are told by its name. */
enum SubtitleFormat {
  WEBVTT(new WebVttReader()),
  SUBRIP(new SubRipReader());

  private final CueReader reader;

  SubtitleFormat(CueReader reader) {
    this.reader = reader;
  }

  CueReader reader() {
    return reader;
  }

  static SubtitleFormat of(SubtitleFile file) {
    String name = file.path().getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".vtt") || file.text().startsWith("WEBVTT")) {
      return WEBVTT;
    }
    return SUBRIP;
  }
}

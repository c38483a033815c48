package io.rhapsode.ingest.subtitle.reader;

import io.rhapsode.ingest.subtitle.CueReader;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.plain.SbvReader;
import io.rhapsode.ingest.subtitle.plain.SubRipReader;
import io.rhapsode.ingest.subtitle.plain.TableReader;
import io.rhapsode.ingest.subtitle.stl.StlReader;
import io.rhapsode.ingest.subtitle.substation.SubStationReader;
import io.rhapsode.ingest.subtitle.webvtt.WebVttReader;
import io.rhapsode.ingest.subtitle.xml.TtmlReader;
import io.rhapsode.ingest.subtitle.xml.XliffReader;
import java.util.Locale;
import java.util.regex.Pattern;

/** The formats. They are told by what a file holds; its name only where that is not enough. */
enum SubtitleFormat {
  WEBVTT(new WebVttReader()),
  SUBSTATION(new SubStationReader()),
  EBU_STL(new StlReader()),
  TTML(new TtmlReader()),
  XLIFF(new XliffReader()),
  SBV(new SbvReader()),
  TABLE(new TableReader()),
  SUBRIP(new SubRipReader());

  private static final int HEAD = 4096;
  private static final Pattern SUBSTATION_SECTION =
      Pattern.compile("(?im)^\\[(?:script info|events|v4\\+? styles)\\]");

  private static final Pattern XLIFF_ROOT = Pattern.compile("<(?:[\\w.-]+:)?xliff[\\s>]");
  private static final Pattern XML_START =
      Pattern.compile("\\s*<(?:\\?xml|!--|!DOCTYPE|(?:[\\w.-]+:)?(?:tt|xliff)[\\s>])");

  private final CueReader reader;

  SubtitleFormat(CueReader reader) {
    this.reader = reader;
  }

  CueReader reader() {
    return reader;
  }

  static SubtitleFormat of(SubtitleFile file) {
    if (StlReader.recognises(file.content())) {
      return EBU_STL;
    }
    String name = file.path().getFileName().toString().toLowerCase(Locale.ROOT);
    String text = file.text();
    if (name.endsWith(".vtt") || text.startsWith("WEBVTT")) {
      return WEBVTT;
    }
    String head = text.substring(0, Math.min(text.length(), HEAD));
    if (SUBSTATION_SECTION.matcher(head).find()) {
      return SUBSTATION;
    }
    if (XML_START.matcher(head).lookingAt()) {
      return XLIFF_ROOT.matcher(head).find() ? XLIFF : TTML;
    }
    String first = head.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    if (SbvReader.recognises(first)) {
      return SBV;
    }
    return name.matches(".*\\.(?:csv|tsv)") || TableReader.recognises(first) ? TABLE : SUBRIP;
  }
}

package io.rhapsode.mux.dub.page;

import io.rhapsode.pipeline.dub.timing.Measure;
import io.rhapsode.pipeline.dub.timing.Placement;
import io.rhapsode.pipeline.report.dub.DubbedLanguage;
import io.rhapsode.pipeline.report.dub.DubbedLine;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.store.TakeStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the page: one HTML file that needs no other, with a table for each language and the sound
 * of each line. It is written line by line and never held in memory. Used by one thread.
 */
public final class DubPage implements AutoCloseable {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$s</title>
      <style>
      body { font: 15px/1.4 system-ui, sans-serif; margin: 2em; color: #222; }
      table { border-collapse: collapse; }
      th, td { padding: .3em .7em; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
      td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      tr.overrun { background: #fde8e4; }
      tr.changed { background: #fdf7e0; }
      audio { height: 2em; width: 14em; }
      </style></head><body>
      <h1>%1$s</h1>
      """;

  private static final List<String> COLUMNS =
      List.of(
          "line", "speaker", "voice", "text", "cue", "slot", "natural", "final", "rate", "onset",
          "flag", "sound");

  private final BufferedWriter page;
  private final TakeStore takes;
  private final LineAudio audio;

  /**
   * @param file is written
   * @param title name of the film
   */
  public DubPage(Path file, String title, TakeStore takes) throws IOException {
    this.page = Files.newBufferedWriter(file);
    this.takes = takes;
    this.audio = new LineAudio(file.getParent());
    page.write(HEAD.formatted(escaped(title)));
  }

  /**
   * Adds a language.
   *
   * @param sounds what is heard of each line, by its number
   */
  public void add(DubbedLanguage language, Map<Integer, TakeReference> sounds) throws IOException {
    String name = Locale.forLanguageTag(language.language()).getDisplayLanguage(Locale.ENGLISH);
    page.write("<h2>%s</h2>\n".formatted(escaped(name)));
    page.write(
        "<p>%d lines, %d of them too long for their time. Dialogue %s LUFS, mix %s LUFS, true peak %s dBTP.</p>\n"
            .formatted(
                language.lines().size(),
                language.flagged(),
                number("%.1f", language.loudness().speechLufs()),
                number("%.1f", language.loudness().mixLufs()),
                number("%.1f", language.loudness().truePeakDbtp())));
    page.write("<table><thead><tr>");
    for (String column : COLUMNS) {
      page.write("<th>" + column + "</th>");
    }
    page.write("</tr></thead><tbody>\n");
    for (DubbedLine line : language.lines()) {
      add(line, sounds.get(line.number()));
    }
    page.write("</tbody></table>\n");
  }

  private void add(DubbedLine line, TakeReference sound) throws IOException {
    String kind =
        line.measure() == Measure.OVERRUN
            ? "overrun"
            : line.measure() == Measure.NATURAL ? "natural" : "changed";
    page.write("<tr class=\"%s\">".formatted(kind));
    page.write(
        "<td class=\"n\">%d</td><td>%s</td><td>%s</td><td>%s</td>"
            .formatted(
                line.number(),
                escaped(line.speaker()),
                escaped(line.voice()),
                escaped(line.text().strip())));
    for (String cell :
        List.of(
            clock(line.cueSeconds()),
            number("%.2f s", line.slotSeconds()),
            number("%.2f s", line.naturalSeconds()),
            number("%.2f s", line.seconds()),
            number("%.2f", line.rate()),
            number("%+.0f ms", line.lateMillis()))) {
      page.write("<td class=\"n\">%s</td>".formatted(cell));
    }
    page.write("<td>%s</td><td>".formatted(flag(line)));
    if (sound != null) {
      String data = Base64.getEncoder().encodeToString(audio.of(takes.clip(sound)));
      page.write("<audio controls preload=\"none\" src=\"data:audio/mpeg;base64,");
      page.write(data);
      page.write("\"></audio>");
    }
    page.write("</td></tr>\n");
  }

  private static String flag(DubbedLine line) {
    String measure = line.measure().name().toLowerCase(Locale.ROOT);
    return line.excess()
        .map(
            (Placement.Excess excess) ->
                "too long by %d words (%d characters); would need %s times the pace"
                    .formatted(excess.words(), excess.characters(), number("%.2f", excess.rate())))
        .orElse(line.measure() == Measure.NATURAL ? "" : measure);
  }

  private static String clock(double seconds) {
    long millis = Math.round(seconds * 1_000);
    return "%d:%02d:%02d.%03d"
        .formatted(millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60, millis % 1_000);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public void close() throws IOException {
    page.write("</body></html>\n");
    page.close();
  }
}

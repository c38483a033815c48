package io.rhapsode.mux.dub.page;

import io.rhapsode.mux.page.HtmlPage;
import io.rhapsode.pipeline.dub.timing.Measure;
import io.rhapsode.pipeline.dub.timing.Placement;
import io.rhapsode.pipeline.report.dub.DubbedLanguage;
import io.rhapsode.pipeline.report.dub.DubbedLine;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.store.TakeStore;
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
  private static final List<String> COLUMNS =
      List.of(
          "line", "speaker", "voice", "text", "cue", "slot", "natural", "final", "rate", "onset",
          "flag", "sound");

  private final HtmlPage page;
  private final TakeStore takes;
  private final LineAudio audio;

  /**
   * @param file is written
   * @param title name of the film
   */
  public DubPage(Path file, String title, TakeStore takes) throws IOException {
    this.page = new HtmlPage(Files.newBufferedWriter(file), title);
    this.takes = takes;
    this.audio = new LineAudio(file.getParent());
  }

  /**
   * Adds a language.
   *
   * @param sounds what is heard of each line, by its number
   */
  public void add(DubbedLanguage language, Map<Integer, TakeReference> sounds) throws IOException {
    String name = Locale.forLanguageTag(language.language()).getDisplayLanguage(Locale.ENGLISH);
    page.html("<h2>%s</h2>\n".formatted(HtmlPage.escaped(name)));
    page.html(
        "<p>%d lines, %d of them too long for their time. Dialogue %s LUFS, mix %s LUFS, true peak %s dBTP.</p>\n"
            .formatted(
                language.lines().size(),
                language.flagged(),
                HtmlPage.number("%.1f", language.loudness().speechLufs()),
                HtmlPage.number("%.1f", language.loudness().mixLufs()),
                HtmlPage.number("%.1f", language.loudness().truePeakDbtp())));
    page.html("<table><thead><tr>");
    for (String column : COLUMNS) {
      page.html("<th>" + column + "</th>");
    }
    page.html("</tr></thead><tbody>\n");
    for (DubbedLine line : language.lines()) {
      add(line, sounds.get(line.number()));
    }
    page.html("</tbody></table>\n");
  }

  private void add(DubbedLine line, TakeReference sound) throws IOException {
    String kind =
        line.measure() == Measure.OVERRUN
            ? "overrun"
            : line.measure() == Measure.NATURAL ? "natural" : "changed";
    page.html("<tr class=\"%s\">".formatted(kind));
    page.figure("line", String.valueOf(line.number()))
        .cell("speaker", HtmlPage.escaped(line.speaker()))
        .cell("voice", HtmlPage.escaped(line.voice()))
        .cell("text", HtmlPage.escaped(line.text().strip()));
    page.figure("cue", clock(line.cueSeconds()))
        .figure("slot", HtmlPage.number("%.2f s", line.slotSeconds()))
        .figure("natural", HtmlPage.number("%.2f s", line.naturalSeconds()))
        .figure("final", HtmlPage.number("%.2f s", line.seconds()))
        .figure("rate", HtmlPage.number("%.2f", line.rate()))
        .figure("onset", HtmlPage.number("%+.0f ms", line.lateMillis()))
        .cell("flag", flag(line))
        .html("<td>");
    if (sound != null) {
      String data = Base64.getEncoder().encodeToString(audio.of(takes.clip(sound)));
      page.html("<audio controls preload=\"none\" src=\"data:audio/mpeg;base64,");
      page.html(data);
      page.html("\"></audio>");
    }
    page.html("</td></tr>\n");
  }

  private static String flag(DubbedLine line) {
    String measure = line.measure().name().toLowerCase(Locale.ROOT);
    return line.excess()
        .map(
            (Placement.Excess excess) ->
                "too long by %d words (%d characters); would need %s times the pace"
                    .formatted(
                        excess.words(),
                        excess.characters(),
                        HtmlPage.number("%.2f", excess.rate())))
        .orElse(line.measure() == Measure.NATURAL ? "" : measure);
  }

  private static String clock(double seconds) {
    long millis = Math.round(seconds * 1_000);
    return "%d:%02d:%02d.%03d"
        .formatted(millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60, millis % 1_000);
  }

  @Override
  public void close() throws IOException {
    page.close();
  }
}

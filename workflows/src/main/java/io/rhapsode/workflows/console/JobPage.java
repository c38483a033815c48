package io.rhapsode.workflows.console;

import io.rhapsode.mux.page.HtmlPage;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.ledger.Coverage;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.StageTimes;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.report.audio.DeliveryReport;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.pipeline.report.dub.DubbedLanguage;
import io.rhapsode.pipeline.report.listening.FlaggedTake;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.folder.DurableFiles;
import io.rhapsode.workflows.progress.Snapshot;
import io.rhapsode.workflows.run.JobResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What became of a job as a page for people, {@code report.html}: its works, what of them is
 * spoken, what should be listened to, how loud they are, and what they cost to make.
 */
final class JobPage {
  private static final int MOST_LINES = 50;
  private static final double PERCENT = 100;
  private static final double SECONDS_OF_AN_HOUR = 3_600;

  private final HtmlPage page;
  private final Path folder;

  private JobPage(HtmlPage page, Path folder) {
    this.page = page;
    this.folder = folder;
  }

  /** Writes the page into the output folder of the job. */
  static void write(JobResult<?> result, Path folder) throws IOException {
    Path incoming = folder.resolve(".report.html.incoming");
    try {
      try (HtmlPage page = new HtmlPage(Files.newBufferedWriter(incoming), title(result))) {
        new JobPage(page, folder).write(result);
      }
      DurableFiles.STANDARD.move(incoming, folder.resolve("report.html"));
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  private static String title(JobResult<?> result) {
    Set<String> nouns =
        result.books().stream()
            .map(WorkReport::noun)
            .collect(Collectors.toCollection(TreeSet::new));
    String noun = nouns.size() == 1 ? nouns.iterator().next() : "work";
    int count = result.books().size();
    return "%d %s%s".formatted(count, noun, count == 1 ? "" : "s");
  }

  private void write(JobResult<?> result) throws IOException {
    figures(result);
    page.html("<table><thead><tr>");
    for (String column : List.of("title", "status")) {
      page.html("<th>" + column + "</th>");
    }
    for (String column :
        List.of(
            "length",
            "spoken",
            "flags",
            "loudness",
            "made",
            "reused",
            "read",
            "speak",
            "assemble")) {
      page.html("<th class=\"n\">" + column + "</th>");
    }
    page.html("</tr></thead><tbody>\n");
    for (WorkReport work : result.books()) {
      row(work);
    }
    page.html("</tbody></table>\n");
    page.html("<h2>Voices</h2><ul>");
    for (Voice voice : result.voices()) {
      page.html(
          "<li>%s (%s, %s)</li>"
              .formatted(
                  HtmlPage.escaped(voice.name()),
                  HtmlPage.escaped(voice.engine()),
                  HtmlPage.escaped(voice.language())));
    }
    page.html("</ul>\n");
  }

  private void figures(JobResult<?> result) throws IOException {
    double audio = result.books().stream().mapToDouble(WorkReport::audioSeconds).sum();
    double computed =
        result.books().stream().mapToDouble(work -> seconds(work.facts().times())).sum();
    page.html("<dl>");
    for (WorkStatus status : WorkStatus.values()) {
      long count = result.books().stream().filter(work -> work.status() == status).count();
      if (count > 0) {
        figure(word(status.name()), Long.toString(count));
      }
    }
    long unchanged = result.books().stream().filter(WorkReport::upToDate).count();
    if (unchanged > 0) {
      figure("unchanged", Long.toString(unchanged));
    }
    figure("audio", Snapshot.clock(audio));
    figure("taken", Snapshot.clock(result.elapsedSeconds()));
    figure("compute hours", HtmlPage.number("%.2f", computed / SECONDS_OF_AN_HOUR));
    figure("to listen to", Long.toString(result.books().stream().mapToLong(JobPage::flags).sum()));
    figure("hosts", String.join(", ", hosts(result)));
    page.html("</dl>\n");
  }

  private void figure(String name, String value) throws IOException {
    page.html("<div><dt>%s</dt><dd>%s</dd></div>".formatted(name, HtmlPage.escaped(value)));
  }

  private void row(WorkReport work) throws IOException {
    StageTimes times = work.facts().times();
    page.html("<tr class=\"%s\">".formatted(word(work.status().name())));
    page.cell("", name(work) + details(work))
        .cell("status", word(work.status().name()) + (work.upToDate() ? ", unchanged" : ""))
        .figure("length", Snapshot.clock(work.audioSeconds()))
        .figure("spoken", work.facts().coverage().map(JobPage::spoken).orElse(""))
        .figure("flags", flags(work) == 0 ? "" : Long.toString(flags(work)))
        .figure("loudness", loudness(work))
        .figure("made", Integer.toString(work.made()))
        .figure("reused", Integer.toString(work.reused()))
        .figure("read", HtmlPage.number("%.1f s", times.readSeconds()))
        .figure("speak", HtmlPage.number("%.1f s", times.synthesisSeconds()))
        .figure("assemble", HtmlPage.number("%.1f s", times.assemblySeconds()))
        .html("</tr>\n");
  }

  /** The title, which leads to the folder of the work. */
  private String name(WorkReport work) {
    String title = "<b>%s</b>".formatted(HtmlPage.escaped(work.title()));
    if (work.files().isEmpty()) {
      return title;
    }
    Path file = Path.of(work.files().get(0).path());
    if (!file.startsWith(folder) || file.getParent().equals(folder)) {
      return title;
    }
    String address =
        folder.toUri().relativize(file.getParent().toUri()).getRawPath().replace("\"", "%22");
    return "<a href=\"%s\">%s</a>".formatted(HtmlPage.escaped(address), title);
  }

  /** What is to be said of a work besides its figures, folded away unless something is wrong. */
  private static String details(WorkReport work) {
    List<String> lines = new ArrayList<>();
    for (Failure failure : work.failures()) {
      lines.add("<b>%s</b>".formatted(HtmlPage.escaped(failure.describe())));
    }
    work.warnings().forEach(warning -> lines.add(HtmlPage.escaped(warning)));
    if (work instanceof BookReport book) {
      for (FlaggedTake take : book.listening().flagged()) {
        lines.add(
            "listen at %s: %s"
                .formatted(Snapshot.clock(take.startSeconds()), HtmlPage.escaped(take.text())));
      }
    }
    for (OutputFile file : work.files()) {
      lines.add(
          "%s, %s kB"
              .formatted(
                  HtmlPage.escaped(Path.of(file.path()).getFileName().toString()),
                  HtmlPage.number("%,.0f", Math.ceil(file.bytes() / 1e3))));
    }
    if (lines.isEmpty()) {
      return "";
    }
    String more =
        lines.size() > MOST_LINES
            ? "<li>and %d more, all in report.json</li>".formatted(lines.size() - MOST_LINES)
            : "";
    return lines.stream()
        .limit(MOST_LINES)
        .collect(
            Collectors.joining(
                "</li><li>",
                "<details%s><summary>%s</summary><ul><li>"
                    .formatted(
                        work.failures().isEmpty() ? "" : " open",
                        work.failures().isEmpty() ? "details" : "what is wrong"),
                "</li>" + more + "</ul></details>"));
  }

  private static String spoken(Coverage coverage) {
    return coverage.extracted() == 0
        ? ""
        : HtmlPage.number("%.1f %%", PERCENT * coverage.spoken() / coverage.extracted());
  }

  private static long flags(WorkReport work) {
    if (work instanceof BookReport book) {
      return book.listening().flagged().size();
    }
    return work instanceof DubReport dub
        ? dub.languages().stream().mapToLong(DubbedLanguage::flagged).sum()
        : 0;
  }

  private static String loudness(WorkReport work) {
    if (work instanceof BookReport book) {
      return book.loudness().stream()
          .flatMap(loudness -> loudness.deliveries().stream())
          .map(DeliveryReport::targetLufs)
          .distinct()
          .map(target -> HtmlPage.number("%.1f LUFS", target))
          .collect(Collectors.joining(", "));
    }
    return work instanceof DubReport dub
        ? dub.languages().stream()
            .map(language -> HtmlPage.number("%.1f LUFS", language.loudness().mixLufs()))
            .collect(Collectors.joining(", "))
        : "";
  }

  /** The machine that ran the job, and those on which something failed. */
  private static Set<String> hosts(JobResult<?> result) {
    Set<String> hosts = new TreeSet<>();
    try {
      hosts.add(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      hosts.add("localhost");
    }
    result.books().stream()
        .flatMap(work -> work.failures().stream())
        .flatMap(failure -> failure.host().stream())
        .forEach(hosts::add);
    return hosts;
  }

  private static double seconds(StageTimes times) {
    return times.readSeconds() + times.synthesisSeconds() + times.assemblySeconds();
  }

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }
}

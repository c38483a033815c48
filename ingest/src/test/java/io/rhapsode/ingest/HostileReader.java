package io.rhapsode.ingest;

import com.sun.management.OperatingSystemMXBean;
import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.ledger.Ledger;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.BlobStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and plans documents one by one in a process of its own, whose memory is limited. Writes a
 * line for each: name, milliseconds of CPU time, "planned" with the count of utterances or
 * "refused" with why, and what it should not have done. Arguments: work folder, seconds for a
 * document, documents.
 */
final class HostileReader {
  private static final Voice VOICE =
      new Voice("en", "test", "1", "00", "en", List.of("en"), Map.of(), 400);

  /** Texts that stand in files beside the documents, which none of them may show. */
  private static final List<String> SECRETS = List.of("LEAKCANARY", "root:x:0:0");

  private static volatile String connection = "";

  private HostileReader() {}

  public static void main(String[] arguments) throws IOException {
    ProxySelector.setDefault(new Refusing());
    BlobStore blobs = new BlobStore(arguments[0]);
    BookDesk desk =
        new BookDesk(
            within(Integer.parseInt(arguments[1])), blobs, JobVoices.of(List.of(VOICE)), List.of());
    for (String document : List.of(arguments).subList(2, arguments.length)) {
      long before = cpuNanos();
      ReadOutcome outcome =
          desk.read(
              new BookSource(
                  "book",
                  document,
                  "en",
                  Optional.of("en"),
                  ChapterSelection.ALL,
                  Optional.empty()),
              JobProgress.SILENT);
      System.out.printf(
          "%s\t%d\t%s\t%s%n",
          Path.of(document).getFileName(),
          (cpuNanos() - before) / 1_000_000,
          told(outcome),
          wrongs(outcome, blobs));
      connection = "";
    }
  }

  /** The standard settings with another time for a document, in seconds. */
  static IngestSettings within(int seconds) {
    IngestSettings standard = IngestSettings.DEFAULTS;
    ContainerLimits limits = standard.limits();
    return new IngestSettings(
        standard.skippableRoles(),
        standard.readHeadings(),
        standard.phrasesInTheirLanguage(),
        standard.lexicons(),
        standard.shorthand(),
        standard.pacePercent(),
        standard.announcements(),
        standard.credits(),
        standard.pauses(),
        new ContainerLimits(
            limits.maximumUnpackedMebibytes(),
            limits.maximumEntries(),
            limits.maximumRatio(),
            seconds));
  }

  private static String told(ReadOutcome outcome) {
    return outcome instanceof ReadOutcome.Unreadable refused
        ? "refused " + refused.failure().describe().lines().findFirst().orElse("")
        : "planned " + ((ReadOutcome.Planned) outcome).plan().utterances();
  }

  private static String wrongs(ReadOutcome outcome, BlobStore blobs) throws IOException {
    StringBuilder wrongs = new StringBuilder(connection);
    if (outcome instanceof ReadOutcome.Planned planned) {
      BookPlan plan = blobs.getJson(planned.plan().blob(), BookPlan.class);
      if (!Ledger.check(plan, Set.of()).complete()) {
        wrongs.append("text is lost; ");
      }
      String text = new String(blobs.get(planned.plan().blob()), StandardCharsets.UTF_8);
      SECRETS.stream()
          .filter(text::contains)
          .forEach(secret -> wrongs.append("tells ").append(secret).append("; "));
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("read ")) {
        wrongs.append("goes on; ");
      }
    }
    return wrongs.toString();
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Notes every address that something wants to connect to. */
  private static final class Refusing extends ProxySelector {
    @Override
    public List<Proxy> select(URI address) {
      connection = "connects to " + address + "; ";
      throw new IllegalArgumentException("nothing outside is read");
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException why) {}
  }
}

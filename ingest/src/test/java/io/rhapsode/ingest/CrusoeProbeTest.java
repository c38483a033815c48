package io.rhapsode.ingest;

import io.rhapsode.ingest.document.*;
import io.rhapsode.ingest.plan.BookPlanner;
import io.rhapsode.pipeline.book.*;
import io.rhapsode.pipeline.speech.Voice;
import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class CrusoeProbeTest {
  @Test
  void testProbe() throws Exception {
    String which =
        System.getProperty("probe", "../../shared/data/epub/gutenberg_robinson_crusoe_full.epub");
    Path f = Path.of(which);
    ExtractedBook b =
        new DocumentReader(ContainerLimits.defaults(), DocumentRoles.DEFAULT_SKIPPABLE)
            .read(f, f.toString());
    Voice v = new Voice("en-gb", "e", "1", "00", "en-GB", List.of("en"), Map.of(), 600);
    Voice fr = new Voice("fr", "e", "1", "00", "fr", List.of("fr"), Map.of(), 600);
    java.lang.management.ThreadMXBean mx = java.lang.management.ManagementFactory.getThreadMXBean();
    for (int r = 0; r < 2; r++) {
      long c0 = mx.getCurrentThreadCpuTime();
      var ss = new io.rhapsode.ingest.text.SentenceSplitter();
      int n = 0;
      for (Block bl : b.blocks()) n += ss.split(bl.text(), "en").size();
      long c1 = mx.getCurrentThreadCpuTime();
      for (Block bl : b.blocks()) io.rhapsode.ingest.text.LanguageGuess.of(bl.text());
      long c2 = mx.getCurrentThreadCpuTime();
      var nn = new io.rhapsode.ingest.text.StandardNormalizer();
      for (Block bl : b.blocks()) nn.normalize(bl.text(), "en");
      long c3 = mx.getCurrentThreadCpuTime();
      System.out.println(
          "TIME split "
              + (c1 - c0) / 1000000
              + " guess "
              + (c2 - c1) / 1000000
              + " norm "
              + (c3 - c2) / 1000000
              + " cpu ms");
    }
    for (int i = 0; i < 2; i++) {
      long t = System.nanoTime();
      BookPlan p =
          new BookPlanner(IngestSettings.defaults(), Map.of("en-gb", v, "fr", fr))
              .plan(
                  b,
                  new BookSource(
                      "b",
                      f.toString(),
                      "en-gb",
                      Optional.empty(),
                      ChapterSelection.ALL,
                      Optional.empty()),
                  Optional.empty());
      System.out.println(
          "TIME "
              + (System.nanoTime() - t) / 1000000
              + " ms, utterances "
              + p.utterances().size()
              + " chars "
              + p.extractedCharacters());
      if (i == 1) {
        System.out.println(p.metadata());
        System.out.println(p.warnings());
        p.manifest().chapters().forEach(c -> System.out.println("  " + c));
        p.skips().forEach(s -> System.out.println("SKIP " + s));
        p.utterances()
            .forEach(
                u ->
                    System.out.println(
                        u.chapter()
                            + " "
                            + u.locator().block()
                            + " "
                            + u.boundary()
                            + " "
                            + u.language()
                            + " | "
                            + u.text()
                            + (u.spoken().equals(u.text().strip()) ? "" : "  ==> " + u.spoken())));
      }
    }
  }
}

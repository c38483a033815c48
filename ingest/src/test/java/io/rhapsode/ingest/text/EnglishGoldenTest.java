package io.rhapsode.ingest.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnglishGoldenTest {
  @Test
  void testGoldenRows() throws IOException {
    Map<String, int[]> counts = new TreeMap<>();
    TextNormalizer normalizer = new StandardNormalizer();
    int right = 0;
    int all = 0;
    for (String line : Files.readAllLines(Path.of("../../shared/data/norm/nemo_tn.tsv"))) {
      String[] row = line.split("\t", -1);
      if (!row[0].equals("en")) continue;
      NormalizedText n = normalizer.normalize(row[2], "en");
      boolean ok = plain(n.spoken()).equals(plain(row[3]));
      int[] count = counts.computeIfAbsent(row[1], l -> new int[2]);
      count[1]++;
      all++;
      if (ok) {
        count[0]++;
        right++;
      } else
        System.out.println(
            "MISS "
                + row[1]
                + " | "
                + row[2]
                + " | want "
                + row[3]
                + " | got "
                + n.spoken()
                + n.warning());
    }
    for (var e : counts.entrySet())
      System.out.println(e.getKey() + " " + e.getValue()[0] + "/" + e.getValue()[1]);
    System.out.println("ALL " + right + "/" + all);
  }

  private static String plain(String text) {
    return text.toLowerCase().replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}

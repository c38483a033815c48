package io.rhapsode.mux.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WatermarkCodeTest {
  @Property(tries = 200)
  void comesBackFromNoise(@ForAll int payload, @ForAll @IntRange(max = 1_000) int seed) {
    Random random = new Random(seed);
    boolean[] coded = WatermarkCode.encode(payload);
    double[] soft = new double[coded.length];
    for (int i = 0; i < soft.length; i++) {
      // Every tenth value is as likely wrong as right.
      soft[i] = (coded[i] ? 1 : -1) * (i % 10 == 0 ? 0 : 1) + random.nextGaussian() * 0.4;
    }
    assertEquals(OptionalInt.of(payload), WatermarkCode.decode(soft));
  }

  @Test
  void noiseAloneIsHardlyEverAMessage() {
    Random random = new Random(1);
    long accepted =
        IntStream.range(0, 2_000)
            .mapToObj(i -> random.doubles(WatermarkCode.CODED_BITS, -1, 1).toArray())
            .filter(soft -> WatermarkCode.decode(soft).isPresent())
            .count();
    assertTrue(accepted <= 2, "one in 65,536 is expected, not " + accepted + " of 2,000");
  }
}

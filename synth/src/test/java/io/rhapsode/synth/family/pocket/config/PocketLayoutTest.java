package io.rhapsode.synth.family.pocket.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.synth.checkpoint.Checkpoint;
import io.rhapsode.synth.family.pocket.PocketSamples;
import io.rhapsode.synth.family.pocket.TinyPocket;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PocketLayoutTest {
  @ParameterizedTest
  @EnumSource
  void listsExactlyTheTensorsOfACheckpoint(TinyPocket tiny) throws IOException {
    var expected = PocketLayout.tensors(tiny.config());
    try (Checkpoint checkpoint = Checkpoint.open(tiny.weightsFile(), expected)) {
      assertEquals(expected.keySet(), checkpoint.names());
    }
  }

  @Test
  void hasTheSizesOfThePublishedModel() {
    long parameters =
        PocketLayout.tensors(PocketSamples.config("english_2026-04.yaml")).values().stream()
            .mapToLong(tensor -> tensor.shape().stream().reduce(1L, Math::multiplyExact))
            .sum();
    assertEquals(109_502_146, parameters);
  }
}

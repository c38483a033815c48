package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.synth.compute.torch.TensorScope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PocketSoakTest {
  @Test
  void keepsNoHandles() {
    long before = TensorScope.liveHandles();
    List<PocketSoak.Reading> readings = new ArrayList<>();

    PocketSoak.run(60, 20, readings::add);

    assertEquals(
        List.of(20, 40, 60), readings.stream().map(PocketSoak.Reading::utterances).toList());
    assertEquals(
        1, readings.stream().mapToLong(PocketSoak.Reading::liveTensors).distinct().count());
    assertEquals(before, TensorScope.liveHandles());
  }
}

package io.rhapsode.synth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.family.pocket.PocketFamily;
import io.rhapsode.synth.frame.SampleModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakTest {
  @Test
  void keepsNoHandles() {
    long before = TensorScope.liveHandles();
    List<Soak.Reading> readings = new ArrayList<>();

    Soak.run(
        new PocketFamily().sampleModel(SampleModel.Size.TINY, NeuralRuntime.STANDARD).orElseThrow(),
        60,
        20,
        readings::add);

    assertEquals(List.of(20, 40, 60), readings.stream().map(Soak.Reading::utterances).toList());
    assertEquals(1, readings.stream().mapToLong(Soak.Reading::liveTensors).distinct().count());
    assertEquals(before, TensorScope.liveHandles());
  }
}

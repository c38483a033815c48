package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.PocketBenchmark.Measurement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PocketBenchmarkTest {
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "INT8"})
  void measuresEveryPointOfThePlan(WeightPrecision precision) {
    PocketBenchmark.Plan plan =
        new PocketBenchmark.Plan(TorchDevice.CPU, precision, List.of(1, 3), List.of(1, 2), 5, 3);
    List<Measurement> measured = new ArrayList<>();

    PocketBenchmark.run(PocketSamples.config("self_test.yaml"), plan, measured::add);

    assertEquals(
        List.of(
            "VoiceMaking",
            "StageTime",
            "StageTime",
            "StageTime",
            "StageTime",
            "StageTime",
            "FirstAudio",
            "Throughput",
            "Throughput",
            "FirstAudio",
            "Throughput",
            "Throughput",
            "Memory"),
        measured.stream().map(each -> each.getClass().getSimpleName()).toList());
    Measurement.Memory memory = assertInstanceOf(Measurement.Memory.class, measured.get(12));
    assertEquals(0, memory.liveTensors());
    assertTrue(((Measurement.Throughput) measured.get(7)).audioSecondsPerSecond() > 0);
  }

  @ParameterizedTest
  @EnumSource(names = "FLOAT32")
  void hasTheSizesOfThePublishedModel(WeightPrecision precision) {
    long parameters =
        PocketLayout.tensors(PocketSamples.config("english_2026-04.yaml")).values().stream()
            .mapToLong(tensor -> tensor.shape().stream().reduce(1L, Math::multiplyExact))
            .sum();
    assertEquals(109_502_146, parameters);
  }
}

package io.rhapsode.synth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.PocketFamily;
import io.rhapsode.synth.frame.SampleModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SynthBenchmarkTest {
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "INT8"})
  void measuresEveryPointOfThePlan(WeightPrecision precision) {
    SynthBenchmark.Plan plan = new SynthBenchmark.Plan(List.of(1, 3), List.of(1, 2), 5, 3, 2);
    SampleModel sample =
        new PocketFamily()
            .sampleModel(
                SampleModel.Size.TINY,
                new NeuralRuntime(new SynthesisSettings("cpu", precision, 1), 1))
            .orElseThrow();
    List<Measurement> measured = new ArrayList<>();

    SynthBenchmark.run(sample, plan, TorchDevice.CPU, measured::add);

    assertEquals(
        List.of(
            "Extra",
            "Extra",
            "StepWork",
            "StageTime",
            "StageTime",
            "StepCounts",
            "StageTime",
            "StepCounts",
            "StageTime",
            "StageTime",
            "FirstAudio",
            "StreamSpeed",
            "Throughput",
            "Throughput",
            "Crowd",
            "FirstAudio",
            "StreamSpeed",
            "Throughput",
            "Throughput",
            "Crowd",
            "Memory"),
        measured.stream().map(each -> each.getClass().getSimpleName()).toList());
    Measurement.Memory memory = assertInstanceOf(Measurement.Memory.class, measured.get(20));
    assertEquals(0, memory.liveTensors());
    Measurement.StepCounts three = (Measurement.StepCounts) measured.get(7);
    assertEquals(3, three.slots());
    assertEquals(1, three.calls());
    assertEquals(0, three.keptHandles());
    assertTrue(((Measurement.Throughput) measured.get(12)).audioSecondsPerSecond() > 0);
  }
}

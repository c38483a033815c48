package io.rhapsode.synth.compute.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.checkpoint.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TorchModuleTest {
  private static TorchModule program;

  @BeforeAll
  static void load() {
    program =
        TorchModule.load("io.rhapsode.synth.compute.torch.counter", "Program", TorchDevice.CPU);
  }

  @AfterAll
  static void close() {
    program.close();
  }

  @Test
  void keepsStateInObjectsHeldByHandle() {
    try (TensorScope scope = program.scope()) {
      IValue first = scope.call(program, "counter", scope.floats(new float[] {1, 2}, 2));
      IValue second = scope.call(program, "counter", scope.floats(new float[] {10, 20}, 2));
      IValue said = scope.call(program, "add", first, scope.floats(new float[] {5, 5}, 2));

      assertEquals("Counter", said.toStringValue());
      assertEquals(
          TensorData.ofFloats(new float[] {6, 7, 10, 20}, 2, 2),
          scope.toData(scope.call(program, "totals", scope.list(first, second))));
    }
  }

  @Test
  void everyObjectHasContainersOfItsOwn() {
    try (TensorScope scope = program.scope()) {
      for (int i = 0; i < 5; i++) {
        IValue notes = scope.call(program, "notes");
        IValue count = scope.call(program, "note", notes, scope.text("first"));
        assertEquals(1, count.toLong());
      }
    }
  }

  @Test
  void passesTensorsOfBothTypes() {
    ByteBuffer halves = ByteBuffer.allocateDirect(6).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : new float[] {1, -2.5f, 0x1p100f}) {
      halves.putShort((short) (Float.floatToRawIntBits(number) >>> 16));
    }
    Map<String, TensorData> tensors =
        Map.of(
            "whole",
            TensorData.ofFloats(new float[] {3, 4}, 2, 1),
            "half",
            new TensorData(halves.flip(), ElementType.BF16, 1, 3));
    try (TensorScope scope = program.scope()) {
      IValue dictionary = scope.dictionary(tensors);
      assertArrayEquals(
          new float[] {1, 1, -2.5f, 0x1p100f},
          scope.toFloats(scope.call(program, "named", dictionary, scope.text("half"))));
      assertArrayEquals(
          new float[] {0, 3, 4},
          scope.toFloats(scope.call(program, "named", dictionary, scope.text("whole"))));
    }
  }

  @Test
  void passesNumbers() {
    try (TensorScope scope = program.scope()) {
      IValue range = scope.call(program, "range", scope.integer(3), scope.real(0.5));
      assertArrayEquals(new float[] {0, 0.5f, 1}, scope.toFloats(range));
    }
  }

  @Test
  void freesWhatAScopeHandedOut() {
    long before = TensorScope.liveHandles();
    TensorScope scope = program.scope();
    scope.call(program, "counter", scope.floats(new float[] {1}, 1));
    assertTrue(TensorScope.liveHandles() > before);

    scope.close();
    scope.close();

    assertEquals(before, TensorScope.liveHandles());
  }

  @Test
  void tellsWhichLineFailed() {
    try (TensorScope scope = program.scope()) {
      IllegalStateException error =
          assertThrows(
              IllegalStateException.class,
              () -> scope.call(program, "range", scope.integer(0), scope.real(1)));

      assertEquals(
          "__torch__.io.rhapsode.synth.compute.torch.counter.Program.range failed",
          error.getMessage());
      String cause = error.getCause().getMessage();
      assertTrue(cause.contains("synth/compute/torch/counter.py\", line 54"), cause);
      assertTrue(cause.contains("n must be positive"), cause);
    }
  }

  @Test
  void refusesSourceThatDoesNotCompile() {
    TorchSource source =
        new TorchSource(
            Map.of(
                "__torch__/m.py",
                "class M(Module):\n  training : bool\n  def run(self) -> int:\n    return lost\n"));

    IllegalStateException error =
        assertThrows(
            IllegalStateException.class,
            () -> TorchModule.load(source, "__torch__.m.M", TorchDevice.CPU));

    assertTrue(error.getCause().getMessage().contains("lost"), error.getCause().getMessage());
  }

  @Test
  void multipliesInEveryPrecision() {
    float[] exact = product("float32", new float[] {1, -2, 0.5f});
    assertArrayEquals(new float[] {1.5f - 1 * 1 + 0.5f, 10 + 2 - 0.5f}, exact, 1e-6f);
    assertArrayEquals(exact, product("bfloat16", new float[] {1, -2, 0.5f}), 0.05f);
    assertArrayEquals(exact, product("int8", new float[] {1, -2, 0.5f}), 0.05f);
  }

  @Test
  void quantizedRowDoesNotDependOnItsNeighbours() {
    float[] alone = product("int8", new float[] {0.3f, -0.01f, 0.2f});
    float[] crowded = product("int8", new float[] {90, 80, -70, 0.3f, -0.01f, 0.2f, 1e-3f, 0, 0});

    Assertions.assertEquals(alone[0], crowded[2], 0f);
    Assertions.assertEquals(alone[1], crowded[3], 0f);
  }

  /** x [N, 3] times a weight [2, 3]. */
  private static float[] product(String precision, float[] x) {
    Map<String, TensorData> weights =
        Map.of(
            "weight", TensorData.ofFloats(new float[] {1, 0.5f, 1, 0, -1, -1}, 2, 3),
            "bias", TensorData.ofFloats(new float[] {0.5f, 10}, 2));
    try (TensorScope scope = program.scope()) {
      IValue input = scope.floats(x, x.length / 3, 3);
      return scope.toFloats(
          scope.call(program, "product", scope.dictionary(weights), input, scope.text(precision)));
    }
  }
}

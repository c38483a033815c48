package io.rhapsode.synth.compute.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchDeviceTest {
  @ParameterizedTest
  @CsvSource({
    "auto, 0, cpu",
    "auto, 2, cuda:0",
    "cpu, 2, cpu",
    "cuda, 1, cuda:0",
    "cuda:1, 2, cuda:1"
  })
  void findsDevicesByName(String name, int cards, String found) {
    assertEquals(found, TorchDevice.named(name, cards).toString());
  }

  @Test
  void autoIsEveryCard() {
    assertEquals("[cuda:0, cuda:1, cuda:2]", TorchDevice.all("auto", 3).toString());
    assertEquals("[cuda:1]", TorchDevice.all("cuda:1", 3).toString());
    assertEquals("[cpu]", TorchDevice.all("auto", 0).toString());
  }

  @Test
  void aCardWithoutBfloat16IsTold() {
    TorchDevice card = TorchDevice.named("cuda:0", 1);
    WeightPrecision.requireBfloat16(card, 80);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> WeightPrecision.requireBfloat16(card, 75));
    assertEquals(
        "precision bfloat16 is not for cuda:0: compute capability 7.5 has no arithmetic in it, 8.0"
            + " has; use float32",
        refused.getMessage());
  }

  @Test
  void refusesAMissingCard() {
    assertEquals(
        "device cuda:1 is not available: 1 CUDA devices found; use auto or cpu, or the CUDA build"
            + " with a driver that matches it",
        messageOf("cuda:1", 1));
  }

  @ParameterizedTest
  @CsvSource({"gpu", "cuda:", "cuda:x", "CPU", "''"})
  void refusesUnknownNames(String name) {
    assertEquals(
        "unknown device \"%s\": use auto, cpu, cuda or cuda:N".formatted(name), messageOf(name, 4));
  }

  private static String messageOf(String name, int cards) {
    return assertThrows(IllegalArgumentException.class, () -> TorchDevice.named(name, cards))
        .getMessage();
  }
}

package io.rhapsode.synth.compute.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TorchSourceTest {
  @Test
  void spellsOutImportedAndOwnNames() {
    String text =
        """
        from other.file import Thing, make
        class Own(Module):
          def run(self, x: Own) -> Thing:
            return make(x.Own, "Own", 'Thing') # Thing
        """;

    assertEquals(
        """
        # from other.file import Thing, make
        class Own(Module):
          def run(self, x: __torch__.a.b.Own) -> __torch__.other.file.Thing:
            return __torch__.other.file.make(x.Own, "Own", 'Thing') # Thing
        """,
        spelledOut(text));
  }

  @Test
  void spellsOutScalarTypesAsNumbers() {
    assertEquals(
        "y = x.to(15) + torch.to(x, 6) + torch.float_power(x, 2)\n",
        spelledOut(
            "y = x.to(torch.bfloat16) + torch.to(x, torch.float32) + torch.float_power(x, 2)"));
  }

  @Test
  void leavesFullNamesAlone() {
    String text = "class Base:\n  packed : __torch__.torch.classes.quantized.Base\n";
    assertEquals(text, spelledOut(text));
  }

  @Test
  void followsImports() {
    TorchSource source = TorchSource.ofModule("io.rhapsode.synth.compute.torch.counter");

    assertEquals(
        Set.of(
            "__torch__/io/rhapsode/synth/compute/torch/counter.py",
            "__torch__/io/rhapsode/synth/compute/torch/linear.py"),
        source.files().keySet());
  }

  @Test
  void namesTheMissingModule() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> TorchSource.ofModule("no.such"));
    assertEquals(
        "TorchScript module no.such not found: no resource /no/such.py", error.getMessage());
  }

  private static String spelledOut(String text) {
    return TorchSource.ofTexts(Map.of("a.b", text)).files().get("__torch__/a/b.py");
  }
}

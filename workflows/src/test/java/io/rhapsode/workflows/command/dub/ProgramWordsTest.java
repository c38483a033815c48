package io.rhapsode.workflows.command.dub;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.settings.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramWordsTest {
  @Test
  void spacesDivideExceptInQuotes() {
    assertEquals(
        List.of("demix", "--in", "{in}", "my folder/{out}"),
        ProgramWords.of("  demix  --in {in} \"my folder/{out}\" "));
    assertEquals(
        List.of("sh", "-c", "one | \"two\" > $HOME"),
        ProgramWords.of("sh -c 'one | \"two\" > $HOME'"));
    assertEquals(List.of("a;b", "$(c)", "`d`", "e\\f"), ProgramWords.of("a;b $(c) `d` e\\f"));
  }

  @Test
  void aProgramThatIsNotThereIsRefused() {
    assertDoesNotThrow(() -> ProgramWords.require("--translate-with", List.of("sh", "-c", "x")));
    for (List<String> words :
        List.of(List.<String>of(), List.of("no-such-program"), List.of("."))) {
      UsageException refused =
          assertThrows(UsageException.class, () -> ProgramWords.require("--with", words));
      assertTrue(refused.getMessage().startsWith("--with: there is no program '"));
    }
  }
}

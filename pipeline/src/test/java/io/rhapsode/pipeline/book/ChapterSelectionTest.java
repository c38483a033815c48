package io.rhapsode.pipeline.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChapterSelectionTest {
  @Test
  void readsNumbersRangesAndOpenRanges() {
    ChapterSelection selection = ChapterSelection.parse("2-4, 7,9-");

    assertEquals(
        List.of(2, 3, 4, 7, 9, 10),
        IntStream.rangeClosed(1, 10).filter(selection::includes).boxed().toList());
  }

  @Test
  void includesEverythingWhenNothingWasAskedFor() {
    assertTrue(ChapterSelection.ALL.includes(1));
    assertTrue(ChapterSelection.ALL.includes(1_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "4-2", "0", "1,,2", "-3", "1-2-3", "99999999999"})
  void refusesWhatIsNotASelection(String text) {
    assertThrows(IllegalArgumentException.class, () -> ChapterSelection.parse(text));
  }
}

package io.rhapsode.pipeline.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("en-us", "en-gb", "fr");

  @Test
  void takesTheFewestEditsAndThenTheAlphabet() {
    assertEquals(Optional.of("en-gb"), NearestName.of("EN_GB", KNOWN));
    assertEquals(Optional.of("en-gb"), NearestName.of("en-xx", KNOWN));
    assertEquals(Optional.empty(), NearestName.of("en", List.of()));
  }

  @Test
  void suggestsNothingThatIsFarOff() {
    assertEquals(Optional.of("en-us"), NearestName.ifClose("en-uk", KNOWN));
    assertEquals(Optional.empty(), NearestName.ifClose("klingon", KNOWN));
  }
}

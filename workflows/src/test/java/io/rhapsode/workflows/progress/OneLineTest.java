package io.rhapsode.workflows.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OneLineTest {
  @Test
  void nothingSteersTheTerminal() {
    assertEquals("a [31m b c", OneLine.of("a\u001b[31m\r\n b\u2028c "));
    assertEquals("gnp.evil", OneLine.of("\u202egnp.evil\u2069"));
  }

  @Test
  void lettersThatAreJoinedStayJoined() {
    String family = "\ud83d\udc69\u200d\ud83d\udc67";
    assertEquals(family, OneLine.of(family));
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertEquals("abcd", OneLine.of("abcd", 4));
    assertEquals("a...", OneLine.of("abcde", 4));
    assertEquals("\ud83d\udc69...", OneLine.of("\ud83d\udc69".repeat(5), 4));
  }
}

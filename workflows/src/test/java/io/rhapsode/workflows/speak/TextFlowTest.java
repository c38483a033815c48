package io.rhapsode.workflows.speak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.speak.TextFlow.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextFlowTest {
  private static final String TEXT =
      "On 5 March, 1999 Dr. Smith paid $5.20 for 1,000 sheets; that was cheap. He lived at 12 St."
          + " James St., which is 3.5 miles from here, and \"never\", as he said, \"before 10:30"
          + " p.m.\" The end came in 1912.";

  @Test
  void clausesAreGivenWhenTheNextWordIsWhole() {
    TextFlow flow = new TextFlow("en");
    assertEquals(List.of(), flow.push("It was late, "));
    assertEquals(List.of(), flow.push("an"));
    assertEquals(List.of("It was late, "), sources(flow.push("d ")));
    assertEquals(List.of(), flow.push("nobody came."));
    assertEquals(List.of(), flow.push(" "));
    assertEquals(List.of("and nobody came. "), sources(flow.push("So ")));
    assertEquals(List.of("So "), sources(flow.flush()));
  }

  @Test
  void numbersSplitOverPiecesAreReadAsOne() {
    assertEquals("It cost five dollars twenty cents.", spoken("It cost $5", ".2", "0."));
    assertEquals("It was nineteen ninety nine.", spoken("It was 19", "99", "."));
    assertTrue(spoken("We saw D", "r", ". Smi", "th there.").contains("Doctor Smith"));
  }

  @Test
  void nothingIsLostHoweverItIsCut() {
    String whole = spoken(TEXT);
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<String> pieces = new ArrayList<>();
      int at = 0;
      while (at < TEXT.length()) {
        int end = Math.min(TEXT.length(), at + 1 + random.nextInt(12));
        pieces.add(TEXT.substring(at, end));
        at = end;
      }
      TextFlow flow = new TextFlow("en");
      List<Clause> clauses = new ArrayList<>();
      pieces.forEach(piece -> clauses.addAll(flow.push(piece)));
      clauses.addAll(flow.flush());
      assertEquals(TEXT, String.join("", sources(clauses)), pieces.toString());
      assertEquals(whole, joined(clauses), pieces.toString());
    }
  }

  @Test
  void impatienceGivesWholeWordsOnly() {
    TextFlow flow = new TextFlow("en");
    flow.push("One two thr");
    assertTrue(flow.isWaiting());
    assertEquals(List.of("One two "), sources(flow.whole()));
    assertEquals(List.of(), flow.whole());
    assertEquals(List.of("three."), sources(append(flow.push("ee."), flow.flush())));
  }

  @Test
  void textWithoutMarksIsCutToo() {
    TextFlow flow = new TextFlow("en");
    List<Clause> clauses = new ArrayList<>();
    for (int word = 0; word < 200; word++) {
      clauses.addAll(flow.push("boat "));
    }
    assertTrue(clauses.size() > 3, clauses.size() + " clauses");
    clauses.forEach(clause -> assertTrue(clause.source().length() < 300));
  }

  private static String spoken(String... pieces) {
    TextFlow flow = new TextFlow("en");
    List<Clause> clauses = new ArrayList<>();
    for (String piece : pieces) {
      clauses.addAll(flow.push(piece));
    }
    clauses.addAll(flow.flush());
    return joined(clauses);
  }

  private static List<Clause> append(List<Clause> first, List<Clause> second) {
    List<Clause> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static List<String> sources(List<Clause> clauses) {
    return clauses.stream().map(Clause::source).toList();
  }

  private static String joined(List<Clause> clauses) {
    return clauses.stream().map(Clause::spoken).collect(Collectors.joining(" "));
  }
}

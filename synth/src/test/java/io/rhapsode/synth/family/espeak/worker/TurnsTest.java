package io.rhapsode.synth.family.espeak.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TurnsTest {
  @Test
  void whoIsInAHurryComesFirstAndTheOthersInTheirOrder() throws InterruptedException {
    Turns turns = new Turns(1);
    List<String> served = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    turns.take(false);
    for (String name : List.of("one", "two", "first", "three", "second")) {
      boolean hurried = name.equals("first") || name.equals("second");
      Thread thread =
          new Thread(
              () -> {
                turns.take(hurried);
                served.add(name);
                turns.giveBack();
              });
      thread.start();
      threads.add(thread);
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    turns.giveBack();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of("first", "second", "one", "two", "three"), served);
  }

  @Test
  void thereAreAsManyPlacesAsAreFree() {
    Turns turns = new Turns(2);
    turns.take(false);
    turns.take(true);
    turns.giveBack();
    turns.take(false);
    turns.giveBack();
    turns.giveBack();
  }
}

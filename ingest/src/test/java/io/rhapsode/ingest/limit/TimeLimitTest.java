package io.rhapsode.ingest.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  @Test
  void whoWaitsForOthersIsNotGivenUpForIt() throws Exception {
    String result =
        TimeLimit.within(
            1,
            "waits",
            () -> {
              Thread.sleep(1_500);
              return "done";
            });
    assertEquals("done", result);
  }

  @Test
  void whoWaitsForEverIsGivenUp() {
    AtomicBoolean interrupted = new AtomicBoolean();
    assertThrows(
        TimeoutException.class,
        () ->
            TimeLimit.within(
                1,
                "hangs",
                () -> {
                  try {
                    Thread.sleep(60_000);
                  } catch (InterruptedException e) {
                    interrupted.set(true);
                  }
                  return "";
                }));
    assertTrue(interrupted.get());
  }

  @Test
  void whoComputesForEverIsGivenUp() {
    assertThrows(
        TimeoutException.class,
        () ->
            TimeLimit.within(
                1,
                "computes",
                () -> {
                  long sum = 0;
                  while (!Thread.currentThread().isInterrupted()) {
                    sum++;
                  }
                  return sum;
                }));
  }
}

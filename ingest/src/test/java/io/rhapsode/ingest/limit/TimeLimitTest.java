package io.rhapsode.ingest.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  @Test
  void workThatOnlyWaitsHasMoreTimeByTheClock() throws Exception {
    String result =
        TimeLimit.within(
            1,
            "waits",
            () -> {
              Thread.sleep(1_500);
              return "read";
            });
    assertEquals("read", result);
  }

  @Test
  void workThatWaitsForEverIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    assertThrows(
        TimeoutException.class,
        () ->
            TimeLimit.within(
                1,
                "waits for ever",
                () -> {
                  never.await();
                  return "read";
                }));
  }

  @Test
  void workThatComputesForEverIsGivenUp() {
    assertThrows(
        TimeoutException.class,
        () ->
            TimeLimit.within(
                1,
                "computes for ever",
                () -> {
                  while (true) {
                    Interruption.check();
                  }
                }));
  }
}

package io.rhapsode.workflows.serve.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.serve.api.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private final AtomicLong now = new AtomicLong();

  @Test
  void refusesWhoFindsTheQueueFull() throws Exception {
    Admission admission = admission(1, 0, LONG);
    try (Admission.Place place = admission.enter()) {
      ApiException refusal = assertThrows(ApiException.class, admission::enter);
      assertEquals(429, refusal.error().status());
      assertEquals("rate_limit_exceeded", refusal.error().code());
      assertEquals(1, refusal.retryAfterSeconds().orElseThrow());
      assertEquals(1, admission.active());
    }
    admission.enter().close();
    assertEquals(0, admission.open());
  }

  @Test
  void servesInTheOrderOfArrival() throws Exception {
    Admission admission = admission(1, 8, LONG);
    List<Integer> served = new CopyOnWriteArrayList<>();
    Admission.Place first = admission.enter();
    CompletableFuture<?>[] others = new CompletableFuture<?>[5];
    for (int i = 0; i < others.length; i++) {
      int number = i;
      others[i] =
          CompletableFuture.runAsync(
              () -> {
                try (Admission.Place place = admission.enter()) {
                  served.add(number);
                } catch (ApiException e) {
                  throw new IllegalStateException(e);
                }
              },
              work -> new Thread(work).start());
      while (admission.waiting() <= i) {
        Thread.onSpinWait();
      }
    }
    first.close();
    CompletableFuture.allOf(others).join();
    assertEquals(List.of(0, 1, 2, 3, 4), served);
  }

  @Test
  void givesUpAfterTheLongestWait() throws Exception {
    Admission admission = admission(1, 1, Duration.ofSeconds(20));
    try (Admission.Place place = admission.enter()) {
      CompletableFuture<Admission.Place> late = entering(admission);
      while (admission.waiting() == 0) {
        Thread.onSpinWait();
      }
      now.addAndGet(Duration.ofSeconds(21).toNanos());
      ExecutionException refusal = assertThrows(ExecutionException.class, late::get);
      assertEquals(429, ((ApiException) refusal.getCause()).error().status());
    }
    assertEquals(0, admission.waiting());
  }

  @Test
  void breaksOffWhoHasTakenNothingForTheLongestTimeWhenTooManyAreOpen() throws Exception {
    Admission admission = admission(1, 1, LONG);
    List<Integer> broken = new CopyOnWriteArrayList<>();
    CountDownLatch reading = new CountDownLatch(1);
    int most = 8;
    for (int i = 0; i < most; i++) {
      int number = i;
      Admission.Place place = admission.enter();
      place.onBreakOff(
          () -> {
            broken.add(number);
            place.close();
          });
      CountDownLatch sending = new CountDownLatch(1);
      new Thread(
              () ->
                  place.<RuntimeException>sending(
                      () -> {
                        sending.countDown();
                        awaitQuietly(reading);
                      }))
          .start();
      sending.await();
      now.addAndGet(Duration.ofSeconds(2).toNanos());
    }
    assertEquals(most, admission.open());
    admission.enter().close();
    assertEquals(List.of(0), broken);
    reading.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void doesNotCountWhoTakesNoSound() throws Exception {
    Admission admission = admission(1, 1, LONG);
    CountDownLatch takesSound = new CountDownLatch(1);
    Admission.Place slow = admission.enter();
    Thread sending =
        new Thread(
            () ->
                slow.<RuntimeException>sending(
                    () -> {
                      try {
                        takesSound.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    }));
    sending.start();
    CompletableFuture<Admission.Place> other = entering(admission);
    while (sending.getState() != Thread.State.WAITING || admission.waiting() == 0) {
      Thread.onSpinWait();
    }
    assertFalse(other.isDone());
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    other.get();
    assertEquals(1, admission.active());
    assertEquals(2, admission.open());
    takesSound.countDown();
    sending.join();
    assertEquals(2, admission.active());
  }

  @Test
  void boundsStalledListenersToo() throws Exception {
    Admission admission = new Admission(limits(1, 0, LONG, Duration.ZERO), now::get);
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < limits(1, 0, LONG, Duration.ZERO).open(); i++) {
      Admission.Place place = admission.enter();
      Thread thread = new Thread(() -> hold(place, never));
      thread.setDaemon(true);
      thread.start();
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      now.incrementAndGet();
    }
    assertEquals(0, admission.active());
    assertEquals(429, assertThrows(ApiException.class, admission::enter).error().status());
    never.countDown();
  }

  private static void hold(Admission.Place place, CountDownLatch until) {
    place.<RuntimeException>sending(
        () -> {
          try {
            until.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void letsNobodyInWhenItEnds() throws Exception {
    Admission admission = admission(1, 2, LONG);
    Admission.Place place = admission.enter();
    CompletableFuture<Admission.Place> waiting = entering(admission);
    while (admission.waiting() == 0) {
      Thread.onSpinWait();
    }
    admission.end();
    ExecutionException refusal = assertThrows(ExecutionException.class, waiting::get);
    assertEquals(503, ((ApiException) refusal.getCause()).error().status());
    assertEquals(503, assertThrows(ApiException.class, admission::enter).error().status());
    assertFalse(admission.awaitEmpty(Duration.ofMillis(1)));
    place.close();
    assertTrue(admission.awaitEmpty(Duration.ofSeconds(10)));
  }

  private Admission admission(int listeners, int waiting, Duration longestWait) {
    return new Admission(limits(listeners, waiting, longestWait, Duration.ofSeconds(1)), now::get);
  }

  private static Limits limits(int listeners, int waiting, Duration longest, Duration stall) {
    return new Limits(listeners, waiting, longest, 100, LONG, stall);
  }

  private static CompletableFuture<Admission.Place> entering(Admission admission) {
    CompletableFuture<Admission.Place> entered = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                entered.complete(admission.enter());
              } catch (ApiException e) {
                entered.completeExceptionally(e);
              }
            })
        .start();
    return entered;
  }
}

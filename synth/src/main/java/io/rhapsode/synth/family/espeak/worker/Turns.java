package io.rhapsode.synth.family.espeak.worker;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Places that are taken in the order of asking, those who are in a hurry before the others. Own
 * code, because a semaphore knows one queue. Thread-safe.
 */
final class Turns {
  private final Deque<Object> hurried = new ArrayDeque<>();
  private final Deque<Object> others = new ArrayDeque<>();
  private int free;

  Turns(int places) {
    this.free = places;
  }

  /** Waits for a place; an interrupt is kept for later. */
  synchronized void take(boolean first) {
    Object ticket = new Object();
    (first ? hurried : others).add(ticket);
    boolean interrupted = false;
    while (free == 0 || next() != ticket) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    (first ? hurried : others).remove();
    free--;
    notifyAll();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Object next() {
    return hurried.isEmpty() ? others.peek() : hurried.peek();
  }

  synchronized void giveBack() {
    free++;
    notifyAll();
  }
}

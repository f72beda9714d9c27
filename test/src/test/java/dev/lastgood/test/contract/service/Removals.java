package dev.lastgood.test.contract.service;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be removed when a case is over. */
final class Removals {
  private final Deque<Runnable> removals = new ArrayDeque<>();

  void add(Runnable removal) {
    removals.push(removal);
  }

  /** Does all of it, the last first; what fails stops none of the others, and is thrown after. */
  void run() {
    RuntimeException failed = null;
    while (!removals.isEmpty()) {
      try {
        removals.pop().run();
      } catch (RuntimeException failure) {
        if (failed == null) {
          failed = failure;
        } else {
          failed.addSuppressed(failure);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}

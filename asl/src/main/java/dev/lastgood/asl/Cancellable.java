package dev.lastgood.asl;

/** Something under way that can be given up: a timer of the {@link Scheduler} or a running task. */
@FunctionalInterface
public interface Cancellable {

  /** Gives it up. Calling it again, or after the end, does nothing. */
  void cancel();
}

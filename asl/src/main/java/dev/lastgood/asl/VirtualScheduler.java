package dev.lastgood.asl;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * A scheduler on virtual time, for embedders that have none of their own: it jumps to the next task
 * that is due, so that waits cost nothing. Not safe for threads.
 */
public final class VirtualScheduler implements Scheduler {

  private record Entry(Instant due, long order, Runnable task) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::order));
  private final Instant start;
  private Instant now;
  private long order;

  /**
   * A scheduler at rest.
   *
   * @param start the instant that it shows at first
   */
  public VirtualScheduler(Instant start) {
    this.start = Objects.requireNonNull(start);
    this.now = start;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("negative delay: " + delay);
    }
    Entry entry = new Entry(now.plus(delay), order++, task);
    entries.add(entry);
    return () -> entries.remove(entry);
  }

  /** Runs until nothing is left to do. */
  public void run() {
    while (!entries.isEmpty()) {
      step();
    }
  }

  /**
   * Runs what is due within a time, then stands at its end.
   *
   * @param duration at least zero
   */
  public void run(Duration duration) {
    Instant end = now.plus(duration);
    while (!entries.isEmpty() && !entries.peek().due().isAfter(end)) {
      step();
    }
    now = end;
  }

  private void step() {
    Entry entry = entries.remove();
    now = entry.due();
    entry.task().run();
  }

  /** The time that has passed since the start. */
  public Duration elapsed() {
    return Duration.between(start, now);
  }

  /** How many tasks are still to be run. */
  public int pending() {
    return entries.size();
  }
}

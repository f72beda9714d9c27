package dev.lastgood.asl;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: it jumps to the next due task; ties run in the order of submission. */
final class VirtualScheduler implements Scheduler {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private record Entry(Instant due, long order, Runnable task) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::order));
  private Instant now = START;
  private long order;

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
  void run() {
    while (!entries.isEmpty()) {
      step();
    }
  }

  /** Runs what is due within a time, then stands at its end. */
  void run(Duration duration) {
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

  /** The time since the start. */
  Duration elapsed() {
    return Duration.between(START, now);
  }

  int pending() {
    return entries.size();
  }
}

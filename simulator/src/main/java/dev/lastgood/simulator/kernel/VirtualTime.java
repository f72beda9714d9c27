package dev.lastgood.simulator.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The one scheduler of a simulated world: a clock that jumps to the next thing due, and strands of
 * which one runs at a time.
 *
 * <p>Things due at the same instant run in the order in which they were scheduled, so that a run is
 * a function of its inputs alone. Run the loop itself on a virtual thread ({@link
 * #onVirtualThread}): handing over between virtual threads costs under a microsecond, from a
 * platform thread fifty.
 */
public final class VirtualTime implements InstantSource {
  private final PriorityQueue<Due> queue = new PriorityQueue<>();
  private final List<Strand> strands = new ArrayList<>();
  private final Instant start;
  private long nowNanos;
  private long horizonNanos = Long.MAX_VALUE;
  private Instant nowInstant;
  private long sequence;
  private Strand current;
  private Thread loop;
  private volatile boolean controlReturned;
  private BooleanSupplier stopWhen = () -> false;
  private boolean over;

  /**
   * A clock at rest.
   *
   * @param start the instant that it shows at first
   */
  public VirtualTime(Instant start) {
    this.start = start;
    this.nowInstant = start;
  }

  @Override
  public Instant instant() {
    return now();
  }

  /**
   * The virtual now.
   *
   * @return the instant that every simulated clock is derived from
   */
  public Instant now() {
    if (nowInstant == null) {
      nowInstant = start.plusNanos(nowNanos);
    }
    return nowInstant;
  }

  /**
   * Runs a task once after a delay, in the loop itself; the task must not block.
   *
   * @param delay how long from now; a negative one counts as zero
   * @param task what to run
   * @return calls it off
   */
  public Cancellable after(Duration delay, Runnable task) {
    Due due = new Due(nowNanos + Math.max(0, delay.toNanos()), sequence++, task);
    queue.add(due);
    return due;
  }

  /**
   * Runs a task once at an instant, or now where that is past.
   *
   * @param instant when
   * @param task what to run
   * @return calls it off
   */
  public Cancellable at(Instant instant, Runnable task) {
    return after(Duration.between(now(), instant), task);
  }

  /**
   * Runs a task again and again, until it is called off.
   *
   * @param first the delay before the first run
   * @param interval the time between runs
   * @param task what to run
   * @return calls off the runs that remain
   */
  public Cancellable every(Duration first, Duration interval, Runnable task) {
    Repeating repeating = new Repeating(interval, task);
    repeating.next = after(first, repeating);
    return repeating;
  }

  /**
   * Starts a strand; it first runs when the loop comes to it, at the present instant.
   *
   * @param name for messages
   * @param attachment on whose behalf it runs; see {@link Strand#attachment}
   * @param body what it runs; may {@link #sleep}
   * @param whenFinished told the result, in the loop
   * @param <T> what the body returns
   * @return the strand
   */
  public <T> Strand start(
      String name, Object attachment, Callable<T> body, Consumer<StrandResult<T>> whenFinished) {
    if (over) {
      throw new IllegalStateException("The run is over; nothing can be started in it: " + name);
    }
    Strand strand = new Strand(this, name, attachment, body, whenFinished);
    strands.add(strand);
    resumeSoon(strand);
    return strand;
  }

  /**
   * The strand that is running now.
   *
   * @return empty in the loop itself
   */
  public Optional<Strand> current() {
    return Optional.ofNullable(current);
  }

  /**
   * Lets virtual time pass for the strand that calls; other things due meanwhile run first.
   *
   * @param duration how long
   * @throws InvocationEnded where the strand was ended meanwhile
   * @throws IllegalStateException outside a strand
   */
  public void sleep(Duration duration) {
    Strand strand = current;
    if (strand == null) {
      throw new IllegalStateException("Only a strand can sleep; the loop itself never waits.");
    }
    strand.throwIfEnded();
    long wakeNanos = nowNanos + Math.max(0, duration.toNanos());
    Due next = queue.peek();
    if ((next == null || next.atNanos > wakeNanos) && wakeNanos <= horizonNanos) {
      // Nothing could happen in between: passing control away and back would change nothing.
      moveTo(wakeNanos);
      return;
    }
    queue.add(new Due(wakeNanos, sequence++, () -> resume(strand)));
    returnControl();
    strand.awaitTurn();
    strand.throwIfEnded();
  }

  /**
   * Runs what is due, until an instant has been reached, nothing is left, or a condition holds.
   *
   * @param until the last instant that is run
   * @param done asked after each step
   */
  public void run(Instant until, BooleanSupplier done) {
    loop = Thread.currentThread();
    stopWhen = done;
    horizonNanos = Duration.between(start, until).toNanos();
    while (!stopWhen.getAsBoolean()) {
      Due due = queue.peek();
      if (due == null || due.atNanos > horizonNanos) {
        moveTo(Math.max(nowNanos, horizonNanos));
        break;
      }
      queue.remove();
      if (due.task != null) {
        moveTo(due.atNanos);
        due.task.run();
      }
    }
  }

  /** Ends every strand that has not finished, so that no thread outlives the run. */
  public void endStrands() {
    loop = Thread.currentThread();
    over = true;
    queue.clear();
    for (Strand strand : List.copyOf(strands)) {
      if (!strand.finished()) {
        strand.end("The run is over.");
      }
    }
    while (!queue.isEmpty()) {
      Due due = queue.remove();
      if (due.task != null) {
        due.task.run();
      }
    }
    strands.clear();
  }

  /**
   * Whether {@link #endStrands} has been called: what finishes now concerns nobody any more.
   *
   * @return true once the run is over
   */
  boolean over() {
    return over;
  }

  /**
   * Runs a computation on a virtual thread and waits for it, with a bound in real time, because a
   * handler that blocks on anything but this clock would hang for ever.
   *
   * @param limit the longest real time
   * @param computation what to run
   * @param <T> what it returns
   * @return its result
   * @throws Exception what it throws
   * @throws IllegalStateException when the limit has passed
   */
  public static <T> T onVirtualThread(Duration limit, Callable<T> computation) throws Exception {
    var task = new java.util.concurrent.FutureTask<>(computation);
    Thread thread = Thread.ofVirtual().name("virtual-time").start(task);
    if (!thread.join(limit)) {
      throw new IllegalStateException(
          "A simulated run made no end within " + limit + " of real time; something blocks.");
    }
    try {
      return task.get();
    } catch (java.util.concurrent.ExecutionException failed) {
      if (failed.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw failed;
    }
  }

  void resumeSoon(Strand strand) {
    after(Duration.ZERO, () -> resume(strand));
  }

  void returnControl() {
    current = null;
    controlReturned = true;
    LockSupport.unpark(loop);
  }

  private void resume(Strand strand) {
    if (strand.finished()) {
      return;
    }
    current = strand;
    controlReturned = false;
    strand.giveTurn();
    while (!controlReturned) {
      LockSupport.park(this);
    }
    current = null;
    if (strand.finished() && !over) {
      strands.remove(strand);
    }
  }

  private void moveTo(long nanos) {
    if (nanos != nowNanos) {
      nowNanos = nanos;
      nowInstant = null;
    }
  }

  private static final class Due implements Comparable<Due>, Cancellable {
    private final long atNanos;
    private final long order;
    private Runnable task;

    private Due(long atNanos, long order, Runnable task) {
      this.atNanos = atNanos;
      this.order = order;
      this.task = task;
    }

    @Override
    public void cancel() {
      task = null;
    }

    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final class Repeating implements Runnable, Cancellable {
    private final Duration interval;
    private final Runnable task;
    private Cancellable next = () -> {};
    private boolean cancelled;

    private Repeating(Duration interval, Runnable task) {
      this.interval = interval;
      this.task = task;
    }

    @Override
    public void run() {
      if (!cancelled) {
        next = after(interval, this);
        task.run();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      next.cancel();
    }
  }
}

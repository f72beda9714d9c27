package dev.lastgood.simulator.kernel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One invocation under way: code that blocks, such as a Lambda handler, on a virtual thread of its
 * own that runs only while {@link VirtualTime} lets it.
 */
public final class Strand {
  private final VirtualTime time;
  private final String name;
  private final Object attachment;
  private final Thread thread;
  private volatile boolean turn;
  private boolean finished;
  private String endedBecause;

  <T> Strand(
      VirtualTime time,
      String name,
      Object attachment,
      Callable<T> body,
      Consumer<StrandResult<T>> whenFinished) {
    this.time = time;
    this.name = name;
    this.attachment = attachment;
    this.thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(
                () -> {
                  awaitTurn();
                  StrandResult<T> result = runBody(body);
                  finished = true;
                  if (!time.over()) {
                    time.after(Duration.ZERO, () -> whenFinished.accept(result));
                  }
                  time.returnControl();
                });
  }

  /**
   * The name it was started with, for messages.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * What the starter attached, so that services know on whose behalf a call is made.
   *
   * @param type the attachment's type
   * @param <A> the attachment's type
   * @return the attachment, or empty where it is of another type
   */
  public <A> Optional<A> attachment(Class<A> type) {
    return type.isInstance(attachment) ? Optional.of(type.cast(attachment)) : Optional.empty();
  }

  /**
   * Whether its body has returned, thrown or been unwound.
   *
   * @return true once it will never run again
   */
  public boolean finished() {
    return finished;
  }

  /**
   * Ends it: the next time that it would run, it unwinds instead. Harmless once finished.
   *
   * @param why the reason, which becomes its result
   */
  public void end(String why) {
    if (finished || endedBecause != null) {
      return;
    }
    endedBecause = why;
    time.resumeSoon(this);
  }

  private <T> StrandResult<T> runBody(Callable<T> body) {
    try {
      throwIfEnded();
      return new StrandResult.Returned<>(body.call());
    } catch (InvocationEnded ended) {
      return new StrandResult.Ended<>(endedBecause == null ? ended.getMessage() : endedBecause);
    } catch (Throwable thrown) {
      return new StrandResult.Threw<>(thrown);
    }
  }

  Thread thread() {
    return thread;
  }

  void giveTurn() {
    turn = true;
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    } else {
      LockSupport.unpark(thread);
    }
  }

  void awaitTurn() {
    while (!turn) {
      LockSupport.park(this);
    }
    turn = false;
  }

  void throwIfEnded() {
    if (endedBecause != null) {
      throw new InvocationEnded(endedBecause);
    }
  }
}

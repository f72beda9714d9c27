package dev.lastgood.simulator.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Runs in many worlds at once, one a core, whose results stand in the order of their numbers:
 * nothing depends on how many cores there are.
 */
final class AllCores {
  /** How long one run may take in real time before it is taken for hanging. */
  static final Duration LIMIT = Duration.ofMinutes(2);

  private AllCores() {}

  /**
   * Runs all.
   *
   * @param count how many
   * @param name what one is called where it breaks off, by its number from 0
   * @param run one of them, in a world of its own
   * @param progress told how many are done
   * @return their results by their numbers
   * @throws IllegalStateException where one breaks off, or none comes to its end
   */
  static <T> List<T> run(
      int count, IntFunction<String> name, IntFunction<T> run, Progress progress) {
    List<T> results = new ArrayList<>(Collections.nCopies(count, null));
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    List<Thread> workers = new ArrayList<>();
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    for (int worker = 0; worker < Runtime.getRuntime().availableProcessors(); worker++) {
      workers.add(
          Thread.ofVirtual()
              .name("rehearsals-" + worker)
              .start(
                  () -> {
                    for (int index = next.getAndIncrement();
                        index < count && failures.isEmpty();
                        index = next.getAndIncrement()) {
                      try {
                        results.set(index, run.apply(index));
                      } catch (RuntimeException | Error failure) {
                        failures.add(
                            new IllegalStateException(name.apply(index) + " broke off.", failure));
                      }
                      progress.done(done.incrementAndGet());
                    }
                  }));
    }
    for (Thread worker : workers) {
      join(worker, done);
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException("A run broke off.", failures.getFirst());
    }
    return List.copyOf(results);
  }

  /** A run that hangs must not hang the others for ever. */
  private static void join(Thread worker, AtomicInteger done) {
    try {
      int before;
      do {
        before = done.get();
        if (worker.join(LIMIT)) {
          return;
        }
      } while (done.get() > before);
      throw new IllegalStateException(
          "No rehearsal has come to its end within " + LIMIT + "; something blocks.");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The campaign was interrupted.", interrupted);
    }
  }
}

package dev.lastgood.simulator.lambda;

import dev.lastgood.functions.handler.Canary;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.simulator.kernel.Cancellable;
import dev.lastgood.simulator.kernel.Strand;
import dev.lastgood.simulator.kernel.StrandResult;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One registered function: its environments and the invocations under way. */
final class SimulatedFunction {
  private static final String LATEST = "$LATEST";
  private static final Timing WARM_START = new Timing(0.004, 0.02);
  private static final Timing SNAP_START = new Timing(0.8, 2);

  private final VirtualTime time;
  private final FunctionSettings settings;
  private final String arn;
  private final Supplier<JsonHandler<?, ?>> newHandler;
  private final int bytesEvery;
  private final RandomGenerator startChance;
  private final List<InvocationObserver> observers;
  private final Supplier<Optional<String>> permission;
  private final ExecutionEnvironments environments = new ExecutionEnvironments();
  private final Set<String> versions = new TreeSet<>();
  private final Map<String, String> aliases = new TreeMap<>();
  private final Map<String, AsyncSettings> asyncByQualifier = new TreeMap<>();
  private int running;
  private long invocations;

  SimulatedFunction(
      VirtualTime time,
      FunctionSettings settings,
      String arn,
      Supplier<JsonHandler<?, ?>> newHandler,
      int bytesEvery,
      RandomGenerator startChance,
      List<InvocationObserver> observers,
      Supplier<Optional<String>> permission) {
    this.time = time;
    this.settings = settings;
    this.arn = arn;
    this.newHandler = newHandler;
    this.bytesEvery = bytesEvery;
    this.startChance = startChance;
    this.observers = observers;
    this.permission = permission;
  }

  /**
   * What a caller means who names a version or an alias, or none.
   *
   * @param function the function
   * @param qualifier {@code $LATEST}, a number or an alias
   * @param version {@code $LATEST} or a number: what runs
   * @param async how events are treated that come this way
   */
  record Qualified(
      SimulatedFunction function, String qualifier, String version, AsyncSettings async) {
    String arn() {
      return function.arn + ":" + qualifier;
    }
  }

  /** Empty where there is no such version or alias. */
  Optional<Qualified> qualified(Optional<String> given) {
    String qualifier = given.orElse(LATEST);
    String version = aliases.getOrDefault(qualifier, qualifier);
    if (!version.equals(LATEST) && !versions.contains(version)) {
      return Optional.empty();
    }
    return Optional.of(
        new Qualified(
            this, qualifier, version, asyncByQualifier.getOrDefault(qualifier, settings.async())));
  }

  void publish(String version) {
    versions.add(version);
  }

  void alias(String alias, String version) {
    if (!versions.contains(version)) {
      throw new IllegalArgumentException(
          "The alias " + alias + " of " + settings.name() + " names no version: " + version + ".");
    }
    aliases.put(alias, version);
  }

  void deleteAlias(String alias) {
    aliases.remove(alias);
  }

  void configureEvents(String qualifier, AsyncSettings async) {
    asyncByQualifier.put(qualifier, async);
  }

  FunctionSettings settings() {
    return settings;
  }

  String arn() {
    return arn;
  }

  int running() {
    return running;
  }

  /** Invokes it in an environment of its own; concurrency has been checked. */
  void invoke(Object payload, String requestId, int attempt, Consumer<InvocationResult> whenDone) {
    running++;
    // A function whose logs and traces are refused runs all the same, and nobody sees what it says.
    permission.get();
    Optional<JsonHandler<?, ?>> warm = environments.take(time.now());
    Timing start = warm.isPresent() ? WARM_START : SNAP_START;
    time.after(
        start.draw(startChance),
        () -> {
          Instant deadline = time.now().plus(settings.timeout());
          var context = new InvocationContext(settings.name(), requestId, attempt, deadline);
          for (InvocationObserver observer : observers) {
            observer.started(context, payload, warm.isEmpty());
          }
          new Run(context, payload, whenDone).begin(warm);
        });
  }

  /** One invocation from the start of its handler to its end. */
  private final class Run {
    private final InvocationContext context;
    private final Object payload;
    private final Consumer<InvocationResult> whenDone;
    private boolean timedOut;
    private Cancellable timeout = () -> {};

    private Run(InvocationContext context, Object payload, Consumer<InvocationResult> whenDone) {
      this.context = context;
      this.payload = payload;
      this.whenDone = whenDone;
    }

    private void begin(Optional<JsonHandler<?, ?>> warm) {
      JsonHandler<?, ?> handler;
      try {
        handler = warm.isPresent() ? warm.get() : newHandler.get();
      } catch (RuntimeException thrown) {
        for (InvocationObserver observer : observers) {
          observer.initFailed(settings.name(), thrown);
        }
        end(failed(thrown), Optional.of(thrown));
        return;
      }
      boolean throughText = bytesEvery > 0 && invocations++ % bytesEvery == 0;
      Invocation invocation = new Invocation(context.requestId(), this::timeLeft);
      Strand strand =
          time.start(
              settings.name(),
              context,
              () -> answer(handler, invocation, throughText),
              result -> finish(handler, result));
      timeout =
          time.after(
              settings.timeout(),
              () -> {
                timedOut = true;
                strand.end("The function timed out.");
              });
    }

    private <I> InvocationResult answer(
        JsonHandler<I, ?> handler, Invocation invocation, boolean throughText) {
      if (Canary.is(payload)) {
        for (InvocationObserver observer : observers) {
          observer.metric(settings.name(), Canary.METRIC, 1, "Count", Canary.of(settings.name()));
        }
        return Payloads.output(Canary.ANSWER, throughText);
      }
      I input = Payloads.input(handler, payload, throughText);
      return Payloads.output(handler.answer(input, invocation), throughText);
    }

    private Duration timeLeft() {
      Duration left = Duration.between(time.now(), context.deadline());
      return left.isNegative() ? Duration.ZERO : left;
    }

    private void finish(JsonHandler<?, ?> handler, StrandResult<InvocationResult> result) {
      timeout.cancel();
      switch (result) {
        case StrandResult.Returned<InvocationResult>(InvocationResult answered) -> {
          environments.give(handler, time.now());
          end(answered, Optional.empty());
        }
        case StrandResult.Threw<InvocationResult>(Throwable thrown) -> {
          environments.give(handler, time.now());
          end(failed(thrown), Optional.of(thrown));
        }
        // Lambda throws away an environment that it had to end, and all that the handler held.
        case StrandResult.Ended<InvocationResult> ended ->
            end(timedOut ? timedOut() : exited(), Optional.empty());
      }
    }

    private void end(InvocationResult result, Optional<Throwable> thrown) {
      running--;
      for (InvocationObserver observer : observers) {
        observer.finished(context, result, thrown);
      }
      whenDone.accept(result);
    }

    private InvocationResult failed(Throwable thrown) {
      return new InvocationResult.Failed(
          thrown.getClass().getName(), Optional.ofNullable(thrown.getMessage()).orElse(""));
    }

    private InvocationResult timedOut() {
      double seconds = settings.timeout().toMillis() / 1e3;
      return new InvocationResult.Failed(
          "Sandbox.Timedout",
          String.format(
              Locale.ROOT,
              "RequestId: %s Error: Task timed out after %.2f seconds",
              context.requestId(),
              seconds));
    }

    private InvocationResult exited() {
      return new InvocationResult.Failed(
          "Runtime.ExitError",
          "RequestId: "
              + context.requestId()
              + " Error: Runtime exited with error: signal: killed");
    }
  }
}

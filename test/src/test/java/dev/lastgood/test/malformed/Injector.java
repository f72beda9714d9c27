package dev.lastgood.test.malformed;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.lambda.InvocationResult;
import dev.lastgood.simulator.rehearsal.Twist;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.test.Built;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Invokes functions with mutated inputs while an incident is under way, and when all is at rest
 * again, and notes what answers are none.
 */
final class Injector implements Twist, InvocationObserver {
  private static final int UNDER_WAY = 150;
  private static final int AT_REST = 30;
  private static final int MESSAGE_MAX = 1_100;

  /** Exceptions of the JDK that the project throws itself, with sentences. */
  private static final Set<String> OWN = Set.of("java.lang.IllegalStateException");

  /** What no message of ours says. */
  private static final List<String> INTERNALS =
      List.of(
          "com.fasterxml",
          "JsonToken",
          "java.",
          "dev.lastgood",
          "Cannot construct",
          "Cannot deserialize",
          "Service: ",
          "No value present",
          "because \"");

  private final Recording recorded;
  private final Recording live = new Recording();
  private final RandomGenerator chance;
  private final Set<String> asynchronous;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, String> pending = new HashMap<>();
  private final Set<Object> mutated = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> ids = new TreeSet<>();
  private SimulatedWorld world;
  private int cases;
  private int refused;
  private boolean rested;

  Injector(Recording recorded, long seed, Set<String> asynchronous) {
    this.recorded = recorded;
    this.chance = new Chance(seed).stream("malformed");
    this.asynchronous = asynchronous;
  }

  @Override
  public void prepare(SimulatedWorld in, Instant begin) {
    world = in;
    in.watchInvocations(this);
    in.dynamoDb()
        .listen(
            change -> {
              if (change.table().equals(Built.PRODUCTION.ledgerTable())
                  && change.after().filter(item -> item.containsKey("fact")).isPresent()) {
                ids.add(change.key().get("pk").s().replace("incident#", ""));
                Fact fact = Json.read(change.after().get().get("fact").s(), Fact.class);
                if (fact instanceof Fact.Closed && !rested) {
                  rested = true;
                  in.time().after(Duration.ofSeconds(20), () -> inject(AT_REST));
                }
              }
            });
    in.time().at(begin, () -> inject(UNDER_WAY));
  }

  private void inject(int left) {
    if (left > 0) {
      injectOne();
      world.time().after(Duration.ofMillis(chance.nextLong(1, 5_000)), () -> inject(left - 1));
    }
  }

  private void injectOne() {
    List<String> functions = Built.PRODUCTION.functionNames();
    String function = functions.get(chance.nextInt(functions.size()));
    // What this very incident is about comes further than what is recorded of another.
    boolean known = !live.of(function).isEmpty() && chance.nextInt(4) > 0;
    List<Object> valid = (known ? live : recorded).of(function);
    Mutation mutation = new Mutation("", valid.get(chance.nextInt(valid.size())), false);
    StringBuilder says = new StringBuilder();
    for (int more = chance.nextInt(3); more >= 0 && !mutation.last(); more--) {
      mutation = Mutation.of(mutation.value(), List.copyOf(ids), chance);
      says.append(mutation.says()).append("; ");
    }
    cases++;
    mutated.add(mutation.value());
    String name = "case %d, %s: %s%s".formatted(cases, function, says, shortened(mutation.value()));
    String live = world.lambda().functionArn(function) + ":live";
    if (asynchronous.contains(function) && chance.nextBoolean()) {
      String requestId = world.lambda().invokeAsync(live, mutation.value());
      pending.put(requestId, name);
    } else {
      String key = "sync " + cases;
      pending.put(key, name);
      world
          .lambda()
          .invoke(
              live,
              mutation.value(),
              (requestId, result) -> {
                pending.remove(key);
                judge(name, result);
              });
    }
  }

  private static String shortened(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }

  @Override
  public void started(InvocationContext context, Object payload, boolean coldStart) {
    if (!mutated.contains(payload)) {
      live.keep(context.functionName(), payload);
    }
  }

  @Override
  public void finished(
      InvocationContext context, InvocationResult result, Optional<Throwable> thrown) {
    String name = pending.get(context.requestId());
    if (name != null) {
      judge(name, result);
      if (result instanceof InvocationResult.Succeeded) {
        pending.remove(context.requestId());
      }
    }
  }

  @Override
  public void discarded(
      String functionName,
      String requestId,
      Object payload,
      String condition,
      List<String> queueArns) {
    String name = pending.remove(requestId);
    if (name != null && queueArns.isEmpty()) {
      wrong.add(name + ": it was discarded, and no queue has it");
    }
  }

  private void judge(String name, InvocationResult result) {
    if (!(result instanceof InvocationResult.Failed failed)) {
      return;
    }
    refused++;
    String message = failed.errorMessage();
    boolean ourOwn =
        failed.errorType().startsWith("dev.lastgood.functions.")
            || OWN.contains(failed.errorType());
    boolean clear =
        !message.isBlank()
            && message.length() <= MESSAGE_MAX
            && INTERNALS.stream().noneMatch(message::contains)
            && message.chars().noneMatch(Character::isISOControl);
    if (!ourOwn || !clear) {
      wrong.add(name + ": " + failed.errorType() + ": " + shortened(message));
    }
  }

  @Override
  public boolean isOver() {
    return rested && pending.isEmpty();
  }

  /** What was not answered as it should be. */
  List<String> wrong() {
    return wrong;
  }

  /** What was never answered at all. */
  List<String> unanswered() {
    return List.copyOf(pending.values());
  }

  int cases() {
    return cases;
  }

  int refused() {
    return refused;
  }
}

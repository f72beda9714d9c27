package dev.lastgood.simulator.eventbridge;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.Faults;
import dev.lastgood.simulator.kernel.Gate;
import dev.lastgood.simulator.kernel.ServiceAct;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.lambda.DeadLetterQueue;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Hands events to Lambda for asynchronous invocation, again and again where that fails, and to a
 * dead-letter queue in the end. EventBridge's rules and EventBridge Scheduler share it.
 *
 * <p>A target that does not exist, or that may not be invoked, is not tried again; see "Using
 * dead-letter queues to process undelivered events" in the Amazon EventBridge User Guide.
 */
public final class TargetInvoker {
  private static final double BACK_OFF_SECONDS_MAX = 600;

  private final VirtualTime time;
  private final Faults faults;
  private final SimulatedLambda lambda;
  private final DeadLetterQueue queues;
  private final RandomGenerator chance;
  private Gate gate = Gate.OPEN;

  /** What a service does, in the words of its permissions, when it delivers for one source. */
  public interface Acts {
    /**
     * It invokes a function.
     *
     * @param functionArn the function
     * @return the act
     */
    ServiceAct invokes(String functionArn);

    /**
     * It puts what it could not deliver into a queue.
     *
     * @param queueArn the queue
     * @return the act
     */
    ServiceAct keeps(String queueArn);
  }

  /**
   * An invoker.
   *
   * @param time the world's clock
   * @param chance its source of chance
   * @param stream the name of this invoker's own stream of it
   * @param faults how often an attempt is throttled or fails
   * @param lambda where the functions are
   * @param queues where the dead-letter queues are
   */
  public TargetInvoker(
      VirtualTime time,
      Chance chance,
      String stream,
      Faults faults,
      SimulatedLambda lambda,
      DeadLetterQueue queues) {
    this.time = time;
    this.faults = faults;
    this.lambda = lambda;
    this.queues = queues;
    this.chance = chance.stream(stream);
  }

  /**
   * Sets the gate that every delivery passes from now on.
   *
   * @param other decides what is allowed
   */
  public void guard(Gate other) {
    this.gate = other;
  }

  /**
   * Delivers an event, now or after as many attempts as the policy allows.
   *
   * @param acts what the service does for it, for its permission
   * @param functionArn the function
   * @param event JSON values, not to be changed from now on
   * @param since from when its age counts
   * @param policy how long it is tried
   * @param deadLetterQueueArn where it goes in the end
   * @param attributes what a message in that queue says of its origin, asked for only then
   * @param whenDone told the outcome, at once or later
   */
  public void invoke(
      Acts acts,
      String functionArn,
      Object event,
      Instant since,
      RetryPolicy policy,
      Optional<String> deadLetterQueueArn,
      Supplier<Map<String, String>> attributes,
      Consumer<DeliveryOutcome> whenDone) {
    new Delivery(acts, functionArn, event, since, policy, deadLetterQueueArn, attributes, whenDone)
        .attempt();
  }

  private final class Delivery {
    private final Acts acts;
    private final String functionArn;
    private final Object event;
    private final Instant expiresAt;
    private final RetryPolicy policy;
    private final Optional<String> deadLetterQueueArn;
    private final Supplier<Map<String, String>> attributes;
    private final Consumer<DeliveryOutcome> whenDone;
    private int retries;

    private Delivery(
        Acts acts,
        String functionArn,
        Object event,
        Instant since,
        RetryPolicy policy,
        Optional<String> deadLetterQueueArn,
        Supplier<Map<String, String>> attributes,
        Consumer<DeliveryOutcome> whenDone) {
      this.acts = acts;
      this.functionArn = functionArn;
      this.event = event;
      this.expiresAt = since.plus(policy.maximumEventAge());
      this.policy = policy;
      this.deadLetterQueueArn = deadLetterQueueArn;
      this.attributes = attributes;
      this.whenDone = whenDone;
    }

    private String says() {
      return "a delivery to " + functionArn;
    }

    private void attempt() {
      if (faults.strikes(Fault.THROTTLE, this::says)) {
        retry("THROTTLING", "The target throttled the request.");
        return;
      }
      if (faults.strikes(Fault.SERVER_ERROR, this::says)) {
        retry("SDK_CLIENT_ERROR", "The target answered with a server error.");
        return;
      }
      Optional<String> refusal = gate.refusal(acts.invokes(functionArn));
      if (refusal.isPresent()) {
        giveUp("NO_PERMISSIONS", refusal.get(), Optional.empty());
        return;
      }
      String requestId;
      try {
        requestId = lambda.invokeAsync(functionArn, event);
      } catch (ResourceNotFoundException missing) {
        giveUp("NO_RESOURCE", missing.awsErrorDetails().errorMessage(), Optional.empty());
        return;
      }
      whenDone.accept(new DeliveryOutcome.Delivered(requestId));
    }

    private void retry(String errorCode, String errorMessage) {
      if (retries >= policy.maximumRetryAttempts()) {
        giveUp(errorCode, errorMessage, Optional.of("MaximumRetryAttempts"));
        return;
      }
      double ceiling = Math.min(BACK_OFF_SECONDS_MAX, Math.scalb(1.0, retries));
      Duration delay = Duration.ofMillis((long) (ceiling * (1 + chance.nextDouble()) * 500));
      if (time.now().plus(delay).isAfter(expiresAt)) {
        giveUp(errorCode, errorMessage, Optional.of("MaximumEventAgeInSeconds"));
        return;
      }
      retries++;
      time.after(delay, this::attempt);
    }

    private void giveUp(String errorCode, String errorMessage, Optional<String> exhausted) {
      if (deadLetterQueueArn.isEmpty()
          || gate.refusal(acts.keeps(deadLetterQueueArn.get())).isPresent()) {
        whenDone.accept(new DeliveryOutcome.Dropped(errorCode));
        return;
      }
      Map<String, String> all = new TreeMap<>(attributes.get());
      all.put("TARGET_ARN", functionArn);
      all.put("ERROR_CODE", errorCode);
      all.put("ERROR_MESSAGE", errorMessage);
      all.put("RETRY_ATTEMPTS", Integer.toString(retries));
      exhausted.ifPresent(condition -> all.put("EXHAUSTED_RETRY_CONDITION", condition));
      queues.send(deadLetterQueueArn.get(), Json.write(event), all);
      whenDone.accept(new DeliveryOutcome.DeadLettered(deadLetterQueueArn.get(), errorCode));
    }
  }
}

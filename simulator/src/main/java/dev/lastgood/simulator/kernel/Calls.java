package dev.lastgood.simulator.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * The one door through which every SDK call of a simulated handler passes: here latency passes,
 * other handlers run meanwhile, throttles and faults strike, and observers watch.
 *
 * <p>A simulated client stands where the SDK's own retries and timeouts would be, so they are
 * modelled here: the standard strategy with three attempts, exponential back-off from 100 ms (1 s
 * for throttling) with full jitter and a ceiling of 20 s, and the limits that Lastgood sets on its
 * clients. A request that asks for fewer attempts gets them. See "Retry behavior" in the AWS SDKs
 * and Tools Reference Guide.
 */
public final class Calls {
  /** The longest that one attempt waits for its answer; what Lastgood's clients are set to. */
  public static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);

  /** The longest that a call takes with all its retries; what Lastgood's clients are set to. */
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);

  private static final int ATTEMPTS_MAX = 3;
  private static final double SLOW_FACTOR = 10;

  /** How long a function stands still, at least, and four times how much more. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Duration PAUSE_MORE = Duration.ofMinutes(1);

  private final VirtualTime time;
  private final Faults faults;
  private final List<CallObserver> observers;
  private final RandomGenerator chance;
  private Gate gate = Gate.OPEN;

  /**
   * The door of one world.
   *
   * @param time its clock
   * @param chance its source of chance
   * @param faults how often calls fail
   * @param observers told of every attempt, in this order; the list may grow until the run starts
   */
  public Calls(
      VirtualTime time, Chance chance, FaultSettings faults, List<CallObserver> observers) {
    this(time, chance, new Faults(faults, chance, time), observers);
  }

  /**
   * The door of one world, whose faults others share.
   *
   * @param time its clock
   * @param chance its source of chance
   * @param faults where calls fail
   * @param observers told of every attempt, in this order; the list may grow until the run starts
   */
  public Calls(VirtualTime time, Chance chance, Faults faults, List<CallObserver> observers) {
    this.time = time;
    this.faults = faults;
    this.observers = observers;
    this.chance = chance.stream("calls");
  }

  /**
   * Where calls fail.
   *
   * @return the faults of this world
   */
  public Faults faults() {
    return faults;
  }

  /**
   * Sets the gate that every call of a function passes from now on.
   *
   * @param other decides what is allowed
   */
  public void guard(Gate other) {
    this.gate = other;
  }

  /**
   * Makes a call as the strand that is running now. Outside a strand, where the world itself acts,
   * it takes effect at once and nothing strikes.
   *
   * @param service what all calls of the service share
   * @param operation what is called
   * @param request the SDK's request object, for observers
   * @param effect does it; throws the service's own exceptions. Runs once for each attempt that
   *     reaches the service
   * @param <R> the response's type
   * @return what the effect answers
   * @throws AwsServiceException what the service answers, where the SDK would not retry, or not
   *     again
   * @throws ApiCallTimeoutException where no answer came within {@link #CALL_TIMEOUT}
   * @throws InvocationEnded where the caller was ended meanwhile
   */
  public <R> R perform(
      ServiceProfile service, Operation operation, SdkPojo request, Supplier<R> effect) {
    Optional<Strand> caller = time.current();
    Optional<AwsServiceException> malformed = malformed(service, request);
    if (caller.isEmpty()) {
      if (malformed.isPresent()) {
        throw malformed.get();
      }
      return attempt(new Call(time.now(), caller, operation, request, 1), effect);
    }
    Instant giveUpAt = time.now().plus(CALL_TIMEOUT);
    int attemptsMax = AskedRetries.attemptsMax(request).orElse(ATTEMPTS_MAX);
    for (int attempt = 1; ; attempt++) {
      RuntimeException failure;
      boolean throttled = false;
      Call arriving = new Call(time.now(), caller, operation, request, attempt);
      time.sleep(latency(service, arriving));
      if (strikes(Fault.CRASH, arriving)) {
        caller.get().end("The function crashed at " + operation.name() + ".");
        time.sleep(Duration.ZERO);
      }
      if (operation.mutating() && strikes(Fault.PAUSE, arriving)) {
        time.sleep(PAUSE.plus(PAUSE_MORE.multipliedBy((long) (4 * faults.share(Fault.PAUSE)))));
      }
      Call call = new Call(time.now(), caller, operation, request, attempt);
      if (malformed.isPresent()) {
        throw answered(call, malformed.get());
      }
      Optional<String> refusal = gate.refusal(call);
      if (refusal.isPresent()) {
        throw answered(call, service.answers().denied().saying(refusal.get()));
      }
      Optional<AwsServiceException> conflict = conflict(service, call);
      if (conflict.isPresent()) {
        throw answered(call, conflict.get());
      }
      Optional<AwsServiceException> quota = quota(service, operation);
      if (quota.isPresent()) {
        throw answered(call, quota.get());
      }
      if (!admits(service, operation) || strikes(Fault.THROTTLE, call)) {
        throttled = true;
        failure = answered(call, service.answers().throttled().saying("Rate exceeded"));
      } else if (faults.isDown(operation.service()) || strikes(Fault.SERVER_ERROR, call)) {
        failure =
            answered(
                call,
                service
                    .answers()
                    .broken()
                    .saying("The request processing has failed because of an unknown error."));
      } else {
        try {
          R response = attempt(call, effect);
          if (!strikes(Fault.LOST_ANSWER, call)) {
            return response;
          }
          time.sleep(ATTEMPT_TIMEOUT);
          failure = ApiCallTimeoutException.create(CALL_TIMEOUT.toMillis());
        } catch (AwsServiceException answered) {
          if (!ServiceErrors.isRetryable(answered)) {
            throw answered;
          }
          throttled = ServiceErrors.isThrottling(answered);
          failure = answered;
        }
      }
      if (attempt >= attemptsMax) {
        throw failure;
      }
      Duration pause = backOff(attempt, throttled);
      if (time.now().plus(pause).isAfter(giveUpAt)) {
        time.sleep(Duration.between(time.now(), giveUpAt));
        throw ApiCallTimeoutException.create(CALL_TIMEOUT.toMillis());
      }
      time.sleep(pause);
    }
  }

  /**
   * Whether the strand that is running now would be allowed a call that it does not make.
   *
   * @param operation the call
   * @param request the SDK's request object
   * @return true where it would, and outside a strand
   */
  public boolean wouldAllow(Operation operation, Object request) {
    return gate.allows(new Call(time.now(), time.current(), operation, request, 1));
  }

  private <R> R attempt(Call call, Supplier<R> effect) {
    for (CallObserver observer : observers) {
      observer.before(call);
    }
    R response;
    try {
      response = effect.get();
    } catch (RuntimeException failure) {
      for (CallObserver observer : observers) {
        observer.failed(call, failure);
      }
      throw failure;
    }
    for (CallObserver observer : observers) {
      observer.succeeded(call, response);
    }
    return response;
  }

  private AwsServiceException answered(Call call, AwsServiceException failure) {
    observers.forEach(observer -> observer.failed(call, failure));
    return failure;
  }

  /** A request that the API model does not allow is refused before anything else is looked at. */
  private Optional<AwsServiceException> malformed(ServiceProfile service, SdkPojo request) {
    List<Violation> violations = RequestRules.violations(request);
    return violations.isEmpty()
        ? Optional.empty()
        : service.answers().malformed().refusal(violations);
  }

  private Duration latency(ServiceProfile service, Call call) {
    double seconds = service.latency().drawSeconds(chance);
    if (strikes(Fault.SLOW, call)) {
      seconds *= SLOW_FACTOR;
    }
    return Duration.ofNanos((long) (Math.min(seconds, ATTEMPT_TIMEOUT.toSeconds()) * 1e9));
  }

  private Duration backOff(int attempt, boolean throttled) {
    double ceilingSeconds = Math.min(20, (throttled ? 1.0 : 0.1) * (1L << (attempt - 1)));
    return Duration.ofNanos((long) (chance.nextDouble() * ceilingSeconds * 1e9));
  }

  /** Where throttles are low, a call takes what four calls take. */
  private boolean admits(ServiceProfile service, Operation operation) {
    boolean admitted = service.throttle().admits(operation);
    for (int more = 1; admitted && more < faults.callWeight(); more++) {
      admitted = service.throttle().admits(operation);
    }
    return admitted;
  }

  private boolean strikes(Fault fault, Call call) {
    return faults.strikes(fault, call::says);
  }

  /** The answer of a service to an operation whose quota is reached now. */
  private Optional<AwsServiceException> quota(ServiceProfile service, Operation operation) {
    return faults.areQuotasReached(operation.service())
        ? Optional.ofNullable(service.quotas().get(operation.name()))
            .map(reached -> reached.saying("The quota of the account is reached."))
        : Optional.empty();
  }

  /** The answer of a service to a conditional write that meets another one, where it does here. */
  private Optional<AwsServiceException> conflict(ServiceProfile service, Call call) {
    Optional<AwsServiceException> conflict = service.conflicts().on(call.request());
    return conflict.isPresent() && strikes(Fault.CONFLICT, call) ? conflict : Optional.empty();
  }
}

package dev.lastgood.simulator.lambda;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Lambda's internal queue of events: retries, the age that an event may reach, and what becomes of
 * one that is given up. See "How Lambda handles errors and retries with asynchronous invocation"
 * and "Retaining records of asynchronous invocations" in the AWS Lambda Developer Guide.
 */
final class AsyncQueue {
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final Duration SECOND_RETRY = Duration.ofMinutes(2);
  private static final double THROTTLED_RETRY_SECONDS_MAX = 300;
  private static final int ERROR_MESSAGE_LENGTH_MAX = 1024;

  private final VirtualTime time;
  private final RandomGenerator chance;
  private final Invoker invoker;
  private final Keeper keeper;
  private final List<InvocationObserver> observers;

  AsyncQueue(
      VirtualTime time,
      RandomGenerator chance,
      Invoker invoker,
      Keeper keeper,
      List<InvocationObserver> observers) {
    this.time = time;
    this.chance = chance;
    this.invoker = invoker;
    this.keeper = keeper;
    this.observers = observers;
  }

  /** Runs one attempt, or says that it is throttled. */
  @FunctionalInterface
  interface Invoker {
    void invoke(
        SimulatedFunction function,
        Object payload,
        String requestId,
        int attempt,
        Consumer<InvocationResult> whenDone);
  }

  /** Puts into a queue what is given up; false where the function's role may not. */
  @FunctionalInterface
  interface Keeper {
    boolean keep(
        SimulatedFunction.Qualified function,
        String queueArn,
        String body,
        Map<String, String> attributes);
  }

  /** Takes an event; from now on it is run or given up for all to see. */
  void accept(SimulatedFunction.Qualified target, String requestId, Object payload) {
    for (InvocationObserver observer : observers) {
      observer.accepted(target.function().settings().name(), requestId, payload);
    }
    new Event(target, requestId, payload).run();
  }

  private final class Event {
    private final SimulatedFunction.Qualified target;
    private final SimulatedFunction function;
    private final String requestId;
    private final Object payload;
    private final Instant expiresAt;
    private int attempts;
    private int throttles;
    private Optional<InvocationResult.Failed> failure = Optional.empty();

    private Event(SimulatedFunction.Qualified target, String requestId, Object payload) {
      this.target = target;
      this.function = target.function();
      this.requestId = requestId;
      this.payload = payload;
      this.expiresAt = time.now().plus(target.async().maximumEventAge());
    }

    private void run() {
      invoker.invoke(function, payload, requestId, attempts + 1, this::ended);
    }

    private void ended(InvocationResult result) {
      switch (result) {
        case InvocationResult.Succeeded answered -> {}
        case InvocationResult.Failed failed -> {
          attempts++;
          failure = Optional.of(failed);
          if (attempts > target.async().maximumRetryAttempts()) {
            discard("RetriesExhausted");
          } else {
            retryAfter(attempts == 1 ? FIRST_RETRY : SECOND_RETRY);
          }
        }
        case InvocationResult.Throttled throttled -> {
          double ceiling = Math.min(THROTTLED_RETRY_SECONDS_MAX, Math.scalb(1.0, throttles++));
          double seconds = ceiling * (1 + chance.nextDouble()) / 2;
          retryAfter(Duration.ofMillis((long) (seconds * 1e3)));
        }
      }
    }

    private void retryAfter(Duration delay) {
      if (time.now().plus(delay).isAfter(expiresAt)) {
        time.at(expiresAt, () -> discard("EventAgeExceeded"));
      } else {
        time.after(delay, this::run);
      }
    }

    private void discard(String condition) {
      AsyncSettings settings = target.async();
      List<String> told = new ArrayList<>();
      settings
          .onFailureArn()
          .ifPresent(arn -> keep(arn, Json.write(record(condition)), Map.of(), told));
      settings
          .deadLetterQueueArn()
          .ifPresent(arn -> keep(arn, Json.write(payload), attributes(condition), told));
      for (InvocationObserver observer : observers) {
        observer.discarded(
            function.settings().name(), requestId, payload, condition, List.copyOf(told));
      }
    }

    private void keep(
        String queueArn, String body, Map<String, String> attributes, List<String> told) {
      if (keeper.keep(target, queueArn, body, attributes)) {
        told.add(queueArn);
      }
    }

    private Map<String, Object> record(String condition) {
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("requestId", requestId);
      request.put("functionArn", target.arn());
      request.put("condition", condition);
      request.put("approximateInvokeCount", attempts);
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("version", "1.0");
      record.put("timestamp", time.now().toString());
      record.put("requestContext", request);
      record.put("requestPayload", payload);
      failure.ifPresent(
          failed -> {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("statusCode", 200);
            response.put("executedVersion", target.version());
            response.put("functionError", "Unhandled");
            record.put("responseContext", response);
            record.put("responsePayload", failed.payload());
          });
      return record;
    }

    private Map<String, String> attributes(String condition) {
      String message = failure.map(InvocationResult.Failed::errorMessage).orElse(condition);
      Map<String, String> attributes = new TreeMap<>();
      attributes.put("RequestID", requestId);
      attributes.put("ErrorCode", failure.isPresent() ? "200" : "429");
      attributes.put(
          "ErrorMessage",
          message.substring(0, Math.min(message.length(), ERROR_MESSAGE_LENGTH_MAX)));
      return attributes;
    }
  }
}

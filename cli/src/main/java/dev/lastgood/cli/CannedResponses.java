package dev.lastgood.cli;

import dev.lastgood.asl.Cancellable;
import dev.lastgood.asl.Scheduler;
import dev.lastgood.asl.StateMachineHost;
import dev.lastgood.asl.StepFunctionsException;
import dev.lastgood.asl.TaskCompletion;
import dev.lastgood.asl.TaskHandler;
import dev.lastgood.asl.TaskRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers tasks with what was given for their states, in its order. */
final class CannedResponses implements TaskHandler {
  private static final Cancellable DONE = () -> {};

  private final Scheduler scheduler;
  private final Map<String, Deque<CannedResponse>> leftByState = new LinkedHashMap<>();
  private final Set<String> statesWithout = new LinkedHashSet<>();
  private Optional<StateMachineHost> host = Optional.empty();

  CannedResponses(Scheduler scheduler, List<CannedResponse> responses) {
    this.scheduler = scheduler;
    responses.forEach(
        response ->
            leftByState
                .computeIfAbsent(response.state(), state -> new ArrayDeque<>())
                .add(response));
  }

  /** The host that callbacks with task tokens go to. */
  void callBackTo(StateMachineHost caller) {
    host = Optional.of(caller);
  }

  @Override
  public Cancellable start(TaskRequest request, TaskCompletion completion) {
    Deque<CannedResponse> left = leftByState.getOrDefault(request.stateName(), new ArrayDeque<>());
    if (left.isEmpty()) {
      statesWithout.add(request.stateName());
      // An error that nothing retries or catches: the responses are at fault, not the definition.
      completion.fail(
          "States.Runtime",
          "The responses hold no answer, or no further one, for the state '%s'."
              .formatted(request.stateName()));
      return DONE;
    }
    CannedResponse response = left.removeFirst();
    if (leavesUnanswered(request, response)) {
      return DONE;
    }
    if (response.delay().isZero()) {
      answer(request, response, completion);
      return DONE;
    }
    return scheduler.after(response.delay(), () -> answer(request, response, completion));
  }

  /** A timeout is what comes of no answer, where the state has one. */
  private static boolean leavesUnanswered(TaskRequest request, CannedResponse response) {
    return switch (response.answer()) {
      case CannedResponse.Output output -> false;
      case CannedResponse.Failure failure ->
          failure.error().equals("States.Timeout") && request.timeout().isPresent()
              || failure.error().equals("States.HeartbeatTimeout")
                  && request.heartbeat().isPresent();
    };
  }

  private void answer(TaskRequest request, CannedResponse response, TaskCompletion completion) {
    switch (response.answer()) {
      case CannedResponse.Output output -> succeed(request, output.value(), completion);
      case CannedResponse.Failure failure ->
          failure
              .cause()
              .ifPresentOrElse(
                  cause -> completion.fail(failure.error(), cause),
                  () -> completion.fail(failure.error()));
    }
  }

  private void succeed(TaskRequest request, Object output, TaskCompletion completion) {
    if (request.taskToken().isEmpty()) {
      if (request.resource().endsWith(".sync") || request.resource().endsWith(".sync:2")) {
        completion.submitted(Map.of());
      }
      completion.succeed(output);
      return;
    }
    completion.succeed(Map.of());
    String token = request.taskToken().get();
    try {
      host.orElseThrow().sendTaskSuccess(token, output);
    } catch (StepFunctionsException refused) {
      if (refused.code() == StepFunctionsException.Code.INVALID_OUTPUT) {
        host.orElseThrow()
            .sendTaskFailure(
                token, Optional.of("States.DataLimitExceeded"), Optional.of(refused.getMessage()));
      }
      // Otherwise the task was over before its answer came, which is harmless.
    }
  }

  /** The states that asked for an answer that was not there, in the order of their asking. */
  List<String> statesWithout() {
    return List.copyOf(statesWithout);
  }

  /** How many answers nobody asked for, by their states, where there are any. */
  Map<String, Integer> unused() {
    Map<String, Integer> unused = new LinkedHashMap<>();
    leftByState.forEach(
        (state, left) -> {
          if (!left.isEmpty()) {
            unused.put(state, left.size());
          }
        });
    return unused;
  }
}

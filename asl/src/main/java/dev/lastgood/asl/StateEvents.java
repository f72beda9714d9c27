package dev.lastgood.asl;

import java.util.Optional;

/** Which events tell of a state's beginning and end. */
record StateEvents(
    HistoryEventType entered,
    Optional<HistoryEventType> exited,
    Optional<HistoryEventType> failed,
    Optional<HistoryEventType> aborted) {

  private static final StateEvents PASS =
      simple(HistoryEventType.PASS_STATE_ENTERED, HistoryEventType.PASS_STATE_EXITED);
  private static final StateEvents SUCCEED =
      simple(HistoryEventType.SUCCEED_STATE_ENTERED, HistoryEventType.SUCCEED_STATE_EXITED);
  private static final StateEvents CHOICE =
      simple(HistoryEventType.CHOICE_STATE_ENTERED, HistoryEventType.CHOICE_STATE_EXITED);
  private static final StateEvents FAIL =
      new StateEvents(
          HistoryEventType.FAIL_STATE_ENTERED,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private static final StateEvents WAIT =
      new StateEvents(
          HistoryEventType.WAIT_STATE_ENTERED,
          Optional.of(HistoryEventType.WAIT_STATE_EXITED),
          Optional.empty(),
          Optional.of(HistoryEventType.WAIT_STATE_ABORTED));
  private static final StateEvents TASK =
      new StateEvents(
          HistoryEventType.TASK_STATE_ENTERED,
          Optional.of(HistoryEventType.TASK_STATE_EXITED),
          Optional.empty(),
          Optional.of(HistoryEventType.TASK_STATE_ABORTED));
  private static final StateEvents PARALLEL =
      new StateEvents(
          HistoryEventType.PARALLEL_STATE_ENTERED,
          Optional.of(HistoryEventType.PARALLEL_STATE_EXITED),
          Optional.of(HistoryEventType.PARALLEL_STATE_FAILED),
          Optional.of(HistoryEventType.PARALLEL_STATE_ABORTED));
  private static final StateEvents MAP =
      new StateEvents(
          HistoryEventType.MAP_STATE_ENTERED,
          Optional.of(HistoryEventType.MAP_STATE_EXITED),
          Optional.of(HistoryEventType.MAP_STATE_FAILED),
          Optional.of(HistoryEventType.MAP_STATE_ABORTED));

  private static StateEvents simple(HistoryEventType entered, HistoryEventType exited) {
    return new StateEvents(entered, Optional.of(exited), Optional.empty(), Optional.empty());
  }

  static StateEvents of(State state) {
    return switch (state) {
      case State.Pass pass -> PASS;
      case State.Succeed succeed -> SUCCEED;
      case State.Fail fail -> FAIL;
      case State.Choice choice -> CHOICE;
      case State.Wait wait -> WAIT;
      case State.Task task -> TASK;
      case State.Parallel parallel -> PARALLEL;
      case State.InlineMap map -> MAP;
      case State.DistributedMap map -> MAP;
    };
  }
}

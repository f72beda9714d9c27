package dev.lastgood.asl;

/** Makes the run that fits a state. */
final class StateRuns {

  private StateRuns() {}

  static StateRun create(Branch branch, State state, Object input) {
    return switch (state) {
      case State.Pass pass -> new PassRun(branch, pass, pass.exit(), input);
      case State.Succeed succeed -> new PassRun(branch, succeed, succeed.exit(), input);
      case State.Fail fail -> new FailRun(branch, fail, input);
      case State.Choice choice -> new ChoiceRun(branch, choice, input);
      case State.Wait wait -> new WaitRun(branch, wait, input);
      case State.Task task -> new TaskRun(branch, task, input);
      case State.Parallel parallel -> new ParallelRun(branch, parallel, input);
      case State.InlineMap map -> new MapRun(branch, map, input);
      case State.DistributedMap map -> new DistributedMapRun(branch, map, input);
    };
  }
}

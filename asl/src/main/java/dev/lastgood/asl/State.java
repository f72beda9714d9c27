package dev.lastgood.asl;

import java.util.List;
import java.util.Optional;

/** The states of the language, checked, with their templates compiled. */
sealed interface State {

  String name();

  /** The type, in the words of the language. */
  default String type() {
    return switch (this) {
      case Pass pass -> "Pass";
      case Succeed succeed -> "Succeed";
      case Fail fail -> "Fail";
      case Choice choice -> "Choice";
      case Wait wait -> "Wait";
      case Task task -> "Task";
      case Parallel parallel -> "Parallel";
      case InlineMap map -> "Map";
      case DistributedMap map -> "Map";
    };
  }

  /** The blocks inside this state. */
  default List<StatesBlock> inner() {
    return switch (this) {
      case Parallel parallel -> parallel.branches();
      case InlineMap map -> List.of(map.itemProcessor());
      case DistributedMap map -> List.of(map.children().states());
      case Pass pass -> List.of();
      case Succeed succeed -> List.of();
      case Fail fail -> List.of();
      case Choice choice -> List.of();
      case Wait wait -> List.of();
      case Task task -> List.of();
    };
  }

  /** Passes or reshapes its input. */
  record Pass(String name, Exit exit) implements State {}

  /** Ends its block successfully. */
  record Succeed(String name, Exit exit) implements State {}

  /** Ends its block with an error. */
  record Fail(String name, Optional<Template> error, Optional<Template> cause) implements State {}

  /** Chooses the way on by the first condition that holds. */
  record Choice(String name, List<Rule> rules, Optional<Exit> otherwise) implements State {
    record Rule(Template condition, Exit exit) {}
  }

  /** Waits for a time or until an instant; exactly one of the two is present. */
  record Wait(String name, Optional<Template> seconds, Optional<Template> timestamp, Exit exit)
      implements State {}

  /** Has work done outside. */
  record Task(
      String name,
      TaskResource resource,
      Optional<Template> arguments,
      Optional<Template> credentialsRoleArn,
      Optional<Template> timeoutSeconds,
      Optional<Template> heartbeatSeconds,
      Exit exit,
      ErrorHandling errorHandling)
      implements State {}

  /** Runs several blocks at the same time. */
  record Parallel(
      String name,
      Optional<Template> arguments,
      List<StatesBlock> branches,
      Exit exit,
      ErrorHandling errorHandling)
      implements State {}

  /** Runs one block for each item of an array, inside this execution. */
  record InlineMap(
      String name,
      Optional<Template> items,
      Optional<Template> itemSelector,
      MapLimits limits,
      StatesBlock itemProcessor,
      Exit exit,
      ErrorHandling errorHandling)
      implements State {}

  /** Runs executions of their own for the items of an array or of objects in a store. */
  record DistributedMap(
      String name,
      Optional<Template> items,
      Optional<ItemReader> itemReader,
      Optional<Template> itemSelector,
      Optional<ItemBatcher> itemBatcher,
      MapLimits limits,
      ChildWorkflow children,
      ResultWriter resultWriter,
      Exit exit,
      ErrorHandling errorHandling)
      implements State {}
}

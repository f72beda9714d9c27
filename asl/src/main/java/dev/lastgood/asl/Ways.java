package dev.lastgood.asl;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ways that lead from a state to others of its block. */
final class Ways {

  /**
   * One way.
   *
   * @param field where the state names it, relative to the state
   * @param target the state's name
   */
  record Way(String field, String target) {}

  private Ways() {}

  static Stream<Way> outOf(State state) {
    return switch (state) {
      case State.Pass pass -> by("Next", pass.exit());
      case State.Succeed succeed -> Stream.empty();
      case State.Fail fail -> Stream.empty();
      case State.Wait wait -> by("Next", wait.exit());
      case State.Choice choice ->
          Stream.concat(
              IntStream.range(0, choice.rules().size())
                  .boxed()
                  .flatMap(
                      index -> by("Choices/" + index + "/Next", choice.rules().get(index).exit())),
              choice.otherwise().stream().flatMap(exit -> by("Default", exit)));
      case State.Task task -> handled(task.exit(), task.errorHandling());
      case State.Parallel parallel -> handled(parallel.exit(), parallel.errorHandling());
      case State.InlineMap map -> handled(map.exit(), map.errorHandling());
      case State.DistributedMap map -> handled(map.exit(), map.errorHandling());
    };
  }

  /** Whether the block can end with this state. */
  static boolean ends(State state) {
    return switch (state) {
      case State.Pass pass -> ends(pass.exit());
      case State.Succeed succeed -> true;
      case State.Fail fail -> true;
      case State.Wait wait -> ends(wait.exit());
      case State.Choice choice -> false;
      case State.Task task -> ends(task.exit());
      case State.Parallel parallel -> ends(parallel.exit());
      case State.InlineMap map -> ends(map.exit());
      case State.DistributedMap map -> ends(map.exit());
    };
  }

  private static boolean ends(Exit exit) {
    return exit.next().isEmpty();
  }

  private static Stream<Way> handled(Exit exit, ErrorHandling errorHandling) {
    List<ErrorHandling.Catcher> catchers = errorHandling.catchers();
    return Stream.concat(
        by("Next", exit),
        IntStream.range(0, catchers.size())
            .boxed()
            .flatMap(index -> by("Catch/" + index + "/Next", catchers.get(index).exit())));
  }

  private static Stream<Way> by(String field, Exit exit) {
    Optional<String> next = exit.next();
    return next.stream().map(target -> new Way(field, target));
  }
}

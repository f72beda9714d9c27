package dev.lastgood.cli;

import dev.lastgood.cli.StackDrift.Status;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.stack.DriftDetection;
import dev.lastgood.functions.stack.DriftReader;
import dev.lastgood.functions.stack.StackOverview;
import dev.lastgood.functions.stack.StackTree;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/**
 * Looks for the drift of many stacks at once, and waits for it: here is the clock of those looks.
 */
final class DriftSurvey {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  /** "Up to several minutes", says CloudFormation; after so many nobody waits any longer. */
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private final Aws aws;
  private final Configuration environment;
  private final InstantSource clock;
  private final DriftReader reader;
  private final DriftProgress progress;

  DriftSurvey(Aws aws, Configuration environment, Terminal terminal) {
    this.aws = aws;
    this.environment = environment;
    Platform platform = aws.stacks(environment);
    this.clock = platform.clock();
    this.reader =
        new DriftReader(
            new OperatorPlatform(
                PacedCloudFormation.of(
                    platform.client(CloudFormationClient.class), clock, aws::pause),
                clock,
                environment,
                true));
    this.progress = new DriftProgress(terminal, clock);
  }

  /** One stack that is looked at, and how far that is. */
  private record Look(Target target, StackOverview stack, State state) {
    Look with(State next) {
      return new Look(target, stack, next);
    }

    boolean isRunning() {
      return state instanceof State.Asked(DriftDetection.Running _);
    }
  }

  private sealed interface State {
    record Asked(DriftDetection detection) implements State {}

    record Failed(SdkException failure) implements State {}

    record Overdue() implements State {}
  }

  /** What came of reading which stacks a target has. */
  private record Tree(Target target, StackTree tree, Optional<SdkException> failure) {}

  /**
   * Looks, and waits until all that can be known is.
   *
   * @param targets targets that are stacks
   * @return what is known of each of their stacks, in the order of the targets
   * @throws AwsFailedException where nothing is known of any, as AWS could not be asked
   */
  List<StackDrift> of(List<Target> targets) {
    List<Tree> trees = atOnce(targets, this::tree);
    List<Look> looks = new ArrayList<>();
    for (Tree tree : trees) {
      if (tree.tree() instanceof StackTree.Known known) {
        known.stacks().forEach(stack -> looks.add(begun(tree.target(), stack)));
      }
    }
    List<Look> ended = waited(looks);
    List<StackDrift> found = new ArrayList<>();
    for (Tree tree : trees) {
      found.addAll(told(tree, ended));
    }
    answered(trees, ended);
    return found;
  }

  private Tree tree(Target target) {
    try {
      return new Tree(
          target, reader.tree(target.stack().orElseThrow().stackName()), Optional.empty());
    } catch (SdkException failed) {
      return new Tree(target, new StackTree.Unreadable(says(failed)), Optional.of(failed));
    }
  }

  /**
   * A stack's name finds another one in another account: looking would change what is known there.
   */
  private Look begun(Target target, StackOverview stack) {
    String place = ":" + environment.region() + ":" + environment.account() + ":";
    if (!stack.stackId().contains(place)) {
      throw AwsFailedException.ofPlace(environment, stack.stackId());
    }
    return new Look(
        target,
        stack,
        new State.Asked(new DriftDetection.Running(stack.stackId(), Optional.empty())));
  }

  private List<Look> waited(List<Look> begun) {
    Instant until = clock.instant().plus(LONGEST);
    List<Look> looks = atOnce(begun, look -> look.with(asked(() -> reader.start(look.stack()))));
    try {
      while (looks.stream().anyMatch(Look::isRunning)) {
        progress.done((int) looks.stream().filter(look -> !look.isRunning()).count(), looks.size());
        if (clock.instant().isBefore(until)) {
          aws.pause(BETWEEN_LOOKS);
          looks = atOnce(looks, this::again);
        } else {
          looks =
              looks.stream()
                  .map(look -> look.isRunning() ? look.with(new State.Overdue()) : look)
                  .toList();
        }
      }
    } finally {
      progress.end();
    }
    return looks;
  }

  private Look again(Look look) {
    return look.state() instanceof State.Asked(DriftDetection.Running running)
        ? look.with(asked(() -> reader.look(running)))
        : look;
  }

  private static State asked(Supplier<DriftDetection> question) {
    try {
      return new State.Asked(question.get());
    } catch (SdkException failed) {
      return new State.Failed(failed);
    }
  }

  private List<StackDrift> told(Tree tree, List<Look> ended) {
    Target target = tree.target();
    return switch (tree.tree()) {
      case StackTree.Unreadable unreadable ->
          List.of(
              StackDrift.notChecked(
                  target.id(),
                  target.stack().map(stack -> stack.stackName()),
                  unreadable.because()));
      case StackTree.Known known -> {
        List<StackDrift> found = new ArrayList<>();
        ended.stream()
            .filter(look -> look.target().id().equals(target.id()))
            .forEach(look -> found.add(told(look)));
        known
            .unreadable()
            .forEach(
                because ->
                    found.add(StackDrift.notChecked(target.id(), Optional.empty(), because)));
        yield found;
      }
    };
  }

  private StackDrift told(Look look) {
    String targetId = look.target().id();
    Optional<String> stackName = Optional.of(look.stack().stackName());
    return switch (look.state()) {
      case State.Failed failed ->
          StackDrift.notChecked(targetId, stackName, says(failed.failure()));
      case State.Overdue _ -> StackDrift.notChecked(targetId, stackName, overdue(stackName.get()));
      case State.Asked(DriftDetection.Running _) ->
          throw new IllegalStateException("Nobody waited for " + stackName.get() + ".");
      case State.Asked(DriftDetection.Impossible impossible) ->
          StackDrift.notChecked(targetId, stackName, impossible.because());
      case State.Asked(DriftDetection.Ended ended) ->
          new StackDrift(
              targetId,
              stackName,
              !ended.drifted().isEmpty()
                  ? Status.DRIFTED
                  : ended.incomplete().isEmpty() ? Status.IN_SYNC : Status.UNKNOWN,
              ended.incomplete(),
              ended.drifted());
    };
  }

  private static String overdue(String stackName) {
    return "CloudFormation still looked at "
        + stackName
        + " after "
        + LONGEST.toMinutes()
        + " minutes.";
  }

  /** Where AWS could not be asked about anything, that is no answer. */
  private void answered(List<Tree> trees, List<Look> ended) {
    List<SdkException> failures = new ArrayList<>();
    trees.forEach(tree -> tree.failure().ifPresent(failures::add));
    ended.forEach(
        look -> {
          if (look.state() instanceof State.Failed(SdkException failure)) {
            failures.add(failure);
          }
        });
    boolean nothing =
        ended.stream().allMatch(look -> look.state() instanceof State.Failed)
            && trees.stream()
                .allMatch(
                    tree -> tree.failure().isPresent() || tree.tree() instanceof StackTree.Known);
    if (nothing && !failures.isEmpty()) {
      throw AwsFailedException.ofStacks(failures.getFirst(), environment);
    }
  }

  private String says(SdkException failed) {
    String message = AwsFailedException.ofStacks(failed, environment).getMessage();
    return Character.toUpperCase(message.charAt(0)) + message.substring(1);
  }

  private static <A, B> List<B> atOnce(List<A> of, Function<A, B> call) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<B>> calls =
          of.stream().map(each -> threads.submit(() -> call.apply(each))).toList();
      return calls.stream().map(DriftSurvey::answer).toList();
    }
  }

  private static <B> B answer(Future<B> call) {
    try {
      return call.get();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The wait was ended.", ended);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }
}

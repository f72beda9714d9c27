package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what somebody changed beside the stacks of an environment. */
@Command(
    name = "drift",
    description = {
      "Says what of the stacks is not what their templates say: what was changed beside them.",
      "It changes nothing. CloudFormation looks at each stack and at all that are nested in it,"
          + " which takes minutes.",
      "AWS is asked, with the credentials that the AWS CLI would use."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {
      "0:nothing has drifted in the stacks that were asked for",
      "1:something has drifted, whether or not all could be looked at",
      "2:bad usage or configuration, or AWS could not be asked or did not look at a stack; what is"
          + " known of the others is told all the same"
    })
final class DriftCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Aws aws;

  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description =
          "a target of the environment, more than once for several; by default all that are stacks")
  private List<String> targets = new ArrayList<>();

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  @Mixin private ConfigurationOptions configuration;

  DriftCommand(Terminal terminal, Aws aws) {
    this.terminal = terminal;
    this.aws = aws;
  }

  @Override
  public Integer call() {
    Configuration environment = configuration.environment();
    List<Target> asked = asked(environment);
    List<Target> stacks = asked.stream().filter(target -> target.stack().isPresent()).toList();
    List<StackDrift> looked =
        stacks.isEmpty() ? List.of() : new DriftSurvey(aws, environment, terminal).of(stacks);
    List<StackDrift> found = new ArrayList<>();
    for (Target target : asked) {
      if (target.group().isPresent()) {
        found.add(StackDrift.ofGroup(target.id()));
      }
      looked.stream().filter(stack -> stack.targetId().equals(target.id())).forEach(found::add);
    }
    if (json) {
      JsonDocuments.print(terminal, DriftDocuments.drift(environment, found));
    } else {
      new DriftText(terminal).print(environment, asked.stream().map(Target::id).toList(), found);
    }
    if (looked.stream().anyMatch(StackDrift::isDrifted)) {
      return ExitStatus.FELL_SHORT;
    }
    return looked.stream().allMatch(StackDrift::isWhole)
        ? ExitStatus.AS_WISHED
        : ExitStatus.REFUSED;
  }

  private List<Target> asked(Configuration environment) {
    if (targets.isEmpty()) {
      return environment.targets().stream().filter(target -> target.stack().isPresent()).toList();
    }
    return targets.stream()
        .distinct()
        .map(name -> HoldCommand.known(name, environment, spec))
        .flatMap(name -> environment.target(name).stream())
        .toList();
  }
}

package dev.lastgood.cli;

import dev.lastgood.functions.config.NearestName;
import dev.lastgood.functions.plan.OfflinePlan;
import dev.lastgood.functions.point.DescribedGroup;
import dev.lastgood.functions.stack.DescribedStack;
import dev.lastgood.functions.stack.UnreadableTemplateException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says how a live group or stack differs from a good one, and what would bring it back. */
@Command(
    name = "plan",
    description = {
      "Says how a group or a stack differs from what it was, and what would bring it back.",
      "Both files hold what 'aws autoscaling describe-auto-scaling-groups --output json' printed,",
      "or what 'aws cloudformation describe-stacks --output json' did. A folder holds the files of",
      "a stack, with any names: describe-stacks, get-template or the template itself,",
      "list-stack-resources, get-stack-policy; and folders of more stacks.",
      "Nothing is changed, and AWS is not asked."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {
      ExitStatus.AS_WISHED_HELP,
      "1:a difference that can raise an alarm would remain: no action restores it, or a person has to",
      ExitStatus.REFUSED_HELP
    })
final class PlanCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--good",
      paramLabel = "PATH",
      required = true,
      description = "the group or stack when it was good: a file, or a folder")
  private Path good;

  @Option(
      names = "--live",
      paramLabel = "PATH",
      required = true,
      description = "the group or stack as it is now")
  private Path live;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "which group, where a file holds several")
  private String group;

  @Option(
      names = "--good-group",
      paramLabel = "NAME",
      description =
          "what the group was called when it was good, where that was another name, as before a"
              + " blue/green deployment")
  private String goodGroup;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "which stack, where the input holds several; all of them without")
  private String stack;

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return StacksInput.isStacks(good) || StacksInput.isStacks(live) ? stacks() : group();
  }

  private int stacks() {
    if (group != null || goodGroup != null) {
      throw refused("expected --stack, for the input holds stacks");
    }
    Map<String, DescribedStack> before = StacksInput.read(good, spec);
    Map<String, DescribedStack> now = StacksInput.read(live, spec);
    if (stack != null) {
      only(before, good);
      only(now, live);
    } else if (before.keySet().stream().noneMatch(now::containsKey)) {
      throw refused(
          "expected the same stack on both sides, found "
              + String.join(", ", before.keySet())
              + " and "
              + String.join(", ", now.keySet()));
    }
    StackPlans plans;
    try {
      plans = StackPlans.of(before, now);
    } catch (UnreadableTemplateException unreadable) {
      throw refused(unreadable.getMessage());
    }
    if (json) {
      JsonDocuments.print(terminal, StackPlanDocument.of(plans));
    } else {
      new StackPlanText(terminal).print(plans, good, live);
    }
    return plans.fellShort() ? ExitStatus.FELL_SHORT : ExitStatus.AS_WISHED;
  }

  private void only(Map<String, DescribedStack> stacks, Path from) {
    if (!stacks.containsKey(stack)) {
      throw refused(
          from
              + ": holds no stack "
              + stack
              + NearestName.of(stack, List.copyOf(stacks.keySet()))
                  .map(nearest -> "; did you mean " + nearest + "?")
                  .orElse(""));
    }
    stacks.keySet().retainAll(List.of(stack));
  }

  private int group() {
    if (stack != null) {
      throw refused("expected --group, for the input holds groups");
    }
    DescribedGroup before = chosen(good, goodGroup == null ? group : goodGroup);
    DescribedGroup now = chosen(live, group);
    if (group == null
        && goodGroup == null
        && !before.body().groupName().equals(now.body().groupName())) {
      throw refused(
          "expected the same group in both files, found "
              + before.body().groupName()
              + " and "
              + now.body().groupName()
              + "; name one with --group, or the good one with --good-group");
    }
    OfflinePlan plan = OfflinePlan.of(before, now);
    if (json) {
      JsonDocuments.print(terminal, JsonDocuments.plan(plan, before.body(), now.body()));
    } else {
      new PlanText(terminal).print(plan, before.body(), now.body(), good, live);
    }
    return plan.fellShort() ? ExitStatus.FELL_SHORT : ExitStatus.AS_WISHED;
  }

  private DescribedGroup chosen(Path file, String wanted) {
    List<DescribedGroup> groups = GroupsFile.read(file, spec);
    List<String> names = groups.stream().map(each -> each.body().groupName()).toList();
    if (wanted == null && groups.size() > 1) {
      throw refused(
          file
              + ": holds "
              + groups.size()
              + " groups; name one with --group, such as "
              + names.getFirst());
    }
    return groups.stream()
        .filter(each -> wanted == null || each.body().groupName().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    file
                        + ": holds no group "
                        + wanted
                        + NearestName.of(wanted, names)
                            .map(nearest -> "; did you mean " + nearest + "?")
                            .orElse("")
                        + (GroupsFile.hasMore(file)
                            ? "; it is one page of several, see --max-items"
                            : "")));
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}

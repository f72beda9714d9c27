package dev.lastgood.infra;

import static dev.lastgood.infra.Grant.allow;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.StackSelection;
import dev.lastgood.functions.config.Target;
import java.util.List;
import java.util.stream.Stream;

/**
 * What may be done with the stacks that are targets; nothing where there are none. What is inside a
 * stack is changed by its own service role, never by a function's.
 */
final class StackGrants {
  private static final String ANY = "*";

  private final Names names;
  private final StoreGrants stores;
  private final List<String> stackNames;
  private final List<String> protectedStackNames;
  private final AssetGrants assets;

  StackGrants(Configuration configuration, Names names, StoreGrants stores) {
    this.names = names;
    this.stores = stores;
    this.stackNames =
        configuration.targets().stream()
            .map(Target::stack)
            .flatMap(stack -> stack.map(it -> it.stackName()).stream())
            .toList();
    this.protectedStackNames =
        configuration.targets().stream()
            .filter(Target::protectsData)
            .flatMap(target -> target.stack().stream())
            .map(StackSelection::stackName)
            .toList();
    this.assets = new AssetGrants(configuration, names);
  }

  /** What a function needs of these stacks, besides what all targets need of it. */
  List<Grant> of(FunctionName function) {
    if (stackNames.isEmpty()) {
      return List.of();
    }
    return switch (function) {
      case DETECT -> follow().toList();
      case SWEEP -> Stream.concat(follow(), list()).toList();
      case CAPTURE -> Stream.concat(capture(), assets.remember()).toList();
      case VERIFY -> capture().toList();
      case PLAN ->
          Stream.concat(capture("cloudformation:DescribeStackEvents"), assets.lookFor()).toList();
      case CHECK -> assets.lookFor().toList();
      case BACK_UP ->
          Stream.concat(
                  capture(),
                  Stream.of(
                      stores.onObjects(
                          "KeepTemplates", List.of("s3:PutObject"), "points/*/templates/*")))
              .toList();
      case ACT ->
          Stream.of(
                  capture("cloudformation:DescribeStackEvents"),
                  change(),
                  Stream.of(
                      stores.onObjects(
                          "ReadStackTemplates", List.of("s3:GetObject"), "points/*/templates/*")),
                  DataGrants.of(names, protectedStackNames))
              .flatMap(grants -> grants)
              .toList();
      case CLOSE -> describe().toList();
      case OPEN, ACQUIRE, ASK, ANSWER -> List.of();
    };
  }

  /** The status of a stack, and how its last operation went. */
  private Stream<Grant> follow() {
    return onStacks(
        "FollowStacks", "cloudformation:DescribeStacks", "cloudformation:DescribeStackEvents");
  }

  /** The status of a stack. */
  private Stream<Grant> describe() {
    return onStacks("ReadStacks", "cloudformation:DescribeStacks");
  }

  /** A stack whole: its template, its resources, its policy and whom it serves. */
  private Stream<Grant> capture(String... more) {
    return Stream.concat(
        onStacks(
            "ReadStacks",
            Stream.concat(
                    Stream.of(
                        "cloudformation:DescribeStacks",
                        "cloudformation:GetStackPolicy",
                        "cloudformation:GetTemplate",
                        "cloudformation:ListStackResources"),
                    Stream.of(more))
                .toArray(String[]::new)),
        Stream.of(
            allow("ReadImports", List.of("cloudformation:ListImports"), List.of(ANY))
                .because("AWS CloudFormation has no resource-level permission to list imports.")));
  }

  /** Which stacks are in a status. */
  private Stream<Grant> list() {
    return Stream.of(
        allow("FindStacks", List.of("cloudformation:ListStacks"), List.of(ANY))
            .because("AWS CloudFormation has no resource-level permission to list stacks."));
  }

  /** What brings a stack back. */
  private Stream<Grant> change() {
    return Stream.concat(
        onStacks(
            "ChangeStacks",
            "cloudformation:CancelUpdateStack",
            "cloudformation:ContinueUpdateRollback",
            "cloudformation:CreateChangeSet",
            "cloudformation:DeleteChangeSet",
            "cloudformation:DescribeChangeSet",
            "cloudformation:ExecuteChangeSet",
            "cloudformation:RollbackStack",
            "cloudformation:SignalResource"),
        Stream.of(
            allow(
                    "MakeTopicsAgain",
                    List.of("sns:CreateTopic"),
                    stackNames.stream().map(name -> names.arn("sns", name + "-*")).toList())
                .because(
                    "A topic that a stack has named itself begins with the stack's name; it is made"
                        + " again under the name that it had.")));
  }

  /** A stack that is made anew has another id; those nested in it begin with its name. */
  private Stream<Grant> onStacks(String purpose, String... actions) {
    return Stream.of(
        allow(
                purpose,
                List.of(actions),
                stackNames.stream()
                    .flatMap(
                        name ->
                            Stream.of(
                                names.arn("cloudformation", "stack/" + name + "/*"),
                                names.arn("cloudformation", "stack/" + name + "-*/*")))
                    .toList())
            .because(
                "The stack is named; the stars are for its id, which changes when it is made anew,"
                    + " and for the stacks nested in it, whose names begin with its own."));
  }
}

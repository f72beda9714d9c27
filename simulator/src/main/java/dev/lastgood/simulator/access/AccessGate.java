package dev.lastgood.simulator.access;

import dev.lastgood.simulator.iam.Access;
import dev.lastgood.simulator.iam.AccessRequest;
import dev.lastgood.simulator.iam.DependentAuthorisations;
import dev.lastgood.simulator.iam.GroupDirectory;
import dev.lastgood.simulator.iam.GroupLaunches;
import dev.lastgood.simulator.iam.Occasion;
import dev.lastgood.simulator.iam.Principal;
import dev.lastgood.simulator.iam.RequestedAccess;
import dev.lastgood.simulator.iam.StackDirectory;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.Gate;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceAct;
import dev.lastgood.simulator.lambda.InvocationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gate of one world. */
public final class AccessGate implements Gate {
  private final AccessRules rules;
  private final Account account;
  private final RequestedAccess requested;
  private final DependentAuthorisations dependent;
  private final AccessLog log = new AccessLog();

  /**
   * A gate.
   *
   * @param rules the policies
   * @param account the world's account and Region
   * @param groups the groups of this world
   * @param launches what the groups of this world launch
   * @param stacks the stacks of this world
   */
  public AccessGate(
      AccessRules rules,
      Account account,
      GroupDirectory groups,
      GroupLaunches launches,
      StackDirectory stacks) {
    this.rules = rules;
    this.account = account;
    this.requested = new RequestedAccess(rules.assembly(), groups, stacks);
    this.dependent = new DependentAuthorisations(rules.assembly(), launches);
  }

  /**
   * What it has let pass, and what not.
   *
   * @return a view that grows
   */
  public AccessLog log() {
    return log;
  }

  @Override
  public Optional<String> refusal(Call call) {
    return verdict(call).flatMap(this::noted);
  }

  @Override
  public boolean allows(Call call) {
    Optional<Verdict> verdict = verdict(call);
    verdict.filter(found -> found.refusal().isEmpty()).ifPresent(log::allowed);
    return verdict.flatMap(Verdict::refusal).isEmpty();
  }

  /** Empty where the caller is none of ours: nobody here knows what it may do. */
  private Optional<Verdict> verdict(Call call) {
    Optional<InvocationContext> caller =
        call.caller().flatMap(strand -> strand.attachment(InvocationContext.class));
    Optional<Principal.Role> role = caller.flatMap(context -> rules.role(context.functionName()));
    if (role.isEmpty()) {
      return Optional.empty();
    }
    String function = caller.orElseThrow().functionName();
    Optional<Object> about = CallKeys.of(call.operation(), call.request());
    return Optional.of(
        about.isPresent()
            ? rules.decided(
                new CallKey(function, call.operation(), about.get()),
                () -> decide(call, function, role.get()))
            : decide(call, function, role.get()));
  }

  /** Calls of the same key get the same verdict. */
  private record CallKey(String functionName, Operation operation, Object about) {}

  private Verdict decide(Call call, String functionName, Principal.Role role) {
    return rules.decide(
        functionName,
        call.operation().service() + ":" + call.operation().name(),
        asked(call, role));
  }

  private List<AccessRequest> asked(Call call, Principal.Role role) {
    List<AccessRequest> asked = new ArrayList<>();
    for (Access access : requested.of(call.operation(), call.request())) {
      asked.add(access.by(role));
    }
    asked.addAll(dependent.of(new Occasion.Called(role, call.operation(), call.request())));
    return asked;
  }

  @Override
  public Optional<String> refusal(ServiceAct act) {
    return noted(rules.decided(key(act), () -> rules.decide(by(act), says(act), dependentOn(act))));
  }

  private Optional<String> noted(Verdict verdict) {
    if (verdict.refusal().isEmpty()) {
      log.allowed(verdict);
      return Optional.empty();
    }
    Refusal refusal = verdict.refusal().get();
    log.refused(refusal);
    return Optional.of(refusal.says());
  }

  /** Nested executions are named after incidents; the rest of their names decides nothing. */
  private Object key(ServiceAct act) {
    return act instanceof ServiceAct.TaskCalls task
        ? List.of(task.stateMachineArn(), task.resource(), named(task))
        : act;
  }

  private static String by(ServiceAct act) {
    return switch (act) {
      case ServiceAct.RuleInvokes rule -> lastPart(rule.ruleArn());
      case ServiceAct.RuleKeeps rule -> lastPart(rule.ruleArn());
      case ServiceAct.ScheduleInvokes schedule -> lastPart(schedule.scheduleArn());
      case ServiceAct.ScheduleKeeps schedule -> lastPart(schedule.scheduleArn());
      case ServiceAct.FunctionRuns function -> function.functionName();
      case ServiceAct.FunctionKeeps function -> function.functionName();
      case ServiceAct.MachineBegins machine -> lastPart(machine.stateMachineArn());
      case ServiceAct.TaskCalls task -> lastPart(task.stateMachineArn());
      case ServiceAct.AlarmNotifies alarm -> lastPart(alarm.alarmArn());
      case ServiceAct.AlarmInvokes alarm -> lastPart(alarm.alarmArn());
    };
  }

  private static String says(ServiceAct act) {
    return switch (act) {
      case ServiceAct.RuleInvokes _ -> "a rule's delivery";
      case ServiceAct.RuleKeeps _ -> "a rule's dead letter";
      case ServiceAct.ScheduleInvokes _ -> "a schedule's invocation";
      case ServiceAct.ScheduleKeeps _ -> "a schedule's dead letter";
      case ServiceAct.FunctionRuns _ -> "a function's logs and traces";
      case ServiceAct.FunctionKeeps _ -> "a function's failed event";
      case ServiceAct.MachineBegins _ -> "a state machine's logs and traces";
      case ServiceAct.TaskCalls task -> "the task " + task.resource();
      case ServiceAct.AlarmNotifies _ -> "an alarm's notice";
      case ServiceAct.AlarmInvokes _ -> "an alarm's invocation";
    };
  }

  private List<AccessRequest> dependentOn(ServiceAct act) {
    return switch (act) {
      case ServiceAct.RuleInvokes rule ->
          dependent.of(new Occasion.RuleMatched(rule.ruleArn(), rule.functionArn()));
      case ServiceAct.RuleKeeps rule ->
          dependent.of(new Occasion.RuleGaveUp(rule.ruleArn(), rule.queueArn()));
      case ServiceAct.ScheduleInvokes schedule ->
          dependent.of(new Occasion.ScheduleFired(afterSlash(schedule.scheduleArn())));
      case ServiceAct.ScheduleKeeps schedule ->
          dependent.of(new Occasion.ScheduleGaveUp(afterSlash(schedule.scheduleArn())));
      case ServiceAct.FunctionRuns function ->
          dependent.of(new Occasion.FunctionRan(functionArn(function.functionName())));
      case ServiceAct.FunctionKeeps function ->
          dependent.of(new Occasion.EventFailed(function.functionArn()));
      case ServiceAct.MachineBegins machine ->
          dependent.of(new Occasion.MachineRan(machine.stateMachineArn()));
      case ServiceAct.TaskCalls task -> called(task);
      case ServiceAct.AlarmNotifies alarm ->
          dependent.of(new Occasion.AlarmActed(alarm.alarmArn(), alarm.topicArn()));
      case ServiceAct.AlarmInvokes alarm ->
          dependent.of(new Occasion.AlarmActed(alarm.alarmArn(), alarm.functionArn()));
    };
  }

  private List<AccessRequest> called(ServiceAct.TaskCalls task) {
    String resource = task.resource();
    if (resource.contains(":states:startExecution")) {
      return dependent.of(
          new Occasion.MachineStarted(
              task.stateMachineArn(),
              named(task),
              execution(named(task), argument(task, "Name").orElse("*"))));
    }
    if (resource.contains(":aws-sdk:sfn:")) {
      String operation = resource.substring(resource.lastIndexOf(':') + 1);
      return List.of(
          new AccessRequest(
              new Principal.Role(task.roleArn()),
              "states:" + operation,
              argument(task, "ExecutionArn").orElse("*"),
              Map.of()));
    }
    return dependent.of(new Occasion.MachineInvoked(task.stateMachineArn(), named(task)));
  }

  /** What of a task's arguments decides: the function or the machine, and not the execution. */
  private static String named(ServiceAct.TaskCalls task) {
    if (task.resource().contains(":states:startExecution")) {
      return argument(task, "StateMachineArn").orElse("");
    }
    if (task.resource().contains(":aws-sdk:sfn:")) {
      return argument(task, "ExecutionArn")
          .map(arn -> arn.substring(0, arn.lastIndexOf(':')))
          .orElse("");
    }
    return task.resource().contains(":lambda:invoke")
        ? argument(task, "FunctionName").orElse("")
        : task.resource();
  }

  private static Optional<String> argument(ServiceAct.TaskCalls task, String name) {
    return task.arguments() instanceof Map<?, ?> arguments
        ? Optional.ofNullable(arguments.get(name)).map(String::valueOf)
        : Optional.empty();
  }

  private String execution(String stateMachineArn, String name) {
    String[] parts = stateMachineArn.split(":");
    return account.arn("states", "execution:" + (parts.length > 6 ? parts[6] : "") + ":" + name);
  }

  private String functionArn(String name) {
    return account.arn("lambda", "function:" + name);
  }

  private static String lastPart(String arn) {
    return arn.split(":", 6)[5];
  }

  private static String afterSlash(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}

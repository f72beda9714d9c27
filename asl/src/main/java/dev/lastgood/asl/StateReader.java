package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the states of one block. */
final class StateReader {

  private final BlockReader blocks;
  private final Set<String> variablesInScope;
  private final AssignReader assigns;
  private final ValueReader values;
  private final ErrorHandlingReader errorHandling;

  /**
   * A reader for one block.
   *
   * @param outerVariables the variables of the scopes around the block
   * @param variablesInScope those and the block's own
   */
  StateReader(
      Faults faults, BlockReader blocks, Set<String> outerVariables, Set<String> variablesInScope) {
    this.blocks = blocks;
    this.variablesInScope = variablesInScope;
    TemplateReader templates = new TemplateReader(faults);
    this.assigns = new AssignReader(faults, templates, outerVariables);
    this.values = new ValueReader(templates);
    this.errorHandling = new ErrorHandlingReader(assigns);
  }

  /** Reads a state; empty when its type is not known. */
  Optional<State> read(String name, Fields fields) {
    fields.raw("Comment");
    Optional<String> type = fields.requiredText("Type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Optional<State> state =
        switch (type.get()) {
          case "Pass" -> Optional.of(new State.Pass(name, exit(fields)));
          case "Succeed" ->
              Optional.of(
                  new State.Succeed(
                      name,
                      new Exit(assigns.output(fields, ""), Optional.empty(), Optional.empty())));
          case "Fail" ->
              Optional.of(
                  new State.Fail(name, values.text(fields, "Error"), values.text(fields, "Cause")));
          case "Choice" -> Optional.of(choice(name, fields));
          case "Wait" -> Optional.of(wait(name, fields));
          case "Task" -> Optional.of(task(name, fields));
          case "Parallel" -> Optional.of(parallel(name, fields));
          case "Map" -> Optional.of(map(name, fields));
          default -> Optional.empty();
        };
    if (state.isEmpty()) {
      fields.fault("Type", "no such type of state: " + type.get());
    } else {
      fields.refuseOthers("a " + type.get() + " state");
    }
    return state;
  }

  private Exit exit(Fields fields) {
    return assigns.read(fields, "", next(fields));
  }

  private static Optional<String> next(Fields fields) {
    Optional<String> next = fields.text("Next");
    Optional<Boolean> end = fields.truth("End");
    if (fields.has("Next") && end.equals(Optional.of(true))) {
      fields.fault("'Next' and 'End' exclude each other");
    }
    if (!fields.has("Next") && !fields.has("End")) {
      fields.fault("'Next' or 'End' is missing");
    }
    if (!fields.has("Next") && end.equals(Optional.of(false))) {
      fields.fault("End", "'End' must be true where there is no 'Next'");
    }
    return next;
  }

  private State choice(String name, Fields fields) {
    if (!fields.has("Choices")) {
      fields.fault("'Choices' is missing");
    } else if (fields.peek("Choices") instanceof List<?> list && list.isEmpty()) {
      fields.fault("Choices", "'Choices' must not be empty");
    }
    List<State.Choice.Rule> rules = new ArrayList<>();
    List<Fields> choices = fields.objects("Choices");
    for (int index = 0; index < choices.size(); index++) {
      rules.add(rule(choices.get(index), "Choices[" + index + "]/"));
    }
    Optional<String> otherwise = fields.text("Default");
    Exit exit = assigns.read(fields, "", otherwise);
    return new State.Choice(name, List.copyOf(rules), otherwise.map(next -> exit));
  }

  private State.Choice.Rule rule(Fields fields, String path) {
    Template condition = values.condition(fields, path);
    Exit exit = assigns.read(fields, path, fields.requiredText("Next"));
    fields.raw("Comment");
    fields.refuseOthers("a choice rule");
    return new State.Choice.Rule(condition, exit);
  }

  private State wait(String name, Fields fields) {
    if (fields.has("Seconds") == fields.has("Timestamp")) {
      fields.fault("a Wait state needs either 'Seconds' or 'Timestamp'");
    }
    return new State.Wait(
        name,
        values.integer(fields, "Seconds", 0, StateMachine.LONGEST_SECONDS),
        values.timestamp(fields, "Timestamp"),
        exit(fields));
  }

  private State task(String name, Fields fields) {
    String resource = fields.requiredText("Resource").orElse("");
    Optional<TaskResource> parsed = TaskResource.parse(resource);
    if (parsed.isEmpty() && !resource.isEmpty()) {
      fields.fault(
          "Resource",
          "'Resource' must be the ARN of a Lambda function or of a service integration"
              + " (arn:aws:states:::service:action), without activities: "
              + resource);
    }
    Optional<Template> timeout =
        values.integer(fields, "TimeoutSeconds", 1, StateMachine.LONGEST_SECONDS);
    Optional<Template> heartbeat =
        values.integer(fields, "HeartbeatSeconds", 1, StateMachine.LONGEST_SECONDS);
    if (ValueReader.constant(heartbeat).orElse(0L)
        >= ValueReader.constant(timeout).orElse(Long.MAX_VALUE)) {
      fields.fault("HeartbeatSeconds", "'HeartbeatSeconds' must be less than 'TimeoutSeconds'");
    }
    return new State.Task(
        name,
        parsed.orElse(ValueReader.NO_RESOURCE),
        values.any(fields, "Arguments"),
        fields.object("Credentials").flatMap(this::roleArn),
        timeout,
        heartbeat,
        exit(fields),
        errorHandling.read(fields));
  }

  private Optional<Template> roleArn(Fields credentials) {
    if (!credentials.has("RoleArn")) {
      credentials.fault("'RoleArn' is missing");
    }
    Optional<Template> roleArn = values.text(credentials, "RoleArn", "Credentials/RoleArn");
    credentials.refuseOthers("'Credentials'");
    return roleArn;
  }

  private State parallel(String name, Fields fields) {
    if (!fields.has("Branches")) {
      fields.fault("'Branches' is missing");
    } else if (fields.peek("Branches") instanceof List<?> list && list.isEmpty()) {
      fields.fault("Branches", "'Branches' must not be empty");
    }
    List<StatesBlock> branches =
        fields.objects("Branches").stream()
            .map(branch -> blocks.readNested(branch, "a branch", variablesInScope))
            .toList();
    return new State.Parallel(
        name, values.any(fields, "Arguments"), branches, exit(fields), errorHandling.read(fields));
  }

  private State map(String name, Fields fields) {
    Optional<Fields> processor = processor(fields);
    Optional<Fields> config = processor.flatMap(found -> found.object("ProcessorConfig"));
    boolean distributed =
        config.flatMap(found -> found.text("Mode")).equals(Optional.of("DISTRIBUTED"));
    MapLimits limits =
        new MapLimits(
            values.integer(fields, "MaxConcurrency", 0, StateMachine.LONGEST_SECONDS),
            values.integer(fields, "ToleratedFailureCount", 0, StateMachine.LONGEST_SECONDS),
            values.percentage(fields, "ToleratedFailurePercentage"));
    return distributed
        ? distributedMap(name, fields, processor.orElseThrow(), config.orElseThrow(), limits)
        : inlineMap(name, fields, processor, config, limits);
  }

  private State inlineMap(
      String name,
      Fields fields,
      Optional<Fields> processor,
      Optional<Fields> config,
      MapLimits limits) {
    config.ifPresent(StateReader::checkInlineMode);
    for (String field : List.of("ItemReader", "ItemBatcher", "ResultWriter", "Label")) {
      if (fields.has(field)) {
        fields.raw(field);
        fields.fault(
            field,
            "'"
                + field
                + "' needs a Distributed Map: \"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\"}");
      }
    }
    return new State.InlineMap(
        name,
        values.array(fields, "Items"),
        values.any(fields, "ItemSelector"),
        limits,
        processor
            .map(found -> blocks.readNested(found, "an item processor", variablesInScope))
            .orElse(ValueReader.NO_BLOCK),
        exit(fields),
        errorHandling.read(fields));
  }

  private State distributedMap(
      String name, Fields fields, Fields processor, Fields config, MapLimits limits) {
    boolean express = isExpress(config);
    DistributedMapReader distributed = new DistributedMapReader(values);
    if (fields.has("Items") && fields.has("ItemReader")) {
      fields.fault("'Items' and 'ItemReader' exclude each other");
    }
    // A child is an execution of its own, and sees none of the variables here.
    StatesBlock block = blocks.readNested(processor, "an item processor", Set.of());
    if (express) {
      checkExpress(block, processor);
    }
    return new State.DistributedMap(
        name,
        values.collection(fields, "Items"),
        distributed.itemReader(fields),
        values.any(fields, "ItemSelector"),
        distributed.itemBatcher(fields),
        limits,
        new ChildWorkflow(block, express, DistributedMapReader.label(fields, name)),
        distributed.resultWriter(fields),
        exit(fields),
        errorHandling.read(fields));
  }

  private static Optional<Fields> processor(Fields map) {
    // 'Iterator' is the older name, which the service still accepts.
    String field = map.has("Iterator") && !map.has("ItemProcessor") ? "Iterator" : "ItemProcessor";
    if (!map.has(field)) {
      map.fault("'ItemProcessor' is missing");
    }
    return map.object(field);
  }

  private static void checkInlineMode(Fields config) {
    config
        .text("Mode")
        .filter(mode -> !mode.equals("INLINE"))
        .ifPresent(mode -> config.fault("Mode", "'Mode' must be INLINE or DISTRIBUTED"));
    config.refuseOthers("'ProcessorConfig' of an inline Map");
  }

  private static boolean isExpress(Fields config) {
    String type = config.requiredText("ExecutionType").orElse("STANDARD");
    if (!type.equals("STANDARD") && !type.equals("EXPRESS")) {
      config.fault("ExecutionType", "'ExecutionType' must be STANDARD or EXPRESS");
    }
    config.refuseOthers("'ProcessorConfig' of a Distributed Map");
    return type.equals("EXPRESS");
  }

  /** See "Choosing workflow type in Step Functions", AWS Step Functions Developer Guide. */
  private static void checkExpress(StatesBlock block, Fields processor) {
    for (State state : block.states().values()) {
      state.inner().forEach(inner -> checkExpress(inner, processor));
      if (state instanceof State.DistributedMap) {
        processor.fault(
            "the Distributed Map '" + state.name() + "' cannot run in an EXPRESS execution");
      }
      if (state instanceof State.Task task
          && task.resource().pattern() != TaskResource.IntegrationPattern.REQUEST_RESPONSE) {
        processor.fault(
            "the task '"
                + state.name()
                + "' waits for a job or a callback, which an EXPRESS execution cannot: "
                + task.resource().arn());
      }
    }
  }
}

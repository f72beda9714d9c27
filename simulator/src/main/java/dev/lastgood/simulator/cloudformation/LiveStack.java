package dev.lastgood.simulator.cloudformation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.OperationEntry;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * A stack: the truth about it, read as it is at this instant. What a handler sees is what the API
 * answers; this is for the world and for those who check it.
 */
public final class LiveStack {
  private final String id;
  private final String name;
  private final Optional<LiveStack> parent;
  private final Instant createdAt;
  private final Map<String, LiveResource> resources = new TreeMap<>();
  private final List<StackEvent> events = new ArrayList<>();
  private final Map<String, ChangeSet> changeSets = new LinkedHashMap<>();
  private final Set<String> tokens = new HashSet<>();
  private final List<OperationEntry> operations = new ArrayList<>();
  private final Drift drift = new Drift();
  private Deployment deployment;
  private Optional<Stable> stable = Optional.empty();
  private StackStatus status;
  private String statusReason = "";
  private Optional<Instant> updatedAt = Optional.empty();
  private Optional<Instant> deletedAt = Optional.empty();
  private Optional<StackRun> run = Optional.empty();
  private List<Output> outputs = List.of();
  private Set<String> imports = new TreeSet<>();
  private Optional<String> policy = Optional.empty();
  private Optional<String> changeSetId = Optional.empty();
  private boolean terminationProtection;
  private boolean disableRollback;
  private boolean express;
  private final List<LiveResource.Made> replaced = new ArrayList<>();
  private final List<LiveResource.Made> created = new ArrayList<>();

  /**
   * What a rollback goes back to.
   *
   * @param deployment what the stack was made from
   * @param resources what there was, by logical id
   * @param outputs what it said
   * @param imports what it took from others
   */
  record Stable(
      Deployment deployment,
      Map<String, LiveResource.Made> resources,
      List<Output> outputs,
      Set<String> imports) {}

  LiveStack(
      String id, String name, Optional<LiveStack> parent, Deployment deployment, Instant now) {
    this.id = id;
    this.name = name;
    this.parent = parent;
    this.deployment = deployment;
    this.createdAt = now;
    this.status = StackStatus.REVIEW_IN_PROGRESS;
  }

  /**
   * Its id.
   *
   * @return an ARN
   */
  public String id() {
    return id;
  }

  /**
   * Its name.
   *
   * @return unique among the stacks that are not deleted
   */
  public String name() {
    return name;
  }

  /**
   * What it is doing or has done.
   *
   * @return its status
   */
  public StackStatus status() {
    return status;
  }

  /**
   * Why it has that status.
   *
   * @return empty where nothing is to be said
   */
  public String statusReason() {
    return statusReason;
  }

  /**
   * Whether an operation is under way, whoever started it.
   *
   * @return true until it is over
   */
  public boolean isAtWork() {
    return run.isPresent();
  }

  /**
   * Its template as it was submitted last, that of an operation under way included.
   *
   * @return JSON or YAML
   */
  public String templateBody() {
    return deployment.template().text();
  }

  /**
   * The values of its parameters, secret ones included.
   *
   * @return by their names
   */
  public Map<String, String> parameters() {
    return deployment.parameters();
  }

  /**
   * Its tags.
   *
   * @return their values by their keys
   */
  public Map<String, String> tags() {
    return deployment.tags();
  }

  /**
   * What it says of itself.
   *
   * @return its outputs by their keys
   */
  public Map<String, String> outputValues() {
    Map<String, String> values = new TreeMap<>();
    outputs.forEach(output -> values.put(output.outputKey(), output.outputValue()));
    return values;
  }

  /**
   * Its resources' logical ids.
   *
   * @return those that were made or are being made
   */
  public Set<String> logicalIds() {
    return Collections.unmodifiableSet(resources.keySet());
  }

  /** The stack that made it, where it is nested. */
  Optional<LiveStack> parent() {
    return parent;
  }

  /** The stack at the top, where it is nested. */
  Optional<LiveStack> root() {
    return parent.map(above -> above.root().orElse(above));
  }

  Instant createdAt() {
    return createdAt;
  }

  Map<String, LiveResource> resources() {
    return resources;
  }

  Optional<LiveResource> resource(String logicalId) {
    return Optional.ofNullable(resources.get(logicalId));
  }

  /** The oldest first. */
  List<StackEvent> events() {
    return events;
  }

  Map<String, ChangeSet> changeSets() {
    return changeSets;
  }

  /** The client request tokens of its operations. */
  Set<String> tokens() {
    return tokens;
  }

  /** The newest first, two at most. */
  List<OperationEntry> operations() {
    return operations;
  }

  Drift drift() {
    return drift;
  }

  Deployment deployment() {
    return deployment;
  }

  void deployment(Deployment next) {
    deployment = next;
  }

  Optional<Stable> stable() {
    return stable;
  }

  /** From here a rollback comes back to what is there now. */
  void becomesStable() {
    Map<String, LiveResource.Made> made = new TreeMap<>();
    resources.forEach((logicalId, resource) -> made.put(logicalId, resource.made()));
    stable = Optional.of(new Stable(deployment, made, outputs, Set.copyOf(imports)));
    replaced.clear();
    created.clear();
    resources
        .values()
        .forEach(
            resource -> {
              resource.touched(false);
              resource.failedInRollback(false);
            });
  }

  void status(StackStatus next, String reason) {
    status = next;
    statusReason = reason;
  }

  boolean isDeleted() {
    return status == StackStatus.DELETE_COMPLETE;
  }

  Optional<Instant> updatedAt() {
    return updatedAt;
  }

  void updatedAt(Instant now) {
    updatedAt = Optional.of(now);
  }

  Optional<Instant> deletedAt() {
    return deletedAt;
  }

  void deletedAt(Instant now) {
    deletedAt = Optional.of(now);
  }

  Optional<StackRun> run() {
    return run;
  }

  void run(Optional<StackRun> next) {
    run = next;
  }

  List<Output> outputs() {
    return outputs;
  }

  void outputs(List<Output> next) {
    outputs = List.copyOf(next);
  }

  /** The exports of others that it uses. */
  Set<String> imports() {
    return imports;
  }

  void imports(Set<String> next) {
    imports = new TreeSet<>(next);
  }

  Optional<String> policy() {
    return policy;
  }

  void policy(Optional<String> next) {
    policy = next;
  }

  Optional<String> changeSetId() {
    return changeSetId;
  }

  void changeSetId(String next) {
    changeSetId = Optional.of(next);
  }

  boolean terminationProtection() {
    return terminationProtection;
  }

  void terminationProtection(boolean next) {
    terminationProtection = next;
  }

  boolean disableRollback() {
    return disableRollback;
  }

  void disableRollback(boolean next) {
    disableRollback = next;
  }

  boolean express() {
    return express;
  }

  void express(boolean next) {
    express = next;
  }

  /** What an update has put something else in the place of; gone when the update succeeds. */
  List<LiveResource.Made> replaced() {
    return replaced;
  }

  /** What an update has made; gone when it is rolled back. */
  List<LiveResource.Made> created() {
    return created;
  }
}

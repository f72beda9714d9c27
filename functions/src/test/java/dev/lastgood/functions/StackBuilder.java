package dev.lastgood.functions;

import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.StackSelection;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.stack.StackConfiguration;
import dev.lastgood.functions.stack.StackExport;
import dev.lastgood.functions.stack.StackOutput;
import dev.lastgood.functions.stack.StackParameter;
import dev.lastgood.functions.stack.StackResource;
import dev.lastgood.functions.stack.StackRollbackConfiguration;
import dev.lastgood.functions.stack.StackState;
import dev.lastgood.functions.stack.StackStatus;
import dev.lastgood.functions.stack.StackTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Captures of a stack that is usual but for what a test says. */
public final class StackBuilder {
  public static final Instant CAPTURED_AT = Fixtures.NOW.minusSeconds(86_400);
  public static final String ROLE = "arn:aws:iam::111122223333:role/web-deploy";
  public static final String TEMPLATE =
      """
      {"Resources": {
        "Orders": {"Type": "AWS::DynamoDB::Table",
          "Properties": {"TableName": "orders", "BillingMode": "PAY_PER_REQUEST"}},
        "Reader": {"Type": "AWS::Lambda::Function", "Properties": {"MemorySize": 256}}}}
      """;

  private final String name;
  private String stackId;
  private String template = TEMPLATE;
  private StackStatus status = StackStatus.UPDATE_COMPLETE;
  private Instant lastUpdatedAt = CAPTURED_AT;
  private Optional<String> parentId = Optional.empty();
  private StackRollbackConfiguration rollback = StackRollbackConfiguration.NONE;
  private final TreeMap<String, StackParameter> parameters = new TreeMap<>();
  private final TreeMap<String, String> nested = new TreeMap<>();
  private final TreeMap<String, String> tags = new TreeMap<>();
  private final TreeMap<String, StackOutput> outputs = new TreeMap<>();
  private final List<StackExport> exports = new ArrayList<>();
  private final List<StackResource> resources = new ArrayList<>();

  public StackBuilder(String name) {
    this.name = name;
    this.stackId = arn(name, 1);
  }

  public static String arn(String name, int time) {
    return "arn:aws:cloudformation:eu-west-1:111122223333:stack/" + name + "/" + time;
  }

  /** The target of a stack, named as the stack is. */
  public static Target target(StackSelection stack) {
    return targetOf(Fixtures.target(stack.stackName()), stack);
  }

  private static Target targetOf(Target usual, StackSelection stack) {
    return new Target(
        usual.id(),
        stack,
        Mode.AUTOMATIC,
        usual.alarms(),
        usual.deadlineSeconds(),
        usual.soakSeconds(),
        usual.stabilityWindowSeconds(),
        usual.startupSeconds(),
        usual.approvalsRequired(),
        usual.pointsKept(),
        List.of(),
        List.of(),
        List.of(),
        usual.protectedInstances(),
        usual.standbyInstances());
  }

  /** Made anew under its name, for the time that is said. */
  public StackBuilder made(int time) {
    this.stackId = arn(name, time);
    return this;
  }

  public StackBuilder template(String text) {
    this.template = text;
    return this;
  }

  /** The usual template with a part of it replaced, which it must hold. */
  public StackBuilder templateWith(String part, String replacement) {
    if (!TEMPLATE.contains(part)) {
      throw new IllegalArgumentException(part);
    }
    return template(TEMPLATE.replace(part, replacement));
  }

  public StackBuilder status(StackStatus is) {
    this.status = is;
    return this;
  }

  public StackBuilder updatedAt(Instant at) {
    this.lastUpdatedAt = at;
    return this;
  }

  public StackBuilder nestedIn(String parent) {
    this.parentId = Optional.of(arn(parent, 1));
    return this;
  }

  public StackBuilder parameter(String parameter, StackParameter value) {
    parameters.put(parameter, value);
    return this;
  }

  public StackBuilder nestedTemplate(String place, String sha256) {
    nested.put(place, sha256);
    return this;
  }

  public StackBuilder tag(String key, String value) {
    tags.put(key, value);
    return this;
  }

  public StackBuilder trigger(String alarmArn) {
    this.rollback =
        new StackRollbackConfiguration(
            5, List.of(new StackRollbackConfiguration.Trigger(alarmArn, "AWS::CloudWatch::Alarm")));
    return this;
  }

  public StackBuilder output(String output, String value) {
    outputs.put(output, new StackOutput(value, Optional.empty()));
    return this;
  }

  public StackBuilder export(String export, String value, String... importedBy) {
    exports.add(new StackExport(export, value, Arrays.asList(importedBy)));
    return this;
  }

  public StackBuilder resource(String logicalId, String type, String physicalId) {
    resources.add(new StackResource(logicalId, physicalId, type, "UPDATE_COMPLETE"));
    return this;
  }

  public StackBody body() {
    String sha256 = CanonicalJson.sha256OfText(template);
    return new StackBody(
        StackBody.SCHEMA_VERSION,
        name,
        name,
        stackId,
        CAPTURED_AT,
        new StackConfiguration(
            sha256,
            sha256,
            nested,
            parameters,
            List.of("CAPABILITY_IAM"),
            tags,
            Optional.of(ROLE),
            List.of(),
            rollback,
            Optional.empty(),
            false),
        new StackState(
            status,
            Optional.empty(),
            lastUpdatedAt,
            outputs,
            resources,
            exports,
            parentId,
            parentId,
            new TreeMap<>()),
        new TreeMap<>());
  }

  public StackTemplate text() {
    return new StackTemplate(template, template);
  }

  public Reading.Stack reading() {
    return new Reading.Stack(body(), text());
  }
}

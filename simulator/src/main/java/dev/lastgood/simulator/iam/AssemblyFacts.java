package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.template.CloudAssembly;
import dev.lastgood.simulator.template.PhysicalNames;
import dev.lastgood.simulator.template.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What an assembly says of its resources that decides what AWS checks: which role, which key. A
 * resource that the assembly does not have is somebody else's, of which nothing is known.
 */
final class AssemblyFacts {
  private final Arns arns;
  private final Keys keys;
  private final Map<String, Resource> byArn = new TreeMap<>();
  private final Map<String, Resource> schedules = new TreeMap<>();
  private final Map<String, String> failureDestinations = new TreeMap<>();

  AssemblyFacts(CloudAssembly assembly) {
    this.arns = Arns.of(assembly);
    this.keys = new Keys(assembly);
    index(assembly, "AWS::DynamoDB::Table", arns::table);
    index(assembly, "AWS::S3::Bucket", arns::bucket);
    index(assembly, "AWS::SNS::Topic", arns::topic);
    index(assembly, "AWS::SQS::Queue", arns::queue);
    index(
        assembly,
        "AWS::Lambda::Function",
        function -> arns.function(PhysicalNames.of(function, "FunctionName")));
    index(
        assembly,
        "AWS::StepFunctions::StateMachine",
        machine ->
            arns.arn("states", "stateMachine:" + PhysicalNames.of(machine, "StateMachineName")));
    assembly
        .resources("AWS::Scheduler::Schedule")
        .forEach(schedule -> schedules.put(PhysicalNames.of(schedule, "Name"), schedule));
    for (Resource config : assembly.resources("AWS::Lambda::EventInvokeConfig")) {
      value(config, "DestinationConfig", "OnFailure", "Destination")
          .ifPresent(
              destination ->
                  failureDestinations.put(
                      arns.function(String.valueOf(config.properties().get("FunctionName")))
                          + ":"
                          + config.properties().get("Qualifier"),
                      String.valueOf(destination)));
    }
  }

  Arns arns() {
    return arns;
  }

  Optional<String> tableKey(String table) {
    return keyOf(arns.table(table), "SSESpecification", "KMSMasterKeyId");
  }

  Optional<String> topicKey(String topicArn) {
    return keyOf(topicArn, "KmsMasterKeyId");
  }

  Optional<String> queueKey(String queueArn) {
    return keyOf(queueArn, "KmsMasterKeyId");
  }

  Optional<String> bucketKey(String bucket) {
    return encryption(bucket)
        .flatMap(rule -> at(rule, "ServerSideEncryptionByDefault", "KMSMasterKeyID"))
        .flatMap(key -> keys.customerManaged(Optional.of(key)));
  }

  /** Whether S3 uses one data key for many objects, and so names the bucket, not the object. */
  boolean usesBucketKey(String bucket) {
    return encryption(bucket).flatMap(rule -> at(rule, "BucketKeyEnabled")).stream()
        .anyMatch(Boolean.TRUE::equals);
  }

  private Optional<Object> encryption(String bucket) {
    return resource(arns.s3(bucket))
        .flatMap(found -> value(found, "BucketEncryption", "ServerSideEncryptionConfiguration"))
        .map(rules -> ((List<?>) rules).getFirst());
  }

  Optional<Principal.Role> functionRole(String functionArn) {
    return resource(Arns.unqualified(functionArn))
        .map(function -> new Principal.Role(String.valueOf(function.properties().get("Role"))));
  }

  /** Where Lambda writes what a function prints. */
  String logStreamArn(String functionArn) {
    String function = Arns.unqualified(functionArn);
    String group =
        resource(function)
            .flatMap(found -> value(found, "LoggingConfig", "LogGroup"))
            .map(String::valueOf)
            .orElse("/aws/lambda/" + function.substring(function.lastIndexOf(':') + 1));
    return arns.arn("logs", "log-group:" + group + ":log-stream:simulated");
  }

  boolean isTraced(String functionArn) {
    return resource(Arns.unqualified(functionArn))
        .flatMap(found -> value(found, "TracingConfig", "Mode"))
        .stream()
        .anyMatch("Active"::equals);
  }

  Optional<String> failureDestination(String functionArn) {
    String qualified = Arns.isQualified(functionArn) ? functionArn : functionArn + ":$LATEST";
    return Optional.ofNullable(failureDestinations.get(qualified));
  }

  Optional<Principal.Role> machineRole(String stateMachineArn) {
    return machine(stateMachineArn)
        .map(found -> new Principal.Role(String.valueOf(found.properties().get("RoleArn"))));
  }

  boolean isMachineTraced(String stateMachineArn) {
    return machine(stateMachineArn)
        .flatMap(found -> value(found, "TracingConfiguration", "Enabled"))
        .stream()
        .anyMatch(Boolean.TRUE::equals);
  }

  boolean isMachineLogged(String stateMachineArn) {
    return machine(stateMachineArn)
        .flatMap(found -> value(found, "LoggingConfiguration", "Destinations"))
        .isPresent();
  }

  /** The ARN has seven parts; a version's or alias's has one more. */
  private Optional<Resource> machine(String stateMachineArn) {
    String[] parts = stateMachineArn.split(":");
    return resource(String.join(":", List.of(parts).subList(0, Math.min(parts.length, 7))));
  }

  Optional<Principal.Role> scheduleRole(String name) {
    return target(name, "RoleArn").map(arn -> new Principal.Role(arn));
  }

  Optional<String> scheduleTarget(String name) {
    return target(name, "Arn");
  }

  Optional<String> scheduleQueue(String name) {
    return target(name, "DeadLetterConfig", "Arn");
  }

  private Optional<String> target(String schedule, String... path) {
    return Optional.ofNullable(schedules.get(schedule))
        .flatMap(found -> at(found.properties().get("Target"), path))
        .map(String::valueOf);
  }

  private Optional<String> keyOf(String arn, String... path) {
    return resource(arn).flatMap(found -> keys.customerManaged(value(found, path)));
  }

  private void index(CloudAssembly assembly, String type, Function<Resource, String> arn) {
    assembly.resources(type).forEach(resource -> byArn.put(arn.apply(resource), resource));
  }

  private Optional<Resource> resource(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  private static Optional<Object> value(Resource resource, String... path) {
    return at(resource.properties(), path);
  }

  private static Optional<Object> at(Object value, String... path) {
    Object found = value;
    for (String name : path) {
      if (!(found instanceof Map<?, ?> map)) {
        return Optional.empty();
      }
      found = map.get(name);
    }
    return Optional.ofNullable(found);
  }
}

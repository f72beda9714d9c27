package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.template.CloudAssembly;
import dev.lastgood.simulator.template.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds every policy of an assembly, and whose it is. */
final class AssemblyPolicies {
  private static final Set<String> NOT_ABOUT_ACCESS =
      Set.of(
          "AWS::AutoScaling::ScalingPolicy",
          "AWS::ApplicationAutoScaling::ScalingPolicy",
          "AWS::DLM::LifecyclePolicy");
  private static final Set<String> REFUSED =
      Set.of(
          "AWS::IAM::User",
          "AWS::IAM::Group",
          "AWS::IAM::UserToGroupAddition",
          "AWS::KMS::Grant",
          "AWS::KMS::ReplicaKey",
          "AWS::DynamoDB::GlobalTable",
          "AWS::S3::AccessPoint");

  private final CloudAssembly assembly;
  private final Arns arns;
  private final PolicyReader reader;
  private final Map<String, String> roleArnsByName = new LinkedHashMap<>();
  private final Map<String, List<Statement>> identities = new LinkedHashMap<>();
  private final Map<String, ResourcePolicy> resources = new LinkedHashMap<>();

  AssemblyPolicies(CloudAssembly assembly) {
    this.assembly = assembly;
    this.arns = Arns.of(assembly);
    this.reader = new PolicyReader(assembly.account());
  }

  AccountPolicies read() {
    assembly.resources("AWS::IAM::Role").forEach(this::role);
    assembly.resources().forEach(this::attach);
    identities.replaceAll((_, statements) -> List.copyOf(statements));
    return new AccountPolicies(assembly.account(), identities, resources);
  }

  private void role(Resource role) {
    String name = Arns.roleName(role);
    String arn = arns.role(role);
    roleArnsByName.put(name, arn);
    identities.put(arn, new ArrayList<>());
    refuse(role, "PermissionsBoundary");
    resources.put(
        arn,
        new ResourcePolicy(
            ResourcePolicy.Kind.TRUST,
            reader.read(
                place(role, "AssumeRolePolicyDocument"),
                arn,
                PolicyReader.Kind.TRUST,
                role.properties().get("AssumeRolePolicyDocument"),
                List.of())));
    int number = 0;
    for (Object inline : list(role, "Policies")) {
      String place = place(role, "Policies[" + number++ + "]");
      identity(
          place + ".PolicyDocument", name, PolicyJson.object(place, inline).get("PolicyDocument"));
    }
  }

  private void attach(Resource resource) {
    switch (resource.type()) {
      case "AWS::IAM::Role" -> managedPolicies(resource);
      case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy" -> {
        refuse(resource, "Users");
        refuse(resource, "Groups");
        for (Object role : list(resource, "Roles")) {
          identity(place(resource, "PolicyDocument"), String.valueOf(role), document(resource));
        }
      }
      case "AWS::IAM::RolePolicy" ->
          identity(
              place(resource, "PolicyDocument"), text(resource, "RoleName"), document(resource));
      case "AWS::SQS::QueuePolicy" -> {
        for (Object url : list(resource, "Queues")) {
          only(resource, arns.queueOfUrl(String.valueOf(url)));
        }
      }
      case "AWS::SNS::TopicPolicy" -> {
        for (Object topic : list(resource, "Topics")) {
          only(resource, String.valueOf(topic));
        }
      }
      case "AWS::S3::BucketPolicy" -> only(resource, arns.s3(text(resource, "Bucket")));
      case "AWS::KMS::Key" -> key(resource);
      case "AWS::DynamoDB::Table" -> table(resource);
      case "AWS::Lambda::Permission" -> permission(resource);
      default -> refuseUnread(resource);
    }
  }

  private void managedPolicies(Resource role) {
    for (Object arn : list(role, "ManagedPolicyArns")) {
      Resource policy =
          assembly.resources("AWS::IAM::ManagedPolicy").stream()
              .filter(managed -> arns.managedPolicy(managed).equals(arn))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UnreadablePolicyException(
                          place(role, "ManagedPolicyArns"),
                          "the assembly does not have the policy " + arn));
      identity(place(policy, "PolicyDocument"), Arns.roleName(role), document(policy));
    }
  }

  private void identity(String place, String roleName, Object document) {
    String arn = roleArnsByName.get(roleName);
    if (arn == null) {
      throw new UnreadablePolicyException(place, "the assembly does not have the role " + roleName);
    }
    List<Statement> statements = identities.get(arn);
    statements.addAll(
        reader.read(place, roleName, PolicyReader.Kind.IDENTITY, document, statements));
  }

  /** A later policy of the same resource would replace this one, in an order that nobody knows. */
  private void only(Resource policy, String owner) {
    if (resources.containsKey(owner)) {
      throw new UnreadablePolicyException(
          place(policy, "PolicyDocument"), owner + " has a policy already");
    }
    add(place(policy, "PolicyDocument"), owner, ResourcePolicy.Kind.ORDINARY, document(policy));
  }

  /** A key without a policy gets the default, which leaves everything to the account. */
  private void key(Resource key) {
    Object given = key.properties().get("KeyPolicy");
    Object document =
        given == null
            ? Map.of(
                "Statement",
                Map.of(
                    "Effect", "Allow",
                    "Principal", Map.of("AWS", assembly.account()),
                    "Action", "kms:*",
                    "Resource", "*"))
            : given;
    add(place(key, "KeyPolicy"), arns.key(key), ResourcePolicy.Kind.KEY, document);
  }

  private void table(Resource table) {
    Object policy = table.properties().get("ResourcePolicy");
    if (policy != null) {
      String place = place(table, "ResourcePolicy");
      add(
          place,
          arns.table(table),
          ResourcePolicy.Kind.ORDINARY,
          PolicyJson.object(place, policy).get("PolicyDocument"));
    }
  }

  private void permission(Resource permission) {
    String owner = arns.function(text(permission, "FunctionName"));
    add(
        place(permission, "Action"),
        owner,
        ResourcePolicy.Kind.ORDINARY,
        LambdaPermission.document(permission, owner));
  }

  private void add(String place, String owner, ResourcePolicy.Kind kind, Object document) {
    ResourcePolicy before = resources.getOrDefault(owner, new ResourcePolicy(kind, List.of()));
    resources.put(
        owner,
        before.with(
            reader.read(place, owner, PolicyReader.Kind.RESOURCE, document, before.statements())));
  }

  private static void refuseUnread(Resource resource) {
    String type = resource.type();
    boolean allowsOrDenies =
        type.endsWith("Policy") || type.endsWith("Permission") || REFUSED.contains(type);
    if (allowsOrDenies && !NOT_ABOUT_ACCESS.contains(type)) {
      throw new UnreadablePolicyException(
          resource.stack() + " " + resource.logicalId(), type + " is not modelled");
    }
  }

  private static void refuse(Resource resource, String property) {
    if (resource.properties().containsKey(property)) {
      throw new UnreadablePolicyException(place(resource, property), "it is not modelled");
    }
  }

  private static Object document(Resource policy) {
    return policy.properties().get("PolicyDocument");
  }

  private static String text(Resource resource, String property) {
    return PolicyJson.text(place(resource, property), resource.properties().get(property));
  }

  private static List<?> list(Resource resource, String property) {
    return PolicyJson.list(place(resource, property), resource.properties().get(property));
  }

  private static String place(Resource resource, String property) {
    return resource.stack() + " " + resource.logicalId() + "." + property;
  }
}

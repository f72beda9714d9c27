package dev.lastgood.simulator.template;

import java.util.Locale;

/**
 * What {@code Ref} and {@code Fn::GetAtt} give of a resource, by its type; see "Return values" of
 * each type in the AWS resource and property types reference of the AWS CloudFormation User Guide.
 * A type or attribute that is not here is refused by name.
 */
final class Attributes {
  private final Stack stack;
  private final Intrinsics intrinsics;

  Attributes(Stack stack, Intrinsics intrinsics) {
    this.stack = stack;
    this.intrinsics = intrinsics;
  }

  Object ref(String place, String id) {
    return switch (type(id)) {
      case "AWS::Lambda::Function" -> name(id, "FunctionName");
      case "AWS::Lambda::Version", "AWS::Lambda::Alias" -> get(place, id, "FunctionArn");
      case "AWS::Lambda::LayerVersion" ->
          stack.arn("lambda", "layer:" + name(id, "LayerName") + ":1");
      case "AWS::IAM::Role" -> name(id, "RoleName");
      case "AWS::SQS::Queue" ->
          "https://sqs."
              + stack.region()
              + ".amazonaws.com/"
              + stack.account()
              + "/"
              + name(id, "QueueName");
      case "AWS::SNS::Topic" -> stack.arn("sns", name(id, "TopicName"));
      case "AWS::KMS::Key" -> keyId(id);
      case "AWS::S3::Bucket" -> name(id, "BucketName").toLowerCase(Locale.ROOT);
      case "AWS::DynamoDB::Table" -> name(id, "TableName");
      case "AWS::Events::Rule" -> name(id, "Name");
      case "AWS::Logs::LogGroup" -> name(id, "LogGroupName");
      case "AWS::StepFunctions::StateMachine",
          "AWS::StepFunctions::StateMachineVersion",
          "AWS::StepFunctions::StateMachineAlias" ->
          get(place, id, "Arn");
      default -> throw refused(place, "Ref of " + type(id));
    };
  }

  Object get(String place, String id, String attribute) {
    return switch (type(id) + " " + attribute) {
      case "AWS::Lambda::Function Arn" ->
          stack.arn("lambda", "function:" + name(id, "FunctionName"));
      // Each deployment publishes a version; what is read here is always the first.
      case "AWS::Lambda::Version Version" -> "1";
      case "AWS::Lambda::Version FunctionArn" -> function(id) + ":1";
      case "AWS::Lambda::Alias FunctionArn", "AWS::Lambda::Alias AliasArn" ->
          function(id) + ":" + name(id, "Name");
      case "AWS::IAM::Role Arn" -> stack.globalArn("iam", "role/" + name(id, "RoleName"));
      case "AWS::SQS::Queue Arn" -> stack.arn("sqs", name(id, "QueueName"));
      case "AWS::SNS::Topic TopicArn" -> stack.arn("sns", name(id, "TopicName"));
      case "AWS::KMS::Key Arn" -> stack.arn("kms", "key/" + keyId(id));
      case "AWS::S3::Bucket Arn" -> "arn:" + stack.partition() + ":s3:::" + ref(place, id);
      case "AWS::DynamoDB::Table Arn" -> stack.arn("dynamodb", "table/" + name(id, "TableName"));
      case "AWS::Events::Rule Arn" -> stack.arn("events", "rule/" + name(id, "Name"));
      case "AWS::Logs::LogGroup Arn" ->
          stack.arn("logs", "log-group:" + name(id, "LogGroupName") + ":*");
      case "AWS::StepFunctions::StateMachine Arn" ->
          stack.arn("states", "stateMachine:" + name(id, "StateMachineName"));
      case "AWS::StepFunctions::StateMachine StateMachineRevisionId" -> "INITIAL";
      case "AWS::StepFunctions::StateMachineVersion Arn" ->
          intrinsics.property(id, "StateMachineArn").orElseThrow() + ":1";
      case "AWS::StepFunctions::StateMachineAlias Arn" ->
          throw refused(place, "The ARN of an alias, which its machine's version names");
      default -> throw refused(place, "The attribute " + attribute + " of " + type(id));
    };
  }

  /** The function of a version or alias, which name it by its name. */
  private String function(String id) {
    return stack.arn("lambda", "function:" + intrinsics.property(id, "FunctionName").orElseThrow());
  }

  private String name(String id, String property) {
    return intrinsics
        .property(id, property)
        .map(String::valueOf)
        .orElseGet(() -> PhysicalNames.made(stack.name(), id));
  }

  private String keyId(String id) {
    return PhysicalNames.keyId(stack.name(), id);
  }

  private String type(String id) {
    return stack.template().path("Resources").path(id).path("Type").asText();
  }

  private static UnresolvableTemplateException refused(String place, String what) {
    return new UnresolvableTemplateException(place, what + " is not modelled");
  }
}

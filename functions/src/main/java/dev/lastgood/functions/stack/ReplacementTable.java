package dev.lastgood.functions.stack;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which properties of well-known types need a new resource when they change; see "Update requires"
 * in the AWS resource and property types reference. Of a type that is listed, all other properties
 * are changed in place; of a type that is not, any change may replace. A live change set says it
 * itself, and is believed before this table.
 */
final class ReplacementTable {
  /** A type; then what always replaces; then, after a bar, what may. */
  private static final Map<String, Row> ROWS =
      rows(
          """
          AWS::ApiGateway::Deployment RestApiId DeploymentCanarySettings
          AWS::ApiGateway::RestApi
          AWS::ApiGateway::Stage RestApiId StageName
          AWS::ApiGatewayV2::Api ProtocolType
          AWS::AutoScaling::AutoScalingGroup AutoScalingGroupName InstanceId | \
          LaunchConfigurationName LaunchTemplate MixedInstancesPolicy VPCZoneIdentifier
          AWS::AutoScaling::ScalingPolicy AutoScalingGroupName
          AWS::CloudFormation::Stack
          AWS::CloudFront::Distribution
          AWS::CloudWatch::Alarm AlarmName
          AWS::CloudWatch::Dashboard DashboardName
          AWS::Cognito::UserPool
          AWS::Cognito::UserPoolClient GenerateSecret UserPoolId
          AWS::DynamoDB::GlobalTable TableName KeySchema LocalSecondaryIndexes | \
          AttributeDefinitions GlobalTableSourceArn
          AWS::DynamoDB::Table TableName KeySchema ImportSourceSpecification LocalSecondaryIndexes \
          | AttributeDefinitions
          AWS::EC2::InternetGateway
          AWS::EC2::LaunchTemplate LaunchTemplateName
          AWS::EC2::Route RouteTableId DestinationCidrBlock DestinationIpv6CidrBlock \
          DestinationPrefixListId
          AWS::EC2::RouteTable VpcId
          AWS::EC2::SecurityGroup GroupDescription GroupName VpcId
          AWS::EC2::Subnet VpcId AvailabilityZone AvailabilityZoneId CidrBlock OutpostArn \
          Ipv6Native Ipv4IpamPoolId Ipv4NetmaskLength Ipv6IpamPoolId Ipv6NetmaskLength | \
          Ipv6CidrBlock
          AWS::EC2::VPC CidrBlock Ipv4IpamPoolId Ipv4NetmaskLength | InstanceTenancy
          AWS::ECR::Repository RepositoryName EncryptionConfiguration
          AWS::ECS::Cluster ClusterName
          AWS::ECS::Service Cluster Role SchedulingStrategy ServiceName | LaunchType \
          LoadBalancers DeploymentController
          AWS::ECS::TaskDefinition Family ContainerDefinitions Cpu EnableFaultInjection \
          EphemeralStorage ExecutionRoleArn InferenceAccelerators IpcMode Memory NetworkMode \
          PidMode PlacementConstraints ProxyConfiguration RequiresCompatibilities RuntimePlatform \
          TaskRoleArn Volumes
          AWS::EFS::FileSystem AvailabilityZoneName Encrypted KmsKeyId PerformanceMode
          AWS::ElasticLoadBalancingV2::Listener LoadBalancerArn
          AWS::ElasticLoadBalancingV2::ListenerRule ListenerArn
          AWS::ElasticLoadBalancingV2::LoadBalancer Name Scheme Type
          AWS::ElasticLoadBalancingV2::TargetGroup IpAddressType Name Port Protocol \
          ProtocolVersion TargetType VpcId
          AWS::Events::EventBus Name
          AWS::Events::Rule Name | EventBusName
          AWS::IAM::InstanceProfile InstanceProfileName Path
          AWS::IAM::ManagedPolicy ManagedPolicyName Description Path
          AWS::IAM::Policy
          AWS::IAM::Role Path RoleName
          AWS::KMS::Alias AliasName
          AWS::KMS::Key
          AWS::Kinesis::Stream Name
          AWS::Lambda::Alias FunctionName Name
          AWS::Lambda::EventSourceMapping EventSourceArn SelfManagedEventSource StartingPosition \
          StartingPositionTimestamp
          AWS::Lambda::Function FunctionName PackageType TenancyConfig | DurableConfig
          AWS::Lambda::LayerVersion CompatibleArchitectures CompatibleRuntimes Content Description \
          LayerName LicenseInfo
          AWS::Lambda::Permission Action EventSourceToken FunctionName FunctionUrlAuthType \
          InvokedViaFunctionUrl Principal PrincipalOrgID SourceAccount SourceArn
          AWS::Lambda::Version CodeSha256 Description FunctionName ProvisionedConcurrencyConfig \
          RuntimePolicy
          AWS::Logs::LogGroup LogGroupName
          AWS::RDS::DBSubnetGroup DBSubnetGroupName
          AWS::Route53::HostedZone Name
          AWS::Route53::RecordSet HostedZoneId HostedZoneName Name
          AWS::S3::Bucket BucketName BucketNamePrefix BucketNamespace
          AWS::S3::BucketPolicy Bucket
          AWS::SNS::Subscription Endpoint Protocol TopicArn | Region
          AWS::SNS::Topic FifoTopic TopicName
          AWS::SNS::TopicPolicy
          AWS::SQS::Queue FifoQueue QueueName
          AWS::SQS::QueuePolicy
          AWS::SSM::Parameter Name
          AWS::SecretsManager::Secret Name
          AWS::StepFunctions::StateMachine StateMachineName StateMachineType
          AWS::WAFv2::WebACL Name Scope
          """);

  /** Where a listed type has so many conditions that a list would be longer than the rest. */
  private static final Map<String, Set<String>> IN_PLACE_ONLY =
      Map.of(
          "AWS::RDS::DBInstance",
          Set.of(
              "AllocatedStorage",
              "BackupRetentionPeriod",
              "DBInstanceClass",
              "DeletionProtection",
              "EngineVersion",
              "MasterUserPassword",
              "MonitoringInterval",
              "Tags",
              "VPCSecurityGroups"),
          "AWS::RDS::DBCluster",
          Set.of(
              "BackupRetentionPeriod",
              "DeletionProtection",
              "EngineVersion",
              "MasterUserPassword",
              "ServerlessV2ScalingConfiguration",
              "Tags",
              "VpcSecurityGroupIds"),
          "AWS::EC2::Instance",
          Set.of("DisableApiTermination", "IamInstanceProfile", "Monitoring", "Tags"));

  private ReplacementTable() {}

  private record Row(Set<String> replaces, Set<String> mayReplace) {}

  static ChangeEffect effect(String type, String property) {
    Row row = ROWS.get(type);
    if (row == null) {
      return property.equals("Tags")
              || IN_PLACE_ONLY.getOrDefault(type, Set.of()).contains(property)
          ? ChangeEffect.UPDATES
          : ChangeEffect.MAY_REPLACE;
    }
    if (row.replaces().contains(property)) {
      return ChangeEffect.REPLACES;
    }
    return row.mayReplace().contains(property) ? ChangeEffect.MAY_REPLACE : ChangeEffect.UPDATES;
  }

  private static Map<String, Row> rows(String table) {
    return table
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toUnmodifiableMap(line -> line[0], row()));
  }

  private static Function<String[], Row> row() {
    return line -> {
      String[] sides = (line.length > 1 ? line[1] : "").split("\\|");
      return new Row(words(sides[0]), sides.length > 1 ? words(sides[1]) : Set.of());
    };
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}

package dev.lastgood.functions.stack;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The one list of what holds data: what a replacement or a removal would lose. A type that is in
 * neither list counts as holding data, custom resources among them: what their deletion does, only
 * their author knows.
 */
public final class DataHolding {
  /** What is lost with a resource, by its type. */
  private static final Map<String, String> HOLDS = new TreeMap<>(holds());

  /** Made anew from the template, they are what they were. */
  private static final Set<String> STATELESS =
      Set.of(
          "AWS::ApiGateway::Account",
          "AWS::ApiGateway::BasePathMapping",
          "AWS::ApiGateway::Deployment",
          "AWS::ApiGateway::Method",
          "AWS::ApiGateway::Model",
          "AWS::ApiGateway::RequestValidator",
          "AWS::ApiGateway::Resource",
          "AWS::ApiGateway::Stage",
          "AWS::ApiGatewayV2::ApiMapping",
          "AWS::ApiGatewayV2::Deployment",
          "AWS::ApiGatewayV2::Integration",
          "AWS::ApiGatewayV2::Route",
          "AWS::ApiGatewayV2::Stage",
          "AWS::ApplicationAutoScaling::ScalableTarget",
          "AWS::ApplicationAutoScaling::ScalingPolicy",
          "AWS::AutoScaling::AutoScalingGroup",
          "AWS::AutoScaling::LaunchConfiguration",
          "AWS::AutoScaling::LifecycleHook",
          "AWS::AutoScaling::ScalingPolicy",
          "AWS::AutoScaling::ScheduledAction",
          "AWS::CDK::Metadata",
          "AWS::CloudFormation::WaitCondition",
          "AWS::CloudFormation::WaitConditionHandle",
          "AWS::CloudFront::Function",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::CompositeAlarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::EC2::LaunchTemplate",
          "AWS::EC2::NetworkAclEntry",
          "AWS::EC2::Route",
          "AWS::EC2::RouteTable",
          "AWS::EC2::SecurityGroup",
          "AWS::EC2::SecurityGroupEgress",
          "AWS::EC2::SecurityGroupIngress",
          "AWS::EC2::SubnetRouteTableAssociation",
          "AWS::EC2::VPCEndpoint",
          "AWS::EC2::VPCGatewayAttachment",
          "AWS::ECS::Cluster",
          "AWS::ECS::Service",
          "AWS::ECS::TaskDefinition",
          "AWS::ElasticLoadBalancingV2::Listener",
          "AWS::ElasticLoadBalancingV2::ListenerRule",
          "AWS::ElasticLoadBalancingV2::TargetGroup",
          "AWS::Events::Rule",
          "AWS::IAM::InstanceProfile",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::IAM::RolePolicy",
          "AWS::Lambda::Alias",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Function",
          "AWS::Lambda::LayerVersion",
          "AWS::Lambda::Permission",
          "AWS::Lambda::Url",
          "AWS::Lambda::Version",
          "AWS::Logs::MetricFilter",
          "AWS::Logs::SubscriptionFilter",
          "AWS::Pipes::Pipe",
          "AWS::RDS::DBClusterParameterGroup",
          "AWS::RDS::DBParameterGroup",
          "AWS::RDS::DBSubnetGroup",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::Scheduler::Schedule",
          "AWS::StepFunctions::StateMachine",
          "AWS::StepFunctions::StateMachineAlias",
          "AWS::WAFv2::WebACLAssociation");

  /** In-place changes after which data is deleted for good, by type and property. */
  private static final Map<String, Map<String, String>> LOST_IN_PLACE =
      Map.of(
          "AWS::Logs::LogGroup",
          Map.of("RetentionInDays", "a shorter retention deletes older log events"),
          "AWS::Kinesis::Stream",
          Map.of("RetentionPeriodHours", "a shorter retention deletes older records"),
          "AWS::SQS::Queue",
          Map.of("MessageRetentionPeriod", "a shorter retention deletes older messages"),
          "AWS::S3::Bucket",
          Map.of("LifecycleConfiguration", "another lifecycle may delete objects"),
          "AWS::DynamoDB::Table",
          Map.of(
              "TimeToLiveSpecification",
              "another attribute may delete items",
              "GlobalSecondaryIndexes",
              "an index that goes is not there for those who query it"));

  private DataHolding() {}

  private static Map<String, String> holds() {
    return Map.ofEntries(
        Map.entry("AWS::ApiGateway::ApiKey", "the key's value, which clients hold"),
        Map.entry("AWS::ApiGateway::RestApi", "its address, which clients call"),
        Map.entry("AWS::ApiGatewayV2::Api", "its address, which clients call"),
        Map.entry("AWS::Backup::BackupVault", "its backups"),
        Map.entry("AWS::Cassandra::Keyspace", "its tables"),
        Map.entry("AWS::Cassandra::Table", "its rows"),
        Map.entry("AWS::CertificateManager::Certificate", "the certificate and its validation"),
        Map.entry("AWS::CloudFormation::Stack", "what the resources nested in it hold"),
        Map.entry("AWS::CloudFront::Distribution", "its domain name, which clients call"),
        Map.entry("AWS::CloudTrail::EventDataStore", "its events"),
        Map.entry("AWS::Cognito::IdentityPool", "its identities"),
        Map.entry("AWS::Cognito::UserPool", "its users"),
        Map.entry("AWS::Cognito::UserPoolClient", "its id and secret, which clients hold"),
        Map.entry("AWS::DMS::ReplicationTask", "how far its replication has come"),
        Map.entry("AWS::DocDB::DBCluster", "its documents"),
        Map.entry("AWS::DocDB::DBInstance", "its part in a cluster"),
        Map.entry("AWS::DynamoDB::GlobalTable", "its items, in every Region"),
        Map.entry("AWS::DynamoDB::Table", "its items"),
        Map.entry("AWS::EC2::EIP", "its address, which others allow or call"),
        Map.entry("AWS::EC2::Instance", "its instance store and root volume"),
        Map.entry("AWS::EC2::InternetGateway", "the way of a whole network"),
        Map.entry("AWS::EC2::NatGateway", "its address, which others allow"),
        Map.entry("AWS::EC2::Subnet", "the addresses of what runs in it"),
        Map.entry("AWS::EC2::VPC", "the network of what runs in it"),
        Map.entry("AWS::EC2::Volume", "its blocks"),
        Map.entry("AWS::ECR::Repository", "its images"),
        Map.entry("AWS::EFS::FileSystem", "its files"),
        Map.entry("AWS::EKS::Cluster", "what is deployed in it"),
        Map.entry("AWS::ElastiCache::CacheCluster", "what is cached in it"),
        Map.entry("AWS::ElastiCache::ReplicationGroup", "what is cached in it"),
        Map.entry("AWS::ElastiCache::ServerlessCache", "what is cached in it"),
        Map.entry("AWS::ElasticLoadBalancingV2::LoadBalancer", "its address, which clients call"),
        Map.entry("AWS::Elasticsearch::Domain", "its indexes"),
        Map.entry("AWS::Events::Archive", "its events"),
        Map.entry("AWS::Events::EventBus", "the rules of others on it"),
        Map.entry("AWS::FSx::FileSystem", "its files"),
        Map.entry("AWS::Glue::Database", "its tables"),
        Map.entry("AWS::Glue::Table", "its partitions"),
        Map.entry("AWS::IAM::AccessKey", "its secret, which clients hold"),
        Map.entry("AWS::IAM::User", "its access keys, which clients hold"),
        Map.entry("AWS::IoT::Thing", "its identity"),
        Map.entry("AWS::KMS::Key", "the means to read all that was encrypted with it"),
        Map.entry("AWS::KMS::Alias", "the name by which others find a key"),
        Map.entry("AWS::Kinesis::Stream", "its records"),
        Map.entry("AWS::KinesisFirehose::DeliveryStream", "what it has not delivered yet"),
        Map.entry("AWS::Logs::LogGroup", "its log events"),
        Map.entry("AWS::MSK::Cluster", "its topics"),
        Map.entry("AWS::MemoryDB::Cluster", "its keys"),
        Map.entry("AWS::Neptune::DBCluster", "its graph"),
        Map.entry("AWS::Neptune::DBInstance", "its part in a cluster"),
        Map.entry("AWS::OpenSearchService::Domain", "its indexes"),
        Map.entry("AWS::QLDB::Ledger", "its journal"),
        Map.entry("AWS::RDS::DBCluster", "its databases"),
        Map.entry("AWS::RDS::DBInstance", "its databases"),
        Map.entry("AWS::RDS::GlobalCluster", "its databases, in every Region"),
        Map.entry("AWS::Redshift::Cluster", "its databases"),
        Map.entry("AWS::Route53::HostedZone", "its name servers and the records of others"),
        Map.entry("AWS::Route53::RecordSet", "the address that resolvers know"),
        Map.entry("AWS::S3::Bucket", "its objects"),
        Map.entry("AWS::SNS::Subscription", "its confirmation"),
        Map.entry("AWS::SNS::Topic", "the subscriptions of others"),
        Map.entry("AWS::SQS::Queue", "its messages"),
        Map.entry("AWS::SSM::Parameter", "its value and history"),
        Map.entry("AWS::SecretsManager::Secret", "its value"),
        Map.entry("AWS::Timestream::Database", "its tables"),
        Map.entry("AWS::Timestream::Table", "its records"));
  }

  /**
   * What a resource of a type holds.
   *
   * @param type such as {@code AWS::S3::Bucket}
   * @return empty where a new one is as good; for a type that is not known, that it is not
   */
  public static Optional<String> of(String type) {
    if (STATELESS.contains(type)) {
      return Optional.empty();
    }
    return Optional.of(
        HOLDS.getOrDefault(
            type, "nobody knows what: this version does not know the type, so it counts"));
  }

  /**
   * What a change in place may lose.
   *
   * @param type the resource's type
   * @param property the name of a property that changes
   * @return empty where none is known to
   */
  public static Optional<String> lostInPlace(String type, String property) {
    return Optional.ofNullable(LOST_IN_PLACE.getOrDefault(type, Map.of()).get(property));
  }

  /**
   * The list.
   *
   * @return what each type that holds data holds, by the type
   */
  static Map<String, String> list() {
    return Map.copyOf(HOLDS);
  }

  /**
   * The types that are known to hold nothing.
   *
   * @return their names
   */
  static Set<String> stateless() {
    return STATELESS;
  }
}

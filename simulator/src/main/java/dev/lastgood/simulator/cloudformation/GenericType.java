package dev.lastgood.simulator.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A type of resource that is no more than its properties here; see its page in the AWS
 * CloudFormation Template Reference Guide.
 *
 * @param name such as {@code AWS::SQS::Queue}
 * @param nameProperty the property that names it; empty where AWS names it
 * @param replacing the properties that a change of replaces it
 * @param interrupting the properties that a change of interrupts it
 * @param pace how long it takes
 * @param idForm how AWS makes its physical id: {@code {name}}, {@code {account}}, {@code {region}}
 *     and {@code {hex}} stand for what they say
 * @param attributes what GetAtt gives, in the same form with {@code {id}} for the physical id
 * @param writeOnly properties that cannot be read back
 */
record GenericType(
    String name,
    Optional<String> nameProperty,
    Set<String> replacing,
    Set<String> interrupting,
    Pace pace,
    String idForm,
    Map<String, String> attributes,
    Set<String> writeOnly) {
  static final List<GenericType> ALL =
      List.of(
          of("AWS::SSM::Parameter", "Name", "{name}")
              .attributes(Map.of("Value", "=Value", "Type", "=Type")),
          of("AWS::Lambda::Function", "FunctionName", "{name}")
              .replacedBy("PackageType")
              .attributes(Map.of("Arn", "arn:aws:lambda:{region}:{account}:function:{id}"))
              .writing("Code"),
          of("AWS::SNS::Topic", "TopicName", "arn:aws:sns:{region}:{account}:{name}")
              .replacedBy("FifoTopic")
              .attributes(Map.of("TopicArn", "{id}", "TopicName", "{name}")),
          of("AWS::SQS::Queue", "QueueName", "https://sqs.{region}.amazonaws.com/{account}/{name}")
              .replacedBy("FifoQueue")
              .attributes(
                  Map.of(
                      "Arn", "arn:aws:sqs:{region}:{account}:{name}",
                      "QueueName", "{name}",
                      "QueueUrl", "{id}")),
          of("AWS::DynamoDB::Table", "TableName", "{name}")
              .replacedBy("KeySchema", "ImportSourceSpecification")
              .attributes(Map.of("Arn", "arn:aws:dynamodb:{region}:{account}:table/{id}")),
          of("AWS::S3::Bucket", "BucketName", "{name}")
              .replacedBy("ObjectLockEnabled")
              .attributes(
                  Map.of("Arn", "arn:aws:s3:::{id}", "DomainName", "{id}.s3.amazonaws.com")),
          of("AWS::RDS::DBInstance", "DBInstanceIdentifier", "{name}")
              .replacedBy(
                  "DBName",
                  "Engine",
                  "MasterUsername",
                  "StorageEncrypted",
                  "KmsKeyId",
                  "DBSubnetGroupName",
                  "DBClusterIdentifier",
                  "SourceDBInstanceIdentifier")
              .interruptedBy("DBInstanceClass", "EngineVersion", "Port", "MultiAZ")
              .paced(Pace.DATABASE)
              .attributes(
                  Map.of(
                      "Endpoint.Address", "{id}.simulated.{region}.rds.amazonaws.com",
                      "Endpoint.Port", "3306",
                      "DBInstanceArn", "arn:aws:rds:{region}:{account}:db:{id}"))
              .writing("MasterUserPassword"),
          of("AWS::RDS::DBCluster", "DBClusterIdentifier", "{name}")
              .replacedBy(
                  "AvailabilityZones",
                  "DatabaseName",
                  "DBSubnetGroupName",
                  "Engine",
                  "EngineMode",
                  "KmsKeyId",
                  "SnapshotIdentifier",
                  "SourceDBClusterIdentifier",
                  "StorageEncrypted")
              .interruptedBy("DBClusterInstanceClass", "EngineVersion", "Port")
              .paced(Pace.DATABASE)
              .attributes(
                  Map.of(
                      "Endpoint.Address", "{id}.cluster-simulated.{region}.rds.amazonaws.com",
                      "Endpoint.Port", "3306",
                      "DBClusterArn", "arn:aws:rds:{region}:{account}:cluster:{id}"))
              .writing("MasterUserPassword"),
          of("AWS::EC2::Volume", "", "vol-0{hex}")
              .replacedBy("AvailabilityZone", "Encrypted", "KmsKeyId", "OutpostArn", "SnapshotId")
              .attributes(Map.of("VolumeId", "{id}")),
          of("AWS::EC2::SecurityGroup", "GroupName", "sg-0{hex}")
              .replacedBy("GroupDescription", "VpcId")
              .attributes(Map.of("GroupId", "{id}", "VpcId", "=VpcId")),
          of("AWS::IAM::Role", "RoleName", "{name}")
              .replacedBy("Path")
              .attributes(Map.of("Arn", "arn:aws:iam::{account}:role/{id}")),
          of("AWS::IAM::InstanceProfile", "InstanceProfileName", "{name}")
              .replacedBy("Path")
              .attributes(Map.of("Arn", "arn:aws:iam::{account}:instance-profile/{id}")),
          of("AWS::CloudWatch::Alarm", "AlarmName", "{name}")
              .attributes(Map.of("Arn", "arn:aws:cloudwatch:{region}:{account}:alarm:{id}")),
          of(ResourceTypes.MACRO, "Name", "{name}"),
          of("AWS::CloudFormation::CustomResource", "", "{name}").replacedBy("ServiceToken"));

  static GenericType of(String name, String nameProperty, String idForm) {
    return new GenericType(
        name,
        Optional.of(nameProperty).filter(given -> !given.isEmpty()),
        nameProperty.isEmpty() ? Set.of() : Set.of(nameProperty),
        Set.of(),
        Pace.QUICK,
        idForm,
        Map.of(),
        Set.of());
  }

  private GenericType replacedBy(String... properties) {
    Set<String> all = new TreeSet<>(replacing);
    all.addAll(List.of(properties));
    return new GenericType(
        name, nameProperty, all, interrupting, pace, idForm, attributes, writeOnly);
  }

  private GenericType interruptedBy(String... properties) {
    return new GenericType(
        name, nameProperty, replacing, Set.of(properties), pace, idForm, attributes, writeOnly);
  }

  private GenericType paced(Pace other) {
    return new GenericType(
        name, nameProperty, replacing, interrupting, other, idForm, attributes, writeOnly);
  }

  private GenericType attributes(Map<String, String> others) {
    return new GenericType(
        name, nameProperty, replacing, interrupting, pace, idForm, others, writeOnly);
  }

  private GenericType writing(String... properties) {
    return new GenericType(
        name, nameProperty, replacing, interrupting, pace, idForm, attributes, Set.of(properties));
  }
}

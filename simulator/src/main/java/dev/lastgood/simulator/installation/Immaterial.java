package dev.lastgood.simulator.installation;

import java.util.List;

/**
 * What of a template cannot matter to a rehearsal, each with the reason. Everything else that is
 * not read is reported.
 */
final class Immaterial {
  private record Row(String type, String property, String because) {}

  private static final String ANY = "*";

  private static final List<Row> ROWS =
      List.of(
          new Row(ANY, "Tags", "Nothing that is rehearsed is chosen by tag."),
          new Row(ANY, "Description", "It is for people."),
          new Row("AWS::CloudWatch::Alarm", "AlarmDescription", "It is for people."),
          new Row("AWS::CloudWatch::Dashboard", ANY, "It is for people."),
          new Row("AWS::SNS::Topic", "DisplayName", "It is for people."),
          new Row("AWS::KMS::Alias", ANY, "Nothing of ours names a key by an alias."),
          new Row("AWS::IAM::Role", ANY, "The policies read it: every call is checked."),
          new Row("AWS::IAM::Policy", ANY, "The policies read it: every call is checked."),
          new Row("AWS::IAM::ManagedPolicy", ANY, "The policies read it: every call is checked."),
          new Row("AWS::SQS::QueuePolicy", ANY, "The policies read it: every call is checked."),
          new Row("AWS::SNS::TopicPolicy", ANY, "The policies read it: every call is checked."),
          new Row("AWS::S3::BucketPolicy", ANY, "The policies read it: every call is checked."),
          new Row("AWS::Lambda::Permission", ANY, "The policies read it: every call is checked."),
          new Row("AWS::KMS::Key", "KeyPolicy", "The policies read it: every call is checked."),
          new Row(
              "AWS::DynamoDB::Table",
              "ResourcePolicy",
              "The policies read it: every call is checked."),
          new Row(
              "AWS::SQS::Queue",
              "KmsMasterKeyId",
              "The policies read it: who may use the key is checked with each message."),
          new Row(
              "AWS::SNS::Topic",
              "KmsMasterKeyId",
              "The policies read it: who may use the key is checked with each notice."),
          new Row(
              "AWS::DynamoDB::Table",
              "SSESpecification",
              "The policies read it: who may use the key is checked with each call."),
          new Row(
              "AWS::S3::Bucket",
              "BucketEncryption",
              "The policies read it: who may use the key is checked with each call."),
          new Row(
              "AWS::DynamoDB::Table", "DeletionProtectionEnabled", "No rehearsal deletes a table."),
          new Row(
              "AWS::DynamoDB::Table",
              "PointInTimeRecoverySpecification",
              "No rehearsal restores a table."),
          new Row("AWS::KMS::Key", "EnableKeyRotation", "Rotation changes nothing for callers."),
          new Row("AWS::S3::Bucket", "OwnershipControls", "All objects are of one account."),
          new Row(
              "AWS::S3::Bucket",
              "PublicAccessBlockConfiguration",
              "Nothing outside the account calls."),
          new Row("AWS::Lambda::Function", "Architectures", "Java runs the same on both."));

  private Immaterial() {}

  static boolean isType(String type) {
    return ROWS.stream().anyMatch(row -> row.type().equals(type) && row.property().equals(ANY));
  }

  static boolean isProperty(String type, String path) {
    String first = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    return isType(type)
        || ROWS.stream()
            .anyMatch(
                row ->
                    (row.type().equals(type) || row.type().equals(ANY))
                        && (row.property().equals(path) || row.property().equals(first)));
  }
}

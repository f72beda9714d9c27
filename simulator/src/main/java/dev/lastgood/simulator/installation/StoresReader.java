package dev.lastgood.simulator.installation;

import dev.lastgood.simulator.sqs.QueueSettings;
import dev.lastgood.simulator.template.PhysicalNames;
import dev.lastgood.simulator.template.Properties;
import dev.lastgood.simulator.template.UnresolvableTemplateException;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Reads what keeps things: tables, buckets, keys, queues and topics. */
final class StoresReader {
  private static final String ENABLED = "Enabled";

  private final Reading reading;
  private final List<Consumer<SimulatedWorld>> steps = new ArrayList<>();

  private StoresReader(Reading reading) {
    this.reading = reading;
  }

  /** What makes them all in a world. */
  static List<Consumer<SimulatedWorld>> steps(Reading reading) {
    StoresReader reader = new StoresReader(reading);
    reader.tables();
    reader.buckets();
    reader.keys();
    reader.queues();
    reader.topics();
    return List.copyOf(reader.steps);
  }

  private void tables() {
    for (Properties table : reading.of("AWS::DynamoDB::Table")) {
      CreateTableRequest request =
          CreateTableRequest.builder()
              .tableName(table.text("TableName"))
              .billingMode(BillingMode.fromValue(table.text("BillingMode")))
              .attributeDefinitions(
                  table.children("AttributeDefinitions").stream()
                      .map(
                          attribute ->
                              AttributeDefinition.builder()
                                  .attributeName(attribute.text("AttributeName"))
                                  .attributeType(attribute.text("AttributeType"))
                                  .build())
                      .toList())
              .keySchema(
                  table.children("KeySchema").stream()
                      .map(
                          key ->
                              KeySchemaElement.builder()
                                  .attributeName(key.text("AttributeName"))
                                  .keyType(key.text("KeyType"))
                                  .build())
                      .toList())
              .build();
      steps.add(world -> world.dynamoDb().client().createTable(request));
    }
  }

  private void buckets() {
    for (Properties bucket : reading.of("AWS::S3::Bucket")) {
      boolean versioned =
          bucket
              .child("VersioningConfiguration")
              .map(versioning -> versioning.text("Status").equals(ENABLED))
              .orElse(false);
      // A bucket without a name gets one that nobody here asks for.
      bucket
          .optionalText("BucketName")
          .ifPresent(name -> steps.add(world -> world.s3().createBucket(name, versioned)));
    }
  }

  /** The key that encrypts is checked by its policy alone; the one that seals does its work. */
  private void keys() {
    List<Properties> keys = reading.of("AWS::KMS::Key");
    List<String> ids =
        reading.assembly().resources("AWS::KMS::Key").stream().map(PhysicalNames::keyId).toList();
    for (int index = 0; index < keys.size(); index++) {
      Properties key = keys.get(index);
      String spec = key.optionalText("KeySpec").orElse("SYMMETRIC_DEFAULT");
      String usage = key.optionalText("KeyUsage").orElse("ENCRYPT_DECRYPT");
      if (usage.equals("GENERATE_VERIFY_MAC")) {
        if (!spec.equals("HMAC_256")) {
          throw new UnresolvableTemplateException(
              "key " + ids.get(index), spec + " is not modelled");
        }
        String id = ids.get(index);
        steps.add(world -> world.kms().createHmacKey(id));
      }
    }
  }

  private void queues() {
    for (Properties queue : reading.of("AWS::SQS::Queue")) {
      String name = queue.text("QueueName");
      QueueSettings settings =
          new QueueSettings(
              Duration.ofSeconds(queue.integer("VisibilityTimeout", 30)),
              Duration.ofSeconds(queue.integer("MessageRetentionPeriod", 345_600)),
              java.util.Optional.empty());
      steps.add(world -> world.sqs().createQueue(name, settings));
    }
  }

  private void topics() {
    for (Properties topic : reading.of("AWS::SNS::Topic")) {
      String name = topic.text("TopicName");
      steps.add(world -> world.sns().createTopic(name));
    }
    for (Properties subscription : reading.of("AWS::SNS::Subscription")) {
      String topicArn = subscription.text("TopicArn");
      String protocol = subscription.text("Protocol");
      String endpoint = subscription.text("Endpoint");
      // Whoever rehearses has confirmed; that nobody has is for a rehearsal of its own to say.
      steps.add(world -> world.sns().subscribe(topicArn, protocol, endpoint, true));
    }
  }
}

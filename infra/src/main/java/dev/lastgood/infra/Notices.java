package dev.lastgood.infra;

import dev.lastgood.functions.config.Deployment;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** The topic through which people are told, and who they are. */
final class Notices extends Construct {
  private final Topic topic;

  Notices(Construct scope, Names names, IKey key, Deployment deployment) {
    super(scope, "Notices");
    this.topic =
        Topic.Builder.create(this, "Topic")
            .topicName(names.of("notices"))
            .displayName("Lastgood " + names.environment())
            .masterKey(key)
            .enforceSsl(true)
            .build();
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("AlarmsMayNotify")
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of(
                    "StringEquals",
                    Map.of("aws:SourceAccount", names.account()),
                    "ArnLike",
                    Map.of("aws:SourceArn", names.arn("cloudwatch", "alarm:" + names.of("*")))))
            .build());
    int number = 0;
    for (String email : deployment.emails()) {
      CfnSubscription.Builder.create(this, "Email" + ++number)
          .topicArn(topic.getTopicArn())
          .protocol("email")
          .endpoint(email)
          .build();
    }
  }

  Topic topic() {
    return topic;
  }
}

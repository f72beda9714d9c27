package dev.lastgood.test.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.test.Built;
import dev.lastgood.test.TestPlatform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.mockito.Mockito;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Handlers called as Lambda calls them: bytes in, bytes out. */
final class Bytes {
  private Bytes() {}

  /** A function's surroundings in a world in which Lastgood is deployed. */
  static TestPlatform platform(SimulatedWorld world, Configuration configuration) {
    return platform(world, configuration, world.time());
  }

  /** The same with another clock, which may be wrong. */
  static TestPlatform platform(
      SimulatedWorld world, Configuration configuration, InstantSource clock) {
    return new TestPlatform(
        Map.ofEntries(
            Map.entry(AutoScalingClient.class, world.autoScaling().client()),
            Map.entry(CloudFormationClient.class, world.cloudFormation().client()),
            Map.entry(CloudWatchClient.class, world.cloudWatch().client()),
            Map.entry(DynamoDbClient.class, world.dynamoDb().client()),
            Map.entry(Ec2Client.class, world.ec2().client()),
            Map.entry(EcrClient.class, world.ecr().client()),
            Map.entry(ElasticLoadBalancingV2Client.class, world.loadBalancing().client()),
            Map.entry(KmsClient.class, world.kms().client()),
            Map.entry(LambdaClient.class, world.lambda().client()),
            Map.entry(RdsClient.class, world.rds().client()),
            Map.entry(S3Client.class, world.s3().client()),
            Map.entry(ServiceQuotasClient.class, world.serviceQuotas().client()),
            Map.entry(SfnClient.class, world.stepFunctions().client()),
            Map.entry(SnsClient.class, world.sns().client())),
        clock,
        Map.of(
            "BUCKET", Built.PRODUCTION.bucket(),
            "STATE_TABLE", Built.PRODUCTION.stateTable(),
            "LEDGER_TABLE", Built.PRODUCTION.ledgerTable(),
            "SEAL_KEY_ID", Built.PRODUCTION.sealKey(),
            "NOTICE_TOPIC_ARN", "arn:aws:sns:eu-west-1:111122223333:notices",
            "INCIDENT_STATE_MACHINE_ARN", Built.PRODUCTION.incidentMachine(),
            "RECOVERY_STATE_MACHINE_ARN",
                Built.PRODUCTION.incidentMachine().replace("-incident:live", "-recovery")),
        configuration);
  }

  /** Calls a handler with twenty seconds left. */
  static String call(JsonHandler<?, ?> handler, String input) {
    Context context = Mockito.mock(Context.class);
    Mockito.when(context.getAwsRequestId()).thenReturn("request-1");
    Mockito.when(context.getFunctionName()).thenReturn("function");
    Mockito.when(context.getRemainingTimeInMillis()).thenReturn(20_000);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), output, context);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}

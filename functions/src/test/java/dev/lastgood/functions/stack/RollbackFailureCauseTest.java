package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.stack.RollbackFailureCause.Allows;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The cause of a failed rollback")
class RollbackFailureCauseTest {
  private static FailedResource failed(String type, String physicalId, String reason) {
    return new FailedResource(
        "web",
        "arn:stack",
        false,
        "Thing",
        physicalId,
        type,
        "UPDATE_FAILED",
        reason,
        Instant.EPOCH);
  }

  @ParameterizedTest
  @DisplayName("is told by the words of CloudFormation and of the services")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EXPIRED_TOKEN | The security token included in the request is expired (Service: AmazonSQS; Status Code: 403; Error Code: ExpiredToken)
          EXPIRED_TOKEN | The security token included in the request is invalid (Service: Iam, Status Code: 403)
          MISSING_SIGNAL | Received 0 SUCCESS signal(s) out of 2. Unable to satisfy 100% MinSuccessfulInstancesPercent requirement
          MISSING_SIGNAL | Failed to receive 1 resource signal(s) for the current batch. Each resource signal timeout is counted as a FAILURE.
          MISSING_SIGNAL | WaitCondition timed out. Received 0 conditions when expecting 1
          TRANSIENT | Rate exceeded (Service: AmazonAutoScaling; Status Code: 400; Error Code: Throttling)
          TRANSIENT | Resource handler returned message: "x" (RequestToken: 1, HandlerErrorCode: ServiceInternalError)
          DID_NOT_STABILISE | Bucket logs-1 did not stabilize
          DID_NOT_STABILISE | Resource handler returned message: "Exceeded attempts to wait" (RequestToken: 1, HandlerErrorCode: NotStabilized)
          LIMITS | Resource handler returned message: "y" (RequestToken: 1, HandlerErrorCode: ServiceLimitExceeded)
          LIMITS | The maximum number of VPCs has been reached. (Service: AmazonEC2; Error Code: VpcLimitExceeded)
          PERMISSIONS | User: arn:aws:sts::1:assumed-role/x is not authorized to perform: sqs:SetQueueAttributes
          PERMISSIONS | Resource handler returned message: "Access Denied" (RequestToken: 1, HandlerErrorCode: AccessDenied)
          OUT_OF_BAND_CHANGE | Resource of type 'AWS::SNS::Topic' with identifier 'x' was not found. (RequestToken: 1, HandlerErrorCode: NotFound)
          OUT_OF_BAND_CHANGE | The specified log group does not exist.
          OUT_OF_BAND_CHANGE | The security group 'sg-1' does not exist (Service: Ec2; Error Code: InvalidGroup.NotFound)
          UNKNOWN | Properties validation failed
          """)
  void told(RollbackFailureCause cause, String reason) {
    assertEquals(cause, RollbackFailureCause.of(reason));
  }

  @Test
  @DisplayName("that is missing signals is repaired by as many as are missing")
  void signals() {
    assertEquals(
        Optional.of(new RollbackRepair.SignalResource("arn:stack", "Thing", 2)),
        RollbackRepair.of(
            failed(
                "AWS::AutoScaling::AutoScalingGroup",
                "g",
                "Received 1 SUCCESS signal(s) out of 3.")));
    assertEquals(
        Optional.of(new RollbackRepair.SignalResource("arn:stack", "Thing", 4)),
        RollbackRepair.of(
            failed(
                "AWS::AutoScaling::AutoScalingGroup",
                "g",
                "Failed to receive 4 resource signal(s) within the specified duration")));
    assertEquals(
        Optional.empty(),
        RollbackRepair.of(
            failed("AWS::CloudFormation::WaitCondition", "w", "WaitCondition timed out.")),
        "how many it waits for is not told");
  }

  @Test
  @DisplayName("that is a deleted resource is repaired only where its name is all that it was")
  void recreated() {
    assertEquals(
        Optional.of(new RollbackRepair.RecreateTopic("Thing", "orders")),
        RollbackRepair.of(
            failed("AWS::SNS::Topic", "arn:aws:sns:eu-west-1:1:orders", "Topic does not exist")));
    assertEquals(
        Optional.empty(),
        RollbackRepair.of(failed("AWS::DynamoDB::Table", "orders", "Table does not exist")));
  }

  @Test
  @DisplayName("has a repair only where its row allows one")
  void rows() {
    for (RollbackFailureCause cause : RollbackFailureCause.values()) {
      boolean repairable =
          cause == RollbackFailureCause.MISSING_SIGNAL
              || cause == RollbackFailureCause.OUT_OF_BAND_CHANGE;
      assertEquals(repairable, cause.allows() == Allows.REPAIR, cause.name());
    }
  }
}

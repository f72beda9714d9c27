package dev.lastgood.test.contract.service;

import dev.lastgood.test.contract.OnEndpoint;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkClient;

/**
 * Runs the contracts against the endpoint that {@code -Dcontract.endpoint} names. Its name is none
 * that a build looks for: it runs where it is asked for.
 */
@DisplayName("The endpoint")
@ExtendWith(OnEndpoint.class)
class ServicesEndpointContract {
  private static final class Shared {
    private static final List<SdkClient> CLIENTS = EndpointServices.clientsOfThisRun();
  }

  private static Services onEndpoint() {
    return new EndpointServices(Shared.CLIENTS);
  }

  @Nested
  @DisplayName("in objects of S3")
  class S3 extends S3Contract {
    S3() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in codes of KMS")
  class Kms extends KmsContract {
    Kms() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in topics of SNS")
  class Sns extends SnsContract {
    Sns() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in queues of SQS")
  class Sqs extends SqsContract {
    Sqs() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in alarms of CloudWatch")
  class CloudWatch extends CloudWatchContract {
    CloudWatch() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in groups of Auto Scaling")
  class AutoScaling extends AutoScalingContract {
    AutoScaling() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in launch templates of EC2")
  class LaunchTemplates extends LaunchTemplatesContract {
    LaunchTemplates() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in stacks of CloudFormation")
  class CloudFormation extends CloudFormationContract {
    CloudFormation() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in executions of Step Functions")
  class StepFunctions extends StepFunctionsContract {
    StepFunctions() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in target groups of Elastic Load Balancing")
  class LoadBalancing extends LoadBalancingContract {
    LoadBalancing() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in databases of RDS")
  class Rds extends RdsContract {
    Rds() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in images of ECR")
  class Ecr extends EcrContract {
    Ecr() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in functions of Lambda")
  class Lambda extends LambdaContract {
    Lambda() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in events of EventBridge")
  class EventBridge extends EventBridgeContract {
    EventBridge() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in quotas of Service Quotas")
  class ServiceQuotas extends ServiceQuotasContract {
    ServiceQuotas() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }

  @Nested
  @DisplayName("in what launches on EC2 need")
  class LaunchPrerequisites extends LaunchPrerequisitesContract {
    LaunchPrerequisites() {
      super(ServicesEndpointContract.onEndpoint());
    }
  }
}

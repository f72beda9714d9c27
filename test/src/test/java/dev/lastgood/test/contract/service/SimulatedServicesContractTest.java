package dev.lastgood.test.contract.service;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Runs the contracts on the simulated world. */
@DisplayName("The simulated world")
class SimulatedServicesContractTest {
  @Nested
  @DisplayName("in objects of S3")
  class S3 extends S3Contract {
    S3() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in codes of KMS")
  class Kms extends KmsContract {
    Kms() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in topics of SNS")
  class Sns extends SnsContract {
    Sns() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in queues of SQS")
  class Sqs extends SqsContract {
    Sqs() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in alarms of CloudWatch")
  class CloudWatch extends CloudWatchContract {
    CloudWatch() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in groups of Auto Scaling")
  class AutoScaling extends AutoScalingContract {
    AutoScaling() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in launch templates of EC2")
  class LaunchTemplates extends LaunchTemplatesContract {
    LaunchTemplates() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in stacks of CloudFormation")
  class CloudFormation extends CloudFormationContract {
    CloudFormation() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in executions of Step Functions")
  class StepFunctions extends StepFunctionsContract {
    StepFunctions() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in target groups of Elastic Load Balancing")
  class LoadBalancing extends LoadBalancingContract {
    LoadBalancing() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in databases of RDS")
  class Rds extends RdsContract {
    Rds() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in images of ECR")
  class Ecr extends EcrContract {
    Ecr() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in functions of Lambda")
  class Lambda extends LambdaContract {
    Lambda() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in events of EventBridge")
  class EventBridge extends EventBridgeContract {
    EventBridge() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in quotas of Service Quotas")
  class ServiceQuotas extends ServiceQuotasContract {
    ServiceQuotas() {
      super(new SimulatedServices());
    }
  }

  @Nested
  @DisplayName("in what launches on EC2 need")
  class LaunchPrerequisites extends LaunchPrerequisitesContract {
    LaunchPrerequisites() {
      super(new SimulatedServices());
    }
  }
}

package dev.lastgood.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/**
 * The nag packs, and the findings that stay, each with the reason. Those of one construct stand
 * beside it; those of the whole design stand here. See "cdk-nag" in the documentation of its
 * version 3, in which the packs are plugins that refuse to synthesise.
 */
final class Acknowledgements {
  /** The context under which no finding may stay. */
  static final String NONE = "lastgood:acknowledge-nothing";

  private Acknowledgements() {}

  /** Has every synthesis checked by AwsSolutions and NIST 800-53 Rev. 5. */
  static void checkWith(App app) {
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
    on(
        app,
        "AwsSolutions-SF1",
        "Errors are logged. Everything else that an execution did stands in the ledger, which shows"
            + " tampering, and in the execution's own history; logging all events would copy it.");
    on(
        app,
        "NIST.800.53.R5-LambdaInsideVPC",
        "The functions reach AWS's own endpoints alone, over TLS. In a VPC a recovery would depend"
            + " on the network of the account that it recovers.");
    on(
        app,
        "NIST.800.53.R5-LambdaConcurrency",
        "Reserved concurrency is taken from the account's other functions: it is the team's choice,"
            + " by functions.reservedConcurrency. The sweep, where correctness asks for it, has it.");
    on(
        app,
        "NIST.800.53.R5-LambdaDLQ",
        "Functions that events invoke have an on-failure destination on their alias, which carries"
            + " more than a dead-letter queue; the others are invoked by a state machine, which sees"
            + " their failures.");
    on(
        app,
        "NIST.800.53.R5-DynamoDBInBackupPlan",
        "Both tables have point-in-time recovery and deletion protection. A backup plan is the"
            + " account's to choose; the tables' tags let one select them.");
    on(
        app,
        "NIST.800.53.R5-S3BucketReplicationEnabled",
        "One installation serves one Region. Points are versioned; a replica in a standby Region is"
            + " for the team that has one, and access logs are not needed to recover.");
  }

  /**
   * Lets a finding of a construct and of what it holds stay; unless the app was told to let none,
   * which shows whether each acknowledgement still has its finding.
   */
  static void on(IConstruct construct, String rule, String reason) {
    if (Boolean.TRUE.equals(construct.getNode().tryGetContext(NONE))) {
      return;
    }
    Validations.of(construct).acknowledge(Acknowledgment.builder().id(rule).reason(reason).build());
  }
}

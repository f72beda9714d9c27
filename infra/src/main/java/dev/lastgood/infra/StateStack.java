package dev.lastgood.infra;

import dev.lastgood.functions.config.Deployment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** What must outlive every deployment: the points, the state, the ledger, and their keys. */
final class StateStack extends Stack {
  private final Keys keys;
  private final Points points;
  private final Tables tables;

  StateStack(
      Construct scope, String id, StackProps properties, Names names, Deployment deployment) {
    super(scope, id, properties);
    this.keys = new Keys(this, names);
    this.points = new Points(this, names, keys.data(), deployment);
    this.tables = new Tables(this, names, keys.data());
  }

  Key dataKey() {
    return keys.data();
  }

  Key sealKey() {
    return keys.seal();
  }

  Bucket bucket() {
    return points.bucket();
  }

  Tables tables() {
    return tables;
  }
}

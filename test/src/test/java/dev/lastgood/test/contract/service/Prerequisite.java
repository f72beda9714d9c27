package dev.lastgood.test.contract.service;

import dev.lastgood.test.contract.NotAskedException;
import java.util.Locale;

/** What an endpoint must have already; each is named by a property. */
enum Prerequisite {
  BUCKET("a bucket in which versioning is enabled"),
  KEY("the ARN of an enabled key of the spec HMAC_256"),
  DISABLED_KEY("the ARN of a disabled key of the spec HMAC_256"),
  DATABASE("the identifier of a DB instance that is available and in no cluster"),
  FUNCTION("the ARN of a function that answers with its event"),
  IMAGE("an image's id"),
  ROLE("the ARN of a role that states.amazonaws.com may assume"),
  REPOSITORY("a repository of ECR with an image that has the tag contract"),
  SUBNET("a subnet's id"),
  TARGET_GROUP("the ARN of a target group"),
  VOLUME("a volume's id");

  private final String what;

  Prerequisite(String what) {
    this.what = what;
  }

  String property() {
    return "contract." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the property says; where it says nothing, the case is not asked. */
  String named() {
    String value = System.getProperty(property());
    if (value == null) {
      throw new NotAskedException("-D" + property() + ", " + what);
    }
    return value;
  }
}

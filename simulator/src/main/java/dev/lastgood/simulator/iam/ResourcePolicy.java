package dev.lastgood.simulator.iam;

import java.util.ArrayList;
import java.util.List;

/**
 * The policy of one resource.
 *
 * @param kind what kind of resource it is
 * @param statements its statements
 */
record ResourcePolicy(Kind kind, List<Statement> statements) {
  /** Whether the resource's own policy has the last word. */
  enum Kind {
    /** A role's identity-based policies may allow alone. */
    ORDINARY("resource-based policy", false),
    /** See "Key policies in AWS KMS" in the AWS KMS Developer Guide. */
    KEY("resource-based policy", true),
    /** See "Policy evaluation for requests within a single account" in the IAM User Guide. */
    TRUST("role trust policy", true);

    private final String words;
    private final boolean mustAllow;

    Kind(String words, boolean mustAllow) {
      this.words = words;
      this.mustAllow = mustAllow;
    }

    /** As AWS calls it where it denies. */
    String words() {
      return words;
    }

    /** Whether nothing is allowed that it does not allow, or leave to the account. */
    boolean mustAllow() {
      return mustAllow;
    }
  }

  /** Of a resource without a policy. */
  static final ResourcePolicy NONE = new ResourcePolicy(Kind.ORDINARY, List.of());

  /** Of a key that the assembly does not have. */
  static final ResourcePolicy UNKNOWN_KEY = new ResourcePolicy(Kind.KEY, List.of());

  ResourcePolicy {
    statements = List.copyOf(statements);
  }

  ResourcePolicy with(List<Statement> more) {
    List<Statement> all = new ArrayList<>(statements);
    all.addAll(more);
    return new ResourcePolicy(kind, all);
  }
}

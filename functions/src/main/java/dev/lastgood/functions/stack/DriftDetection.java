package dev.lastgood.functions.stack;

import java.util.List;
import java.util.Optional;

/** How far CloudFormation's look for the drift of one stack is. */
public sealed interface DriftDetection {
  /**
   * It is under way, and is to be looked at again in some seconds.
   *
   * @param stackId the stack's ARN
   * @param detectionId by which it can be asked for; empty where somebody else has begun it, for
   *     CloudFormation tells its id to nobody but them
   */
  record Running(String stackId, Optional<String> detectionId) implements DriftDetection {}

  /**
   * It has ended.
   *
   * @param stackId the stack's ARN
   * @param drifted the resources that are not what the template says; none where all are
   * @param incomplete why some resource could not be looked at, in CloudFormation's words, so that
   *     it may have drifted all the same; empty where all were
   */
  record Ended(String stackId, List<ResourceDrift> drifted, Optional<String> incomplete)
      implements DriftDetection {
    /** Copies its list. */
    public Ended {
      drifted = List.copyOf(drifted);
    }
  }

  /**
   * Drift cannot be looked for in this stack now.
   *
   * @param stackId the stack's ARN
   * @param because why, in a sentence
   */
  record Impossible(String stackId, String because) implements DriftDetection {}
}

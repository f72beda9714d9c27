package dev.lastgood.simulator.autoscaling;

import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * How failed launches show in scaling activities; see "Troubleshoot Amazon EC2 Auto Scaling: EC2
 * instance launch failures". Groups with a mixed instances policy launch by a fleet, whose words
 * name the error code; they come from field reports.
 */
final class LaunchFailures {
  private static final String FAILED = " Launching EC2 instance failed.";

  private LaunchFailures() {}

  static String statusMessage(LaunchSource source, boolean spot, Ec2Exception failure) {
    String said = failure.awsErrorDetails().errorMessage();
    String sentence = said + (said.endsWith(".") ? "" : ".");
    if (!(source instanceof LaunchSource.Mixed)) {
      return sentence + FAILED;
    }
    String code = failure.awsErrorDetails().errorCode();
    if (spot && code.equals("InsufficientInstanceCapacity")) {
      return "Could not launch Spot Instances. UnfulfillableCapacity - Unable to fulfill capacity"
          + " due to your request configuration. Please adjust your request and try again."
          + FAILED;
    }
    return "Could not launch "
        + (spot ? "Spot" : "On-Demand")
        + " Instances. "
        + code
        + " - "
        + sentence
        + FAILED;
  }

  /** A subnet without addresses says nothing about the rest of its zone. */
  static String avoided(Ec2Exception failure, Activities.Place place) {
    return failure.awsErrorDetails().errorCode().equals("InsufficientFreeAddressesInSubnet")
        ? place.subnetId()
        : place.availabilityZone();
  }
}

package dev.lastgood.functions.restorable;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.handler.UnavailableException;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LostSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * Tries the launches that restoring a point leads to, without carrying them out: whether this
 * function may launch, whose role may launch what the function that changes groups may, and whether
 * EC2 takes the parameters. Of capacity a dry run says nothing; see DryRun of RunInstances in the
 * Amazon EC2 API Reference.
 */
final class LaunchTrial {
  /** The good answer to a dry run is an error, too. */
  private static final String WOULD_HAVE_SUCCEEDED = "DryRunOperation";

  private static final String UNAUTHORIZED = "UnauthorizedOperation";
  private static final String ENCODED = " Encoded authorization failure message:";

  private final Ec2Client ec2;
  private final QuotaReader quotas;

  LaunchTrial(Platform platform) {
    this.ec2 = platform.client(Ec2Client.class);
    this.quotas = new QuotaReader(platform);
  }

  /**
   * Tries, and looks at the quota.
   *
   * @param body the point
   * @param needs what it needs
   * @param facts what of that is there
   * @return what a launch would meet
   */
  Facts.Launch of(GroupBody body, Needs needs, Facts facts) {
    return new Facts.Launch(
        Look.at("What a launch would meet", () -> refusals(body, needs, facts)),
        Look.at("The quota of vCPUs", () -> quotas.read(needs.room())));
  }

  private List<String> refusals(GroupBody body, Needs needs, Facts facts) {
    List<LostSource> lost = facts.sources().seen().map(Facts.Sources::lost).orElse(List.of());
    Optional<String> subnetId = needs.subnetIds().stream().findFirst();
    List<String> refusals = new ArrayList<>();
    for (RunInstancesRequest request : DryRuns.of(body, subnetId, lost)) {
      refusal(request).ifPresent(refusals::add);
    }
    return refusals;
  }

  private Optional<String> refusal(RunInstancesRequest request) {
    try {
      ec2.runInstances(request);
      throw new IllegalStateException("A dry run launched an instance.");
    } catch (Ec2Exception answer) {
      String code = Existing.code(answer);
      if (code.equals(WOULD_HAVE_SUCCEEDED)) {
        return Optional.empty();
      }
      if (UnavailableException.passes(answer)) {
        throw answer;
      }
      return Optional.of(says(code, answer));
    }
  }

  private static String says(String code, Ec2Exception answer) {
    String message = answer.awsErrorDetails().errorMessage();
    int encoded = message.indexOf(ENCODED);
    String said = encoded < 0 ? message : message.substring(0, encoded);
    return (code.equals(UNAUTHORIZED)
            ? "Its instances may not be launched: "
            : "EC2 refuses to launch its instances as " + code + ": ")
        + said
        + (said.endsWith(".") ? "" : ".");
  }
}

package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.point.LaunchNames;
import dev.lastgood.functions.point.TemplateData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** Runs {@link Action.RecreateVersions}. */
final class VersionRunner {
  private final Ec2Client ec2;
  private final TemplateData templateData;
  private final Mutations mutations;

  VersionRunner(Platform platform, Mutations mutations) {
    this.ec2 = platform.client(Ec2Client.class);
    this.templateData = new TemplateData(platform);
    this.mutations = mutations;
  }

  /** A version that several places name is made once; one that has been made is not made again. */
  Progress start(GroupStep step, Action.RecreateVersions action) {
    Chain chain = step.chain();
    Map<String, String> known = Recreated.numbers(chain, step.target().id());
    Map<String, List<LaunchNames.TemplateVersion>> wanted = new LinkedHashMap<>();
    for (LaunchNames.TemplateVersion named : step.plan().goal().launchNames().templates()) {
      if (action.places().contains(named.place()) && !known.containsKey(named.place())) {
        wanted
            .computeIfAbsent(
                named.launchTemplateId() + ":" + named.version(), _ -> new ArrayList<>())
            .add(named);
      }
    }
    for (List<LaunchNames.TemplateVersion> same : wanted.values()) {
      LaunchNames.TemplateVersion named = same.getFirst();
      Optional<RequestLaunchTemplateData> data =
          templateData.of(step.target().id(), step.goal(), named.place());
      if (data.isEmpty()) {
        return new Progress.Failed(
            chain,
            "The user data of version "
                + named.version()
                + " of "
                + named.launchTemplateId()
                + " was kept apart and is not there any more.");
      }
      chain = create(step.with(chain), same, data.get());
    }
    return new Progress.Done(chain, "Every version that is needed is there.");
  }

  private Chain create(
      GroupStep step, List<LaunchNames.TemplateVersion> same, RequestLaunchTemplateData data) {
    LaunchNames.TemplateVersion named = same.getFirst();
    String version = "version " + named.version() + " of " + named.launchTemplateId();
    return mutations.change(
        step,
        new Mutations.Change(Recreated.OPERATION, "Make " + version + " again.", List.of()),
        () -> {
          long number =
              ec2.createLaunchTemplateVersion(
                      CreateLaunchTemplateVersionRequest.builder()
                          .launchTemplateId(named.launchTemplateId())
                          // The same for every attempt: whichever of them worked, it is one
                          // version.
                          .clientToken(
                              step.chain().incidentId()
                                  + "-"
                                  + named.launchTemplateId()
                                  + "-"
                                  + named.version())
                          .versionDescription(
                              "Made again by Lastgood from a recovery point: it was version "
                                  + named.version())
                          .launchTemplateData(data)
                          .build())
                  .launchTemplateVersion()
                  .versionNumber();
          Map<String, String> numbers = new TreeMap<>();
          same.forEach(place -> numbers.put(place.place(), Long.toString(number)));
          return numbers;
        });
  }
}

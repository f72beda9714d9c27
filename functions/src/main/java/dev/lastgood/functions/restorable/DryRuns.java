package dev.lastgood.functions.restorable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LaunchNames;
import dev.lastgood.functions.point.LaunchSource;
import dev.lastgood.functions.point.LaunchTemplate;
import dev.lastgood.functions.point.LostSource;
import dev.lastgood.functions.point.SdkReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * The launches that restoring a point leads to, as requests that are not carried out; has no
 * effects.
 *
 * <p>One for each launch template version and image: instance types differ in nothing that a
 * permission of ours depends on. None for a launch configuration, with which Auto Scaling launches
 * on its own behalf and checks nobody else; see "Control Amazon EC2 launch template usage in Auto
 * Scaling groups" in the Amazon EC2 Auto Scaling User Guide.
 */
final class DryRuns {
  private static final String IMAGE = "ImageId";
  private static final String TYPE = "InstanceType";
  private static final String REQUIREMENTS = "InstanceRequirements";
  private static final String SUBNET = "SubnetId";

  private DryRuns() {}

  /**
   * The requests.
   *
   * @param body the point
   * @param subnetId one of its subnets; empty where it names none
   * @param lost what of its sources is lost: of a lost version, the data that the point holds are
   *     launched in its place
   * @return none for a launch configuration, and none where no instance type is known to ask with
   */
  static List<RunInstancesRequest> of(
      GroupBody body, Optional<String> subnetId, List<LostSource> lost) {
    Set<String> gone =
        lost.stream()
            .filter(LostSource.Version.class::isInstance)
            .map(source -> version(((LostSource.Version) source).named()))
            .collect(Collectors.toSet());
    Map<String, LaunchNames.TemplateVersion> named = new TreeMap<>();
    body.launchNames().templates().forEach(version -> named.put(version.place(), version));
    Map<String, RunInstancesRequest> distinct = new LinkedHashMap<>();
    for (Launch launch : launches(body.configuration().launch())) {
      LaunchNames.TemplateVersion version = named.get(launch.place());
      // RunInstances takes no requirements: with them, a type of theirs stands for them all.
      boolean byData = gone.contains(version(version)) || launch.byRequirements();
      launch
          .type()
          .or(() -> typeThatRan(body))
          .ifPresent(
              type ->
                  distinct.putIfAbsent(
                      version(version) + " " + launch.imageId().orElse(""),
                      request(
                          launch,
                          type,
                          byData ? Optional.empty() : Optional.of(version),
                          subnetId)));
    }
    return List.copyOf(distinct.values());
  }

  /**
   * A launch of one template version.
   *
   * @param place the template's place
   * @param template its data
   * @param imageId what an override launches in place of the template's image
   * @param type the instance type, where one is named
   */
  private record Launch(
      String place, LaunchTemplate template, Optional<String> imageId, Optional<String> type) {
    boolean byRequirements() {
      return template.data().containsKey(REQUIREMENTS);
    }
  }

  private static List<Launch> launches(LaunchSource source) {
    return switch (source) {
      case LaunchSource.Configuration _ -> List.of();
      case LaunchSource.Template single -> List.of(plain(single.template()));
      case LaunchSource.MixedInstances mixed -> {
        if (mixed.overrides().isEmpty()) {
          yield List.of(plain(mixed.template()));
        }
        List<Launch> launches = new ArrayList<>();
        for (LaunchSource.InstanceOverride override : mixed.overrides()) {
          LaunchTemplate template = override.launchTemplate().orElse(mixed.template());
          launches.add(
              new Launch(
                  override.launchTemplate().isPresent()
                      ? LaunchNames.override(launches.size())
                      : LaunchNames.BASE,
                  template,
                  text(override.settings(), IMAGE),
                  text(override.settings(), TYPE).or(() -> text(template.data(), TYPE))));
        }
        yield launches;
      }
    };
  }

  private static Launch plain(LaunchTemplate template) {
    return new Launch(LaunchNames.BASE, template, Optional.empty(), text(template.data(), TYPE));
  }

  private static RunInstancesRequest request(
      Launch launch,
      String type,
      Optional<LaunchNames.TemplateVersion> version,
      Optional<String> subnetId) {
    Map<String, Object> members = new TreeMap<>();
    if (version.isEmpty()) {
      members.putAll(launch.template().data());
    }
    launch.imageId().ifPresent(image -> members.put(IMAGE, image));
    members.put(TYPE, type);
    List<Map<?, ?>> networkInterfaces = NetworkInterfaces.of(launch.template().data());
    subnetId.ifPresent(
        id -> {
          // A subnet of the instance and network interfaces exclude each other in a request.
          if (networkInterfaces.isEmpty()) {
            members.put(SUBNET, id);
          } else {
            members.put(NetworkInterfaces.FIELD, placed(networkInterfaces, id));
          }
        });
    RunInstancesRequest.Builder request =
        ((RunInstancesRequest)
                SdkReader.read(
                    RunInstancesRequest.builder(),
                    Json.MAPPER.<JsonNode>valueToTree(members),
                    "launch"))
            .toBuilder();
    version.ifPresent(
        named ->
            request.launchTemplate(
                template ->
                    template.launchTemplateId(named.launchTemplateId()).version(named.version())));
    return request.minCount(1).maxCount(1).dryRun(true).build();
  }

  private static List<Map<String, Object>> placed(
      List<Map<?, ?>> networkInterfaces, String subnetId) {
    List<Map<String, Object>> placed = new ArrayList<>();
    for (Map<?, ?> networkInterface : networkInterfaces) {
      Map<String, Object> members = new TreeMap<>();
      networkInterface.forEach((name, value) -> members.put(String.valueOf(name), value));
      members.put(SUBNET, subnetId);
      placed.add(members);
    }
    return placed;
  }

  private static Optional<String> typeThatRan(GroupBody body) {
    return body.fleet().instances().stream()
        .map(instance -> instance.instanceType())
        .filter(type -> !type.isEmpty())
        .findFirst();
  }

  private static Optional<String> text(Map<String, Object> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(String::valueOf);
  }

  private static String version(LaunchNames.TemplateVersion named) {
    return named.launchTemplateId() + " " + named.version();
  }
}

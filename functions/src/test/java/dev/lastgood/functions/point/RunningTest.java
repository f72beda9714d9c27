package dev.lastgood.functions.point;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.BodyBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An instance")
class RunningTest {
  private static final LaunchTemplate BASE = new LaunchTemplate("lt-1", Map.of("ImageId", "ami-1"));
  private static final LaunchTemplate OWN = new LaunchTemplate("lt-2", Map.of("ImageId", "ami-2"));

  private static Fleet.Instance instance(String template, String version, String type) {
    return new Fleet.Instance(
        "i-1", "eu-west-1a", "InService", "Healthy", template, version, "", type, "", "", false);
  }

  private static Fleet.Instance ofConfiguration(String name) {
    return new Fleet.Instance(
        "i-1", "eu-west-1a", "InService", "Healthy", "", "", name, "m7g.large", "", "", false);
  }

  private static GroupBody mixed(String baseVersion, LaunchTemplate base) {
    return new BodyBuilder()
        .launch(
            new LaunchSource.MixedInstances(
                base,
                Map.of(),
                List.of(
                    new LaunchSource.InstanceOverride(
                        Optional.empty(), Map.of("InstanceType", "m7g.large")),
                    new LaunchSource.InstanceOverride(
                        Optional.of(OWN), Map.of("InstanceType", "m7i.large")))),
            new LaunchNames(
                Optional.empty(),
                List.of(
                    new LaunchNames.TemplateVersion(
                        LaunchNames.BASE, "lt-1", baseVersion, baseVersion, Optional.empty()),
                    new LaunchNames.TemplateVersion(
                        LaunchNames.override(1), "lt-2", "5", "5", Optional.empty()))))
        .build();
  }

  private static GroupBody configuration(String name, String image) {
    return new BodyBuilder()
        .launch(
            new LaunchSource.Configuration(Map.of("ImageId", image)),
            new LaunchNames(Optional.of(name), List.of()))
        .build();
  }

  private static boolean matches(Fleet.Instance instance, GroupBody goal, GroupBody live) {
    return Running.matches(instance, goal, Running.of(live));
  }

  @Test
  @DisplayName("of a mixed instances policy runs it by its type's own template, or the policy's")
  void mixedInstances() {
    GroupBody goal = mixed("3", BASE);
    assertEquals(true, matches(instance("lt-1", "3", "m7g.large"), goal, goal));
    assertEquals(true, matches(instance("lt-2", "5", "m7i.large"), goal, goal));
    assertEquals(
        false, matches(instance("lt-1", "3", "m7i.large"), goal, goal), "its own template");
    assertEquals(false, matches(instance("lt-1", "3", "t3.nano"), goal, goal), "not its type");
    assertEquals(false, matches(instance("lt-1", "4", "m7g.large"), goal, goal), "not known");
    assertEquals(true, matches(instance("lt-1", "4", "m7g.large"), goal, mixed("4", BASE)));
    assertEquals(false, matches(instance("lt-1", "4", "m7g.large"), goal, mixed("4", OWN)));
  }

  @Test
  @DisplayName("of a launch configuration runs it by its name, or by the same data")
  void launchConfiguration() {
    GroupBody goal = configuration("web-1", "ami-1");
    assertEquals(true, matches(ofConfiguration("web-1"), goal, goal));
    assertEquals(true, matches(ofConfiguration("web-2"), goal, configuration("web-2", "ami-1")));
    assertEquals(false, matches(ofConfiguration("web-2"), goal, configuration("web-2", "ami-2")));
    assertEquals(false, matches(ofConfiguration(""), goal, goal));
    assertEquals(false, matches(ofConfiguration("web-1"), mixed("3", BASE), goal));
  }

  @Test
  @DisplayName("runs another image than its override names, where AWS says its image")
  void image() {
    LaunchSource source =
        new LaunchSource.MixedInstances(
            BASE,
            Map.of(),
            List.of(
                new LaunchSource.InstanceOverride(
                    Optional.empty(), Map.of("InstanceType", "m7g.large", "ImageId", "ami-9"))));
    GroupBody goal =
        new BodyBuilder().launch(source, LaunchNames.ofTemplate("lt-1", "3", "3")).build();
    Fleet.Instance usual = instance("lt-1", "3", "m7g.large");
    assertEquals(true, matches(usual, goal, goal), "unknown");
    for (String image : List.of("ami-9", "ami-1")) {
      Fleet.Instance known =
          new Fleet.Instance(
              "i-1", "", "InService", "Healthy", "lt-1", "3", "", "m7g.large", image, "", false);
      assertEquals(image.equals("ami-9"), matches(known, goal, goal));
    }
  }
}

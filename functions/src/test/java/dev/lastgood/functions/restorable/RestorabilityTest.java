package dev.lastgood.functions.restorable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.point.LaunchNames;
import dev.lastgood.functions.point.LostSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A point")
class RestorabilityTest {
  private static final LaunchNames.TemplateVersion VERSION =
      new LaunchNames.TemplateVersion("base", "lt-1", "3", "$Latest", Optional.empty());

  /** Ten instances in two subnets of a zone each, with a key pair and a security group. */
  private static final BodyBuilder BODY =
      new BodyBuilder()
          .data(
              Map.of(
                  "ImageId", "ami-1",
                  "InstanceType", "m7g.large",
                  "KeyName", "key",
                  "SecurityGroupIds", List.of("sg-1")));

  private static final Facts ALL_THERE =
      new Facts(
          new Look.Seen<>(new Facts.Sources(List.of(), List.of())),
          new Look.Seen<>(Map.of("ami-1", "available")),
          new Look.Seen<>(subnets(100, 100)),
          new Look.Seen<>(Set.of("sg-1")),
          new Look.Seen<>(Set.of("key")),
          new Look.Seen<>(Set.of("arn:tg-1")),
          Optional.empty());

  private static Map<String, Facts.Subnet> subnets(int freeInA, int freeInB) {
    return new TreeMap<>(
        Map.of(
            "subnet-a",
            new Facts.Subnet("eu-west-1a", "available", OptionalInt.of(freeInA)),
            "subnet-b",
            new Facts.Subnet("eu-west-1b", "available", OptionalInt.of(freeInB))));
  }

  private static Facts with(UnaryOperator<Facts> change) {
    return change.apply(ALL_THERE);
  }

  private static Facts launching(Facts facts, Facts.Quota quota, String... refusals) {
    return facts.with(
        new Facts.Launch(new Look.Seen<>(List.of(refusals)), new Look.Seen<>(Optional.of(quota))));
  }

  private static Facts launching(Facts facts) {
    return launching(facts, new Facts.Quota(1000, 20, Map.of("m7g.large", 2)));
  }

  private static Facts inSubnets(Map<String, Facts.Subnet> subnets) {
    return with(
        facts ->
            new Facts(
                facts.sources(),
                facts.imageStates(),
                new Look.Seen<>(subnets),
                facts.securityGroups(),
                facts.keyNames(),
                facts.targetGroupArns(),
                Optional.empty()));
  }

  private static Facts withSources(Facts.Sources sources) {
    return with(
        facts ->
            new Facts(
                new Look.Seen<>(sources),
                facts.imageStates(),
                facts.subnets(),
                facts.securityGroups(),
                facts.keyNames(),
                facts.targetGroupArns(),
                Optional.empty()));
  }

  private static Restorability judge(BodyBuilder body, Facts facts) {
    return Restorability.judge(Needs.of(body.build()), facts);
  }

  private static List<String> reasons(BodyBuilder body, Facts facts) {
    return assertInstanceOf(Restorability.NotRestorable.class, judge(body, facts)).reasons();
  }

  @Test
  @DisplayName("can be restored where all that it needs is there, with room and the right to it")
  void restorable() {
    assertEquals(new Restorability.Restorable(List.of()), judge(BODY, ALL_THERE));
    assertEquals(new Restorability.Restorable(List.of()), judge(BODY, launching(ALL_THERE)));
  }

  @Test
  @DisplayName("cannot be where anything of it is gone, and each is named")
  void gone() {
    Facts none =
        new Facts(
            new Look.Seen<>(new Facts.Sources(List.of(new LostSource.Template("lt-1")), List.of())),
            new Look.Seen<>(Map.of()),
            new Look.Seen<>(Map.of()),
            new Look.Seen<>(Set.of()),
            new Look.Seen<>(Set.of()),
            new Look.Seen<>(Set.of()),
            Optional.empty());
    assertEquals(
        List.of(
            "The launch template lt-1 does not exist any more.",
            "The image ami-1 does not exist any more.",
            "The subnet subnet-a does not exist any more.",
            "The subnet subnet-b does not exist any more.",
            "The security group sg-1 does not exist any more.",
            "The key pair key does not exist any more.",
            "The target group arn:tg-1 does not exist any more."),
        reasons(BODY, none));
  }

  @Test
  @DisplayName("cannot be where its launch configuration is gone")
  void configurationGone() {
    assertEquals(
        List.of("The launch configuration web-1 does not exist any more."),
        reasons(
            BODY,
            withSources(
                new Facts.Sources(List.of(new LostSource.Configuration("web-1")), List.of()))));
  }

  @Test
  @DisplayName("cannot be where its image, or a subnet of it, is in another state than available")
  void unavailable() {
    Facts facts =
        new Facts(
            ALL_THERE.sources(),
            new Look.Seen<>(Map.of("ami-1", "disabled")),
            new Look.Seen<>(
                Map.of(
                    "subnet-a",
                    new Facts.Subnet("eu-west-1a", "unavailable", OptionalInt.of(100)),
                    "subnet-b",
                    new Facts.Subnet("eu-west-1b", "available", OptionalInt.of(100)))),
            ALL_THERE.securityGroups(),
            ALL_THERE.keyNames(),
            ALL_THERE.targetGroupArns(),
            Optional.empty());
    assertEquals(
        List.of("The image ami-1 is disabled.", "The subnet subnet-a is unavailable."),
        reasons(BODY, facts));
  }

  @Test
  @DisplayName("can be where a template version is gone whose data it holds, and says which")
  void versionGone() {
    LostSource.Version deleted = new LostSource.VersionDeleted(VERSION);
    LostSource.Version other = new LostSource.VersionDiffers(VERSION, List.of("ImageId"));
    assertEquals(
        new Restorability.Restorable(List.of(deleted, other)),
        judge(BODY, withSources(new Facts.Sources(List.of(deleted, other), List.of()))));
    assertEquals(
        List.of(
            "Version 3 of launch template lt-1 does not exist any more. It cannot be made again:"
                + " its user data is not kept any more."),
        reasons(BODY, withSources(new Facts.Sources(List.of(deleted), List.of(deleted)))));
    assertEquals("Version 3 of launch template lt-1 holds other data now: ImageId.", other.says());
  }

  @Test
  @DisplayName("is not judged by room where a launch was not looked at")
  void quick() {
    assertEquals(new Restorability.Restorable(List.of()), judge(BODY, inSubnets(subnets(0, 0))));
  }

  @Test
  @DisplayName("needs a free address for each new instance beside the old ones, wherever it is")
  void addresses() {
    assertEquals(
        List.of(
            "Replacing 10 instances, new ones first, needs 10 free addresses, and its subnets have"
                + " 9 (3 in eu-west-1a, 6 in eu-west-1b)."),
        reasons(BODY, launching(inSubnets(subnets(3, 6)))));
    assertInstanceOf(
        Restorability.Restorable.class, judge(BODY, launching(inSubnets(subnets(0, 10)))));
  }

  @Test
  @DisplayName("needs them in each zone where another may not stand in")
  void balancedOnly() {
    BodyBuilder balanced =
        new BodyBuilder()
            .further(
                "AvailabilityZoneDistribution",
                Map.of("CapacityDistributionStrategy", "balanced-only"));
    Facts facts = launching(inSubnets(subnets(4, 100)));
    assertEquals(
        List.of(
            "Replacing 10 instances, new ones first and balanced only, needs 5 free addresses in"
                + " each zone, and its subnets have 4 in eu-west-1a, 100 in eu-west-1b."),
        reasons(balanced, facts));
    assertInstanceOf(
        Restorability.Restorable.class, judge(balanced, launching(inSubnets(subnets(5, 5)))));
  }

  @Test
  @DisplayName("needs no IPv4 address of a subnet that has none to give")
  void ipv6() {
    Map<String, Facts.Subnet> subnets = new HashMap<>(subnets(0, 0));
    subnets.put("subnet-b", new Facts.Subnet("eu-west-1b", "available", OptionalInt.empty()));
    assertInstanceOf(Restorability.Restorable.class, judge(BODY, launching(inSubnets(subnets))));
  }

  @Test
  @DisplayName("needs vCPUs of the quota for each new On-Demand instance beside what is used")
  void quota() {
    assertEquals(
        List.of(
            "Replacing 10 instances, new ones first, needs 20 vCPUs, and of the 32 that the quota"
                + " of On-Demand Standard instances allows 13 are used."),
        reasons(BODY, launching(ALL_THERE, new Facts.Quota(32, 13, Map.of("m7g.large", 2)))));
    assertInstanceOf(
        Restorability.Restorable.class,
        judge(BODY, launching(ALL_THERE, new Facts.Quota(32, 12, Map.of("m7g.large", 2)))));
    assertInstanceOf(
        Restorability.Restorable.class,
        judge(BODY, launching(ALL_THERE, new Facts.Quota(0, 0, Map.of()))),
        "of other types another quota");
  }

  @Test
  @DisplayName("cannot be where a launch that was tried was refused")
  void refused() {
    Facts.Quota quota = new Facts.Quota(1000, 0, Map.of());
    assertEquals(
        List.of("Its instances may not be launched: no."),
        reasons(BODY, launching(ALL_THERE, quota, "Its instances may not be launched: no.")));
  }

  @Test
  @DisplayName("is unknown where something could not be seen, unless what was seen suffices")
  void unseen() {
    Facts blind =
        new Facts(
            ALL_THERE.sources(),
            new Look.Unseen<>("Its images could not be looked at: throttled"),
            ALL_THERE.subnets(),
            ALL_THERE.securityGroups(),
            new Look.Unseen<>("Its key pairs could not be looked at: throttled"),
            ALL_THERE.targetGroupArns(),
            Optional.of(
                new Facts.Launch(
                    new Look.Seen<>(List.of()), new Look.Unseen<>("No quota was seen."))));
    assertEquals(
        new Restorability.Unknown(
            List.of(
                "Its images could not be looked at: throttled",
                "Its key pairs could not be looked at: throttled",
                "No quota was seen."),
            List.of()),
        judge(BODY, blind));
    Facts gone =
        new Facts(
            blind.sources(),
            blind.imageStates(),
            blind.subnets(),
            new Look.Seen<>(Set.of()),
            blind.keyNames(),
            blind.targetGroupArns(),
            Optional.empty());
    assertEquals(List.of("The security group sg-1 does not exist any more."), reasons(BODY, gone));
  }
}

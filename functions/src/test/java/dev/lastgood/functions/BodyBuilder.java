package dev.lastgood.functions;

import dev.lastgood.functions.point.Attachments;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.GroupConfiguration;
import dev.lastgood.functions.point.LaunchNames;
import dev.lastgood.functions.point.LaunchSource;
import dev.lastgood.functions.point.LaunchTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A captured group, usual in all that a test does not set: ten healthy instances of version 1. */
public final class BodyBuilder {
  private String targetId = "web";
  private String templateId = Fixtures.TEMPLATE;
  private Map<String, Object> data = Map.of("ImageId", "ami-1", "InstanceType", "m7g.large");
  private String version = "1";
  private String declared = "1";
  private Instant capturedAt = Fixtures.NOW.minusSeconds(86_400);
  private int minimum = 5;
  private int maximum = 20;
  private int desired = 10;
  private String healthCheckType = "ELB";
  private int gracePeriodSeconds = 300;
  private Optional<Integer> warmupSeconds = Optional.empty();
  private int cooldownSeconds = 300;
  private List<String> subnetIds = List.of("subnet-a", "subnet-b");
  private List<String> zones = List.of("eu-west-1a", "eu-west-1b");
  private List<String> targetGroupArns = List.of("arn:tg-1");
  private List<String> suspended = List.of();
  private List<String> terminationPolicies = List.of("Default");
  private boolean protectNew;
  private Optional<Integer> lifetimeSeconds = Optional.empty();
  private boolean rebalance;
  private Map<String, Integer> maintenance = Map.of();
  private final TreeMap<String, GroupConfiguration.Tag> tags = new TreeMap<>();
  private Optional<LaunchSource> launch = Optional.empty();
  private Optional<LaunchNames> names = Optional.empty();
  private Optional<SortedMap<String, Object>> further = Optional.of(new TreeMap<>());
  private Optional<Attachments> attachments = Optional.of(Attachments.NONE);
  private Optional<List<Fleet.Instance>> instances = Optional.empty();

  public BodyBuilder target(String id) {
    this.targetId = id;
    return this;
  }

  public BodyBuilder template(String id) {
    this.templateId = id;
    return this;
  }

  /** The version that the group resolves to, and the image that it starts. */
  public BodyBuilder version(String number, String imageId) {
    this.version = number;
    this.declared = number;
    return data(Map.of("ImageId", imageId, "InstanceType", "m7g.large"));
  }

  public BodyBuilder data(Map<String, Object> templateData) {
    this.data = templateData;
    return this;
  }

  public BodyBuilder declared(String alias) {
    this.declared = alias;
    return this;
  }

  /** What the group launches from, where it is not one template alone. */
  public BodyBuilder launch(LaunchSource source, LaunchNames called) {
    this.launch = Optional.of(source);
    this.names = Optional.of(called);
    return this;
  }

  public BodyBuilder further(String name, Object value) {
    TreeMap<String, Object> more = new TreeMap<>(further.orElseThrow());
    more.put(name, value);
    this.further = Optional.of(more);
    return this;
  }

  /** As a point of schema version 1 is read: much was not captured. */
  public BodyBuilder withoutFurther() {
    this.further = Optional.empty();
    return groupAlone();
  }

  /** As it is read where the group alone was looked at. */
  public BodyBuilder groupAlone() {
    this.attachments = Optional.empty();
    return this;
  }

  public BodyBuilder attachments(Attachments all) {
    this.attachments = Optional.of(all);
    return this;
  }

  public BodyBuilder capturedAt(Instant instant) {
    this.capturedAt = instant;
    return this;
  }

  public BodyBuilder sizes(int min, int max, int wanted) {
    this.minimum = min;
    this.maximum = max;
    this.desired = wanted;
    return this;
  }

  public BodyBuilder health(String type, int graceSeconds) {
    this.healthCheckType = type;
    this.gracePeriodSeconds = graceSeconds;
    return this;
  }

  public BodyBuilder warmup(int seconds) {
    this.warmupSeconds = Optional.of(seconds);
    return this;
  }

  public BodyBuilder cooldown(int seconds) {
    this.cooldownSeconds = seconds;
    return this;
  }

  public BodyBuilder subnets(String... ids) {
    this.subnetIds = List.of(ids);
    return this;
  }

  public BodyBuilder zones(String... names) {
    this.zones = List.of(names);
    return this;
  }

  public BodyBuilder targetGroups(String... arns) {
    this.targetGroupArns = List.of(arns);
    return this;
  }

  public BodyBuilder suspended(String... processes) {
    this.suspended = List.of(processes);
    return this;
  }

  public BodyBuilder terminationPolicies(String... names) {
    this.terminationPolicies = List.of(names);
    return this;
  }

  public BodyBuilder protectNew() {
    this.protectNew = true;
    return this;
  }

  public BodyBuilder lifetime(int seconds) {
    this.lifetimeSeconds = Optional.of(seconds);
    return this;
  }

  public BodyBuilder rebalance() {
    this.rebalance = true;
    return this;
  }

  public BodyBuilder maintenance(Map<String, Integer> percentages) {
    this.maintenance = percentages;
    return this;
  }

  public BodyBuilder tag(String key, String value) {
    tags.put(key, new GroupConfiguration.Tag(value, true));
    return this;
  }

  public BodyBuilder tagOfGroupAlone(String key, String value) {
    tags.put(key, new GroupConfiguration.Tag(value, false));
    return this;
  }

  public BodyBuilder instances(List<Fleet.Instance> all) {
    this.instances = Optional.of(List.copyOf(all));
    return this;
  }

  /** So many in service of the version, the first of them well and the rest not. */
  public BodyBuilder fleet(int inService, int healthy, String runs) {
    List<Fleet.Instance> all = new ArrayList<>();
    for (int index = 0; index < inService; index++) {
      all.add(instance(index, "InService", index < healthy, runs, false));
    }
    return instances(all);
  }

  public static Fleet.Instance instance(
      int index, String state, boolean healthy, String runs, boolean isProtected) {
    return new Fleet.Instance(
        "i-%017d".formatted(index),
        "eu-west-1a",
        state,
        healthy ? "Healthy" : "Unhealthy",
        Fixtures.TEMPLATE,
        runs,
        "",
        "m7g.large",
        "",
        "",
        isProtected);
  }

  public GroupConfiguration configuration() {
    return build().configuration();
  }

  public GroupBody build() {
    if (instances.isEmpty()) {
      fleet(desired, desired, version);
    }
    return new GroupBody(
        GroupBody.SCHEMA_VERSION,
        targetId,
        targetId + "-production",
        capturedAt,
        names.orElseGet(() -> LaunchNames.ofTemplate(templateId, version, declared)),
        new GroupConfiguration(
            launch.orElseGet(() -> new LaunchSource.Template(new LaunchTemplate(templateId, data))),
            minimum,
            maximum,
            healthCheckType,
            gracePeriodSeconds,
            warmupSeconds,
            cooldownSeconds,
            subnetIds,
            zones,
            targetGroupArns,
            suspended,
            terminationPolicies,
            protectNew,
            lifetimeSeconds,
            rebalance,
            maintenance,
            tags,
            further,
            attachments),
        new Fleet(desired, instances.orElseThrow()),
        new TreeMap<>());
  }
}

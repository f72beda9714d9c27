package dev.lastgood.simulator.ec2;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Every launch template and its versions; the rules are those of the EC2 API Reference. */
final class LaunchTemplates {
  private final Map<String, Template> byId = new LinkedHashMap<>();

  /** One template; versions count upwards and a number never comes back. */
  static final class Template {
    private final String id;
    private final String name;
    private final Instant createdAt;
    private final String createdBy;
    private final TreeMap<Long, LaunchTemplateVersion> versions = new TreeMap<>();
    private long defaultVersion = 1;
    private long latestVersion;

    private Template(String id, String name, Instant createdAt, String createdBy) {
      this.id = id;
      this.name = name;
      this.createdAt = createdAt;
      this.createdBy = createdBy;
    }

    String id() {
      return id;
    }

    String name() {
      return name;
    }

    long defaultVersion() {
      return defaultVersion;
    }

    LaunchTemplateVersion addVersion(
        ResponseLaunchTemplateData data, String description, Instant now) {
      long number = ++latestVersion;
      versions.put(
          number,
          LaunchTemplateVersion.builder()
              .launchTemplateId(id)
              .launchTemplateName(name)
              .versionNumber(number)
              .versionDescription(description)
              .createTime(now)
              .createdBy(createdBy)
              .launchTemplateData(data)
              .build());
      return version(number);
    }

    LaunchTemplateVersion version(long number) {
      return versions.get(number).toBuilder().defaultVersion(number == defaultVersion).build();
    }

    boolean has(long number) {
      return versions.containsKey(number);
    }

    /** Newest first, as EC2 lists them. */
    Iterable<Long> numbers() {
      return versions.descendingKeySet();
    }

    void remove(long number) {
      versions.remove(number);
    }

    void setDefault(long number) {
      defaultVersion = number;
    }

    /** The number that a version string means now. */
    long number(String version) {
      long number =
          switch (version) {
            case "$Latest" -> latestVersion();
            case "$Default" -> defaultVersion;
            default -> parsed(version);
          };
      if (!versions.containsKey(number)) {
        throw Ec2Errors.versionNotFound(version, id);
      }
      return number;
    }

    /** Deleting the newest version makes the one before it the latest. */
    private long latestVersion() {
      return versions.lastKey();
    }

    private static long parsed(String version) {
      if (!version.matches("[0-9]{1,18}")) {
        throw Ec2Errors.of(
            Ec2Errors.VERSION_NOT_FOUND, "Invalid launch template version: " + version + ".");
      }
      return Long.parseLong(version);
    }

    LaunchTemplate described() {
      return LaunchTemplate.builder()
          .launchTemplateId(id)
          .launchTemplateName(name)
          .createTime(createdAt)
          .createdBy(createdBy)
          .defaultVersionNumber(defaultVersion)
          .latestVersionNumber(latestVersion())
          .build();
    }
  }

  Template create(String id, String name, Instant now, String createdBy) {
    if (byId.values().stream().anyMatch(template -> template.name.equals(name))) {
      throw Ec2Errors.of(Ec2Errors.TEMPLATE_NAME_TAKEN, "Launch template name already in use.");
    }
    Template template = new Template(id, name, now, createdBy);
    byId.put(id, template);
    return template;
  }

  Iterable<Template> all() {
    return byId.values();
  }

  void remove(Template template) {
    byId.remove(template.id);
  }

  /** By id or else by name; exactly one of the two is given, as everywhere in EC2. */
  Template get(String id, String name) {
    if (id == null && name == null) {
      throw Ec2Errors.of(
          Ec2Errors.MISSING_PARAMETER,
          "Either the launch template ID or its name must be specified.");
    }
    if (id != null) {
      Template template = byId.get(id);
      if (template == null) {
        throw Ec2Errors.templateNotFound(id);
      }
      return template;
    }
    return byId.values().stream()
        .filter(template -> template.name.equals(name))
        .findFirst()
        .orElseThrow(() -> Ec2Errors.templateNameNotFound(name));
  }
}

package dev.lastgood.functions.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads one target that the schema found no fault with. What it does not say comes from its
 * environment's defaults, and what these do not say from the schema.
 */
final class TargetReader {
  private final ConfigurationSchema schema;

  TargetReader(ConfigurationSchema schema) {
    this.schema = schema;
  }

  Target read(String id, JsonNode target, JsonNode defaults) {
    Settings settings = new Settings(target, defaults);
    return new Target(
        id,
        subject(target, settings),
        Mode.valueOf(settings.of("mode").asText().toUpperCase(Locale.ROOT)),
        alarms(target.path("alarms")),
        settings.of("deadlineSeconds").intValue(),
        settings.of("soakSeconds").intValue(),
        settings.of("stabilityWindowSeconds").intValue(),
        settings.of("startupSeconds").intValue(),
        settings.of("approvalsRequired").intValue(),
        settings.of("pointsKept").intValue(),
        names(target.path("dependsOn")),
        names(target.path("probes")),
        names(target.path("instanceRoles")),
        held(settings, "protectedInstances"),
        held(settings, "standbyInstances"));
  }

  private static HeldInstances held(Settings settings, String field) {
    return HeldInstances.valueOf(settings.of(field).asText().toUpperCase(Locale.ROOT));
  }

  private static Subject subject(JsonNode target, Settings settings) {
    if (target.has("stack")) {
      return new StackSelection(
          target.path("stack").asText(),
          OperationPolicy.valueOf(settings.of("whileAtWork").asText().toUpperCase(Locale.ROOT)),
          Optional.of(target.path("migrationMarker").asText()).filter(name -> !name.isEmpty()),
          new AssetPlaces(
              names(target.path("assetBuckets")),
              names(target.path("assetRepositories")),
              names(target.path("assetLayers")),
              names(target.path("assetMacros"))),
          settings.of("protectData").booleanValue());
    }
    JsonNode tag = target.path("autoScalingGroupTag");
    return tag.isMissingNode()
        ? new GroupSelection.Named(target.path("autoScalingGroup").asText())
        : new GroupSelection.Tagged(tag.path("key").asText(), tag.path("value").asText());
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(name -> names.add(name.asText()));
    return names;
  }

  private List<Alarm> alarms(JsonNode alarms) {
    List<Alarm> read = new ArrayList<>();
    for (JsonNode alarm : alarms) {
      int evaluationPeriods = figure(alarm, "evaluationPeriods");
      read.add(
          new Alarm(
              alarm.path("name").asText(),
              figure(alarm, "periodSeconds"),
              evaluationPeriods,
              alarm.path("datapointsToAlarm").asInt(evaluationPeriods)));
    }
    return read;
  }

  private int figure(JsonNode alarm, String field) {
    return alarm.path(field).asInt(schema.defaultOf("alarm", field).intValue());
  }

  private final class Settings {
    private final JsonNode target;
    private final JsonNode defaults;

    Settings(JsonNode target, JsonNode defaults) {
      this.target = target;
      this.defaults = defaults;
    }

    JsonNode of(String field) {
      if (target.has(field)) {
        return target.get(field);
      }
      return defaults.has(field) ? defaults.get(field) : schema.defaultOf("target", field);
    }
  }
}

package dev.lastgood.simulator.cloudformation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Resources of which nothing but their properties is modelled. */
record GenericProvider(GenericType type, StackRegion region) implements ResourceProvider {
  @Override
  public UpdateBehaviour behaviour(String property) {
    return type.replacing().contains(property)
        ? UpdateBehaviour.REPLACEMENT
        : type.interrupting().contains(property)
            ? UpdateBehaviour.SOME_INTERRUPTION
            : UpdateBehaviour.NO_INTERRUPTION;
  }

  @Override
  public Pace pace() {
    return type.pace();
  }

  @Override
  public Optional<String> nameProperty() {
    return type.nameProperty();
  }

  @Override
  public boolean isTaggable() {
    return !type.name().equals("AWS::CloudFormation::CustomResource");
  }

  @Override
  public Set<String> writeOnly() {
    return type.writeOnly();
  }

  @Override
  public boolean isDriftDetected() {
    return !type.name().equals("AWS::CloudFormation::CustomResource");
  }

  @Override
  public String create(Desired desired) throws ResourceFailure {
    String name =
        type.nameProperty()
            .map(property -> desired.properties().get(property))
            .map(String::valueOf)
            .orElseGet(() -> region.madeName(desired.stack(), desired.logicalId()));
    String physicalId =
        filled(
            type.idForm()
                .replace(
                    "{name}",
                    type.name().equals("AWS::S3::Bucket") ? name.toLowerCase(Locale.ROOT) : name),
            "");
    if (region.live().has(type.name(), physicalId)) {
      throw new ResourceFailure(
          "Resource handler returned message: \"Resource of type '"
              + type.name()
              + "' with identifier '"
              + physicalId
              + "' already exists.\" (HandlerErrorCode: AlreadyExists)");
    }
    region.live().put(type.name(), physicalId, desired.properties());
    return physicalId;
  }

  @Override
  public void update(String physicalId, Map<String, Object> before, Desired desired)
      throws ResourceFailure {
    Map<String, Object> now =
        new TreeMap<>(
            read(physicalId).orElseThrow(() -> ResourceFailure.notFound(type.name(), physicalId)));
    // Only what differs from the template before: what somebody else changed beside it stays.
    Map<String, Object> after = desired.properties();
    before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(now::remove);
    after.forEach(
        (name, value) -> {
          if (!Values.same(before.get(name), value)) {
            now.put(name, value);
          }
        });
    region.live().put(type.name(), physicalId, now);
  }

  @Override
  public void delete(String physicalId) {
    region.live().remove(type.name(), physicalId);
  }

  @Override
  public Optional<Map<String, Object>> read(String physicalId) {
    return region.live().get(type.name(), physicalId);
  }

  @Override
  public Object ref(String physicalId) {
    return physicalId;
  }

  /** A form that begins with an equals sign names the property that the attribute is. */
  @Override
  public Optional<Object> attribute(String physicalId, String name) {
    String form = type.attributes().get(name);
    if (form == null) {
      return read(physicalId).map(properties -> properties.get(name));
    }
    return form.startsWith("=")
        ? read(physicalId).map(properties -> properties.get(form.substring(1)))
        : Optional.of(filled(form.replace("{name}", lastPart(physicalId)), physicalId));
  }

  @Override
  public boolean isVolatile(String attribute) {
    return type.attributes().getOrDefault(attribute, "=").startsWith("=");
  }

  private String filled(String form, String physicalId) {
    String filled =
        form.replace("{id}", physicalId)
            .replace("{account}", region.account().id())
            .replace("{region}", region.account().region());
    return filled.contains("{hex}")
        ? filled.replace("{hex}", region.ids().resource("").substring(1))
        : filled;
  }

  private static String lastPart(String physicalId) {
    return physicalId.substring(
        Math.max(physicalId.lastIndexOf('/'), physicalId.lastIndexOf(':')) + 1);
  }
}

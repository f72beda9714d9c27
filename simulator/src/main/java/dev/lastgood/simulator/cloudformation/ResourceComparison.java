package dev.lastgood.simulator.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.AttributeChangeType;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.DriftIgnoredReason;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceDriftIgnoredAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/**
 * Compares resources of a stack with what they are to become. A usual operation compares templates;
 * a drift-aware one also looks at what is really there: see "Using drift-aware change sets" in the
 * AWS CloudFormation User Guide.
 */
record ResourceComparison(
    StackRegion region,
    LiveStack stack,
    StackScope scope,
    Deployment target,
    boolean revertsDrift) {
  private static final List<ResourceAttribute> ATTRIBUTES =
      List.of(
          ResourceAttribute.METADATA,
          ResourceAttribute.CREATION_POLICY,
          ResourceAttribute.UPDATE_POLICY,
          ResourceAttribute.DELETION_POLICY,
          ResourceAttribute.UPDATE_REPLACE_POLICY);

  /** Empty where nothing is to be done. */
  Optional<PlannedChange> of(TemplateResource definition) {
    Optional<LiveResource> live =
        stack.resource(definition.logicalId()).filter(resource -> resource.made().exists());
    if (live.isEmpty()) {
      return Optional.of(
          new PlannedChange(
              ChangeAction.ADD,
              definition,
              Optional.empty(),
              List.of(),
              List.of(),
              Optional.empty()));
    }
    LiveResource.Made made = live.get().made();
    ResourceProvider provider = region.types().of(definition.type());
    Optional<Map<String, Object>> actual =
        revertsDrift && provider.isDriftDetected()
            ? provider.read(made.physicalId())
            : Optional.of(made.properties());
    if (actual.isEmpty()) {
      return Optional.of(
          new PlannedChange(
              ChangeAction.ADD,
              definition,
              Optional.of(made),
              List.of(),
              List.of(),
              Optional.of(StackResourceDriftStatus.DELETED)));
    }
    List<PropertyChange> details = new ArrayList<>();
    List<ResourceDriftIgnoredAttribute> ignored = new ArrayList<>();
    properties(definition, made, actual.get(), provider, details, ignored);
    attributes(definition, made, provider, details);
    boolean owed =
        live.get().touched()
            || live.get().status() == ResourceStatus.UPDATE_FAILED
            || region.types().of(definition.type()) instanceof NestedStackProvider nested
                && nested.differs(made, definition, scope, target);
    if (details.isEmpty() && !owed) {
      return Optional.empty();
    }
    PlannedChange change =
        new PlannedChange(
            ChangeAction.MODIFY,
            definition,
            Optional.of(made),
            List.copyOf(details),
            List.copyOf(ignored),
            revertsDrift
                ? Optional.of(
                    details.stream().anyMatch(detail -> detail.drifted().isPresent())
                        ? StackResourceDriftStatus.MODIFIED
                        : StackResourceDriftStatus.IN_SYNC)
                : Optional.empty());
    return Optional.of(
        change.isSynchronisation()
            ? new PlannedChange(
                ChangeAction.SYNC_WITH_ACTUAL,
                definition,
                change.made(),
                change.details(),
                change.ignored(),
                change.drift())
            : change);
  }

  private void properties(
      TemplateResource definition,
      LiveResource.Made made,
      Map<String, Object> actual,
      ResourceProvider provider,
      List<PropertyChange> details,
      List<ResourceDriftIgnoredAttribute> ignored) {
    Map<String, Object> after = scope.properties(definition);
    Map<String, Object> before = made.properties();
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      boolean sameTemplates = Values.same(before.get(name), after.get(name));
      boolean drifted =
          revertsDrift
              && before.containsKey(name)
              && !Values.covers(before.get(name), actual.get(name));
      boolean really = drifted && !provider.writeOnly().contains(name);
      if (sameTemplates && !drifted) {
        continue;
      }
      if (sameTemplates && provider.writeOnly().contains(name)) {
        ignored.add(ignored(name, DriftIgnoredReason.WRITE_ONLY_PROPERTY));
      } else if (sameTemplates && provider.managedByAws().contains(name)) {
        ignored.add(ignored(name, DriftIgnoredReason.MANAGED_BY_AWS));
      } else if (!sameTemplates || provider.behaviour(name) != UpdateBehaviour.REPLACEMENT) {
        details.add(
            change(name, provider, before, after, really ? Optional.of(actual) : Optional.empty()));
      }
      // What is left has drifted and could be changed by a replacement only: it stays as it is.
    }
    if (!made.type().equals(definition.type())) {
      details.add(
          attribute(ResourceAttribute.PROPERTIES, Optional.of("Type"), RequiresRecreation.ALWAYS));
    }
  }

  private static ResourceDriftIgnoredAttribute ignored(String name, DriftIgnoredReason reason) {
    return ResourceDriftIgnoredAttribute.builder()
        .path("/Properties/" + name)
        .reason(reason)
        .build();
  }

  private PropertyChange change(
      String name,
      ResourceProvider provider,
      Map<String, Object> before,
      Map<String, Object> after,
      Optional<Map<String, Object>> actual) {
    Optional<Object> now =
        Optional.ofNullable(actual.map(live -> live.get(name)).orElse(before.get(name)));
    boolean inPlace =
        actual.isPresent()
            && after.containsKey(name)
            && Values.covers(after.get(name), now.orElse(null));
    RequiresRecreation recreation =
        provider.behaviour(name) != UpdateBehaviour.REPLACEMENT || inPlace
            ? RequiresRecreation.NEVER
            : Values.isUnknown(after.get(name))
                ? RequiresRecreation.CONDITIONALLY
                : RequiresRecreation.ALWAYS;
    AttributeChangeType type =
        inPlace
            ? AttributeChangeType.SYNC_WITH_ACTUAL
            : now.isEmpty()
                ? AttributeChangeType.ADD
                : after.containsKey(name) ? AttributeChangeType.MODIFY : AttributeChangeType.REMOVE;
    return new PropertyChange(
        ResourceAttribute.PROPERTIES,
        Optional.of(name),
        now,
        Optional.ofNullable(after.get(name)),
        recreation,
        type,
        actual.flatMap(live -> Optional.ofNullable(before.get(name))));
  }

  private void attributes(
      TemplateResource definition,
      LiveResource.Made made,
      ResourceProvider provider,
      List<PropertyChange> details) {
    for (ResourceAttribute attribute : ATTRIBUTES) {
      String name = attribute.toString();
      if (!definition.attribute(name).equals(made.definition().attribute(name))) {
        details.add(attribute(attribute, Optional.empty(), RequiresRecreation.NEVER));
      }
    }
    if (provider.isTaggable()
        && !made.tags().equals(StackTags.handedOn(stack, target.tags(), definition.logicalId()))) {
      details.add(attribute(ResourceAttribute.TAGS, Optional.empty(), RequiresRecreation.NEVER));
    }
  }

  private static PropertyChange attribute(
      ResourceAttribute attribute, Optional<String> name, RequiresRecreation recreation) {
    return new PropertyChange(
        attribute,
        name,
        Optional.empty(),
        Optional.empty(),
        recreation,
        AttributeChangeType.MODIFY,
        Optional.empty());
  }
}

package dev.lastgood.simulator.cloudformation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/**
 * Launch templates of the simulated EC2. Each change makes a version, the way back too; the default
 * version stays the first. See "AWS::EC2::LaunchTemplate" in the AWS CloudFormation Template
 * Reference Guide.
 */
record LaunchTemplateProvider(StackRegion region) implements ResourceProvider {
  private static final String DATA = "LaunchTemplateData";
  private static final String NAME = "LaunchTemplateName";
  private static final Set<String> MODELLED = Set.of(NAME, DATA, "VersionDescription");

  void requireModelled(TemplateResource resource) {
    resource
        .properties()
        .fieldNames()
        .forEachRemaining(
            property -> {
              if (!MODELLED.contains(property)) {
                throw new UnsupportedOperationException(
                    "Simulated CloudFormation does not model the property "
                        + property
                        + " of launch templates.");
              }
            });
  }

  @Override
  public UpdateBehaviour behaviour(String property) {
    return property.equals(NAME) ? UpdateBehaviour.REPLACEMENT : UpdateBehaviour.NO_INTERRUPTION;
  }

  @Override
  public Pace pace() {
    return Pace.QUICK;
  }

  @Override
  public Optional<String> nameProperty() {
    return Optional.of(NAME);
  }

  @Override
  public boolean isTaggable() {
    return false;
  }

  @Override
  public String create(Desired desired) throws ResourceFailure {
    return Failing.handled(
        () ->
            client()
                .createLaunchTemplate(
                    it ->
                        it.launchTemplateName(name(desired))
                            .versionDescription(text(desired, "VersionDescription"))
                            .launchTemplateData(data(desired)))
                .launchTemplate()
                .launchTemplateId());
  }

  /** A template of that name that is there already, which a stack is set up around. */
  Optional<String> adopted(Desired desired) {
    return template(name(desired)).map(LaunchTemplate::launchTemplateId);
  }

  private String name(Desired desired) {
    return Optional.ofNullable(text(desired, NAME))
        .orElseGet(() -> region.madeName(desired.stack(), desired.logicalId()));
  }

  @Override
  public void update(String physicalId, Map<String, Object> before, Desired desired)
      throws ResourceFailure {
    if (read(physicalId).isEmpty()) {
      throw ResourceFailure.notFound(ResourceTypes.LAUNCH_TEMPLATE, physicalId);
    }
    if (Values.same(before.get(DATA), desired.properties().get(DATA))) {
      return;
    }
    Failing.handled(
        () ->
            client()
                .createLaunchTemplateVersion(
                    it ->
                        it.launchTemplateId(physicalId)
                            .versionDescription(text(desired, "VersionDescription"))
                            .launchTemplateData(data(desired))));
  }

  @Override
  public void delete(String physicalId) throws ResourceFailure {
    if (read(physicalId).isPresent()) {
      Failing.handled(() -> client().deleteLaunchTemplate(it -> it.launchTemplateId(physicalId)));
    }
  }

  @Override
  public Optional<Map<String, Object>> read(String physicalId) {
    return template(physicalId)
        .map(
            template -> {
              Map<String, Object> properties = new TreeMap<>();
              properties.put(NAME, template.launchTemplateName());
              properties.put(
                  DATA,
                  SdkValues.read(
                      client()
                          .describeLaunchTemplateVersions(
                              it -> it.launchTemplateId(physicalId).versions("$Latest"))
                          .launchTemplateVersions()
                          .getFirst()
                          .launchTemplateData()));
              return properties;
            });
  }

  @Override
  public Object ref(String physicalId) {
    return physicalId;
  }

  @Override
  public Optional<Object> attribute(String physicalId, String name) {
    return switch (name) {
      case "LaunchTemplateId" -> Optional.of(physicalId);
      case "LatestVersionNumber" ->
          template(physicalId).map(template -> String.valueOf(template.latestVersionNumber()));
      case "DefaultVersionNumber" ->
          template(physicalId).map(template -> String.valueOf(template.defaultVersionNumber()));
      default -> Optional.empty();
    };
  }

  @Override
  public boolean isVolatile(String attribute) {
    return attribute.equals("LatestVersionNumber");
  }

  private Optional<LaunchTemplate> template(String idOrName) {
    try {
      return Optional.of(
          client()
              .describeLaunchTemplates(
                  it -> {
                    if (idOrName.startsWith("lt-")) {
                      it.launchTemplateIds(idOrName);
                    } else {
                      it.launchTemplateNames(idOrName);
                    }
                  })
              .launchTemplates()
              .getFirst());
    } catch (AwsServiceException missing) {
      return Optional.empty();
    }
  }

  private static RequestLaunchTemplateData data(Desired desired) {
    return desired.properties().get(DATA) instanceof Map<?, ?> given
        ? (RequestLaunchTemplateData) SdkValues.built(RequestLaunchTemplateData.builder(), given)
        : RequestLaunchTemplateData.builder().build();
  }

  private static String text(Desired desired, String property) {
    Object value = desired.properties().get(property);
    return value == null ? null : String.valueOf(value);
  }

  private Ec2Client client() {
    return region.neighbours().ec2().client();
  }
}

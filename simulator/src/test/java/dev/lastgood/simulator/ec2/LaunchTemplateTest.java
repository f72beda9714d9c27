package dev.lastgood.simulator.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateErrorCode;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.VolumeType;

@DisplayName("A launch template")
class LaunchTemplateTest {
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T02:00:00Z"));
  private SimulatedEc2 ec2;
  private Ec2Client client;
  private String id;

  @BeforeEach
  void createTemplate() {
    ec2 = Ec2Region.empty(time);
    client = ec2.client();
    ec2.registerImage("ami-1", "one");
    ec2.prerequisites().addSecurityGroup("sg-1", "web");
    ec2.prerequisites().addSecurityGroup("sg-2", "shared");
    RequestLaunchTemplateData data =
        RequestLaunchTemplateData.builder()
            .imageId("ami-1")
            .instanceType(InstanceType.M7_G_LARGE)
            .userData("aGVsbG8=")
            .securityGroupIds("sg-1", "sg-2")
            .iamInstanceProfile(profile -> profile.name("web"))
            .metadataOptions(options -> options.httpTokens("required"))
            .blockDeviceMappings(
                LaunchTemplateBlockDeviceMappingRequest.builder()
                    .deviceName("/dev/xvda")
                    .ebs(ebs -> ebs.volumeSize(20).volumeType(VolumeType.GP3).encrypted(true))
                    .build())
            .build();
    id =
        client
            .createLaunchTemplate(it -> it.launchTemplateName("web").launchTemplateData(data))
            .launchTemplate()
            .launchTemplateId();
  }

  private ResponseLaunchTemplateData data(String version) {
    return client
        .describeLaunchTemplateVersions(it -> it.launchTemplateId(id).versions(version))
        .launchTemplateVersions()
        .getFirst()
        .launchTemplateData();
  }

  private long addVersion(String source, String imageId) {
    return client
        .createLaunchTemplateVersion(
            it ->
                it.launchTemplateId(id)
                    .sourceVersion(source)
                    .launchTemplateData(data -> data.imageId(imageId)))
        .launchTemplateVersion()
        .versionNumber();
  }

  @Test
  @DisplayName("answers every setting that it was given, however deep")
  void everySetting() {
    ResponseLaunchTemplateData data = data("1");
    assertEquals("ami-1", data.imageId());
    assertEquals(InstanceType.M7_G_LARGE, data.instanceType());
    assertEquals(List.of("sg-1", "sg-2"), data.securityGroupIds());
    assertEquals("web", data.iamInstanceProfile().name());
    assertEquals("required", data.metadataOptions().httpTokensAsString());
    assertEquals(20, data.blockDeviceMappings().getFirst().ebs().volumeSize());
    assertEquals(VolumeType.GP3, data.blockDeviceMappings().getFirst().ebs().volumeType());
    assertTrue(data.blockDeviceMappings().getFirst().ebs().encrypted());
  }

  @Test
  @DisplayName("makes a version over a source version, and one from scratch without")
  void sourceVersion() {
    assertEquals(2, addVersion("1", "ami-2"));
    assertEquals(data("1").toBuilder().imageId("ami-2").build(), data("2"));
    assertEquals(3, addVersion(null, "ami-3"));
    assertEquals(ResponseLaunchTemplateData.builder().imageId("ami-3").build(), data("3"));
  }

  @Test
  @DisplayName("means by $Latest and $Default what they mean at the time")
  void latestAndDefault() {
    addVersion("1", "ami-2");
    assertEquals("ami-2", data("$Latest").imageId());
    assertEquals("ami-1", data("$Default").imageId());
    client.modifyLaunchTemplate(it -> it.launchTemplateId(id).defaultVersion("2"));
    assertEquals("ami-2", data("$Default").imageId());
    assertEquals(
        List.of(2L, 1L),
        client
            .describeLaunchTemplateVersionsPaginator(it -> it.launchTemplateId(id).maxResults(1))
            .launchTemplateVersions()
            .stream()
            .map(LaunchTemplateVersion::versionNumber)
            .toList());
  }

  @Test
  @DisplayName("deletes versions one by one, never the default, and never reuses a number")
  void deletion() {
    addVersion("1", "ami-2");
    var response =
        client.deleteLaunchTemplateVersions(it -> it.launchTemplateId(id).versions("1", "2", "9"));
    assertEquals(
        2, response.successfullyDeletedLaunchTemplateVersions().getFirst().versionNumber());
    assertEquals(1, response.successfullyDeletedLaunchTemplateVersions().size());
    assertEquals(
        List.of(
            LaunchTemplateErrorCode.UNEXPECTED_ERROR,
            LaunchTemplateErrorCode.LAUNCH_TEMPLATE_VERSION_DOES_NOT_EXIST),
        response.unsuccessfullyDeletedLaunchTemplateVersions().stream()
            .map(it -> it.responseError().code())
            .toList());
    assertCode("InvalidLaunchTemplateId.VersionNotFound", () -> data("2"));
    assertEquals("ami-1", data("$Latest").imageId());
    assertEquals(3, addVersion("1", "ami-3"));
  }

  @Test
  @DisplayName("is not found by a wrong id or name, in EC2's codes")
  void notFound() {
    assertCode(
        "InvalidLaunchTemplateId.NotFound",
        () ->
            client.describeLaunchTemplateVersions(it -> it.launchTemplateId("lt-0").versions("1")));
    assertCode(
        "InvalidLaunchTemplateName.NotFoundException",
        () -> client.describeLaunchTemplates(it -> it.launchTemplateNames("none")));
  }

  @Test
  @DisplayName("creates one version for a client token, however often it is sent")
  void clientToken() {
    for (int i = 0; i < 2; i++) {
      assertEquals(
          2,
          client
              .createLaunchTemplateVersion(
                  it ->
                      it.launchTemplateId(id)
                          .clientToken("once")
                          .launchTemplateData(data -> data.imageId("ami-2")))
              .launchTemplateVersion()
              .versionNumber());
    }
  }

  @Test
  @DisplayName("refuses a client token that comes again with something else")
  void clientTokenOfAnother() {
    client.createLaunchTemplateVersion(
        it ->
            it.launchTemplateId(id)
                .clientToken("once")
                .launchTemplateData(data -> data.imageId("ami-2")));
    Ec2Exception refusal =
        assertThrows(
            Ec2Exception.class,
            () ->
                client.createLaunchTemplateVersion(
                    it ->
                        it.launchTemplateId(id)
                            .clientToken("once")
                            .launchTemplateData(data -> data.imageId("ami-1"))));
    assertEquals("IdempotentParameterMismatch", refusal.awsErrorDetails().errorCode());
  }

  @Test
  @DisplayName("resolves an image parameter only where that is asked for")
  void imageParameter() {
    ec2.imageParameter("/images/web", "ami-1");
    addVersion("1", "resolve:ssm:/images/web");
    assertEquals("resolve:ssm:/images/web", data("2").imageId());
    assertEquals(
        "ami-1",
        client
            .describeLaunchTemplateVersions(
                it -> it.launchTemplateId(id).versions("2").resolveAlias(true))
            .launchTemplateVersions()
            .getFirst()
            .launchTemplateData()
            .imageId());
    assertEquals("ami-1", ec2.resolve(id, null, "2").data().imageId());
  }

  @Test
  @DisplayName("is tried by a dry run, which never launches")
  void dryRun() {
    assertCode("DryRunOperation", () -> dryRun("1"));
    assertCode("InvalidLaunchTemplateId.VersionNotFound", () -> dryRun("4"));
    ec2.deregisterImage("ami-1");
    assertCode("InvalidAMIID.NotFound", () -> dryRun("1"));
    assertTrue(client.describeImages().images().isEmpty());
    assertCode("InvalidAMIID.NotFound", () -> client.describeImages(it -> it.imageIds("ami-1")));
    assertThrows(
        UnsupportedOperationException.class,
        () -> client.runInstances(it -> it.imageId("ami-1").minCount(1).maxCount(1)));
  }

  @Test
  @DisplayName("is left as it is by a dry run of what would change it")
  void dryRuns() {
    assertCode(
        "DryRunOperation",
        () -> client.deleteLaunchTemplate(it -> it.launchTemplateId(id).dryRun(true)));
    assertCode(
        "DryRunOperation",
        () -> client.describeLaunchTemplates(it -> it.launchTemplateIds(id).dryRun(true)));
    assertEquals(1, client.describeLaunchTemplates().launchTemplates().size());
  }

  @Test
  @DisplayName("is asked for versions between two numbers, which have to be some")
  void range() {
    addVersion("1", "ami-2");
    assertEquals(
        2,
        client
            .describeLaunchTemplateVersions(it -> it.launchTemplateId(id).minVersion("2"))
            .launchTemplateVersions()
            .getFirst()
            .versionNumber());
    assertCode(
        "InvalidParameterValue",
        () ->
            client.describeLaunchTemplateVersions(
                it -> it.launchTemplateId(id).maxVersion("$Latest")));
  }

  private void dryRun(String version) {
    client.runInstances(
        it ->
            it.dryRun(true)
                .minCount(1)
                .maxCount(1)
                .launchTemplate(template -> template.launchTemplateId(id).version(version)));
  }

  private static void assertCode(String code, Executable call) {
    assertEquals(code, assertThrows(Ec2Exception.class, call).awsErrorDetails().errorCode());
  }
}

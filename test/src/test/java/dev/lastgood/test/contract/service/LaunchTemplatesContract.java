package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateErrorCode;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/**
 * Launch templates of EC2. See "Store instance launch parameters in Amazon EC2 launch templates" in
 * the Amazon EC2 User Guide; the actions on launch templates and "Error codes for the Amazon EC2
 * API" in its API Reference; "Ensuring idempotency" and "Eventual consistency" in its Developer
 * Guide: what was written is waited for.
 */
abstract class LaunchTemplatesContract extends ServiceContract {
  private static final String UNKNOWN_ID = "lt-0123456789abcdef0";

  LaunchTemplatesContract(Services services) {
    super(services);
  }

  /** A template of one version; its id. */
  private String given() {
    String name = services().name("template");
    String id = create(name, services().name("token"), InstanceType.T3_MICRO);
    awaitTemplate(id);
    return id;
  }

  private String create(String name, String token, InstanceType type) {
    String id =
        services()
            .ec2()
            .createLaunchTemplate(
                request ->
                    request
                        .launchTemplateName(name)
                        .clientToken(token)
                        .launchTemplateData(data -> data.instanceType(type)))
            .launchTemplate()
            .launchTemplateId();
    services().afterwards(() -> delete(id));
    return id;
  }

  private void delete(String id) {
    try {
      services().ec2().deleteLaunchTemplate(request -> request.launchTemplateId(id));
    } catch (Ec2Exception gone) {
      assertEquals("InvalidLaunchTemplateId.NotFound", gone.awsErrorDetails().errorCode());
    }
  }

  private long addVersion(String id, String token, InstanceType type) {
    return services()
        .ec2()
        .createLaunchTemplateVersion(
            request ->
                request
                    .launchTemplateId(id)
                    .clientToken(token)
                    .launchTemplateData(data -> data.instanceType(type)))
        .launchTemplateVersion()
        .versionNumber();
  }

  private long addVersion(String id) {
    return addVersion(id, services().name("token"), InstanceType.T3_SMALL);
  }

  /** Those asked for, or all; empty where the template has not been seen yet. */
  private List<Long> versions(String id, String... asked) {
    try {
      return services()
          .ec2()
          .describeLaunchTemplateVersions(request -> request.launchTemplateId(id).versions(asked))
          .launchTemplateVersions()
          .stream()
          .map(LaunchTemplateVersion::versionNumber)
          .sorted()
          .toList();
    } catch (Ec2Exception notYet) {
      if (notYet.awsErrorDetails().errorCode().endsWith("NotFound")) {
        return List.of();
      }
      throw notYet;
    }
  }

  private void awaitVersions(String id, List<Long> expected, String... asked) {
    services()
        .eventually(
            "versions " + String.join(", ", asked) + " are " + expected,
            () -> versions(id, asked).equals(expected));
  }

  @Test
  @DisplayName("versions are numbered from 1; the first stays the default until another is made it")
  void versions() {
    String id = given();
    assertEquals(2, addVersion(id));
    assertEquals(3, addVersion(id));
    awaitVersions(id, List.of(1L, 2L, 3L));
    awaitVersions(id, List.of(3L), "$Latest");
    awaitVersions(id, List.of(1L), "$Default");
    services()
        .ec2()
        .modifyLaunchTemplate(request -> request.launchTemplateId(id).defaultVersion("2"));
    awaitVersions(id, List.of(2L), "$Default");
    awaitVersions(id, List.of(3L), "$Latest");
  }

  @Test
  @DisplayName("a version made of another has all of it that is not given anew")
  void sourceVersion() {
    String id = given();
    services()
        .ec2()
        .createLaunchTemplateVersion(
            request ->
                request
                    .launchTemplateId(id)
                    .sourceVersion("1")
                    .launchTemplateData(data -> data.ebsOptimized(true)));
    awaitVersions(id, List.of(2L), "2");
    var data =
        services()
            .ec2()
            .describeLaunchTemplateVersions(it -> it.launchTemplateId(id).versions("2"))
            .launchTemplateVersions()
            .getFirst()
            .launchTemplateData();
    assertEquals(InstanceType.T3_MICRO, data.instanceType());
    assertTrue(data.ebsOptimized());
  }

  /** "Launch template versions are numbered in the order in which they are created." */
  @Test
  @DisplayName("the number of a version that was deleted does not come back")
  void deletedNumbers() {
    String id = given();
    addVersion(id);
    awaitVersions(id, List.of(1L, 2L));
    var deleted =
        services()
            .ec2()
            .deleteLaunchTemplateVersions(it -> it.launchTemplateId(id).versions("2", "7"));
    assertEquals(2, deleted.successfullyDeletedLaunchTemplateVersions().getFirst().versionNumber());
    var failed = deleted.unsuccessfullyDeletedLaunchTemplateVersions().getFirst();
    assertEquals(7, failed.versionNumber());
    assertEquals(
        LaunchTemplateErrorCode.LAUNCH_TEMPLATE_VERSION_DOES_NOT_EXIST,
        failed.responseError().code());
    assertEquals(3, addVersion(id));
    awaitVersions(id, List.of(1L, 3L));
  }

  /** How the answer says so is not documented. */
  @Test
  @DisplayName("the default version is not deleted")
  void defaultVersion() {
    String id = given();
    addVersion(id);
    try {
      services().ec2().deleteLaunchTemplateVersions(it -> it.launchTemplateId(id).versions("1"));
    } catch (Ec2Exception refused) {
      assertEquals(400, refused.statusCode());
    }
    awaitVersions(id, List.of(1L, 2L));
  }

  @Test
  @DisplayName("versions come by pages, each of them once, and by a range of numbers")
  void pages() {
    String id = given();
    addVersion(id);
    addVersion(id);
    awaitVersions(id, List.of(1L, 2L, 3L));
    List<Long> shown = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      DescribeLaunchTemplateVersionsResponse page =
          services()
              .ec2()
              .describeLaunchTemplateVersions(
                  request -> request.launchTemplateId(id).maxResults(2).nextToken(from));
      assertTrue(page.launchTemplateVersions().size() <= 2);
      page.launchTemplateVersions().forEach(version -> shown.add(version.versionNumber()));
      token = page.nextToken();
    } while (token != null && !token.isEmpty());
    assertEquals(List.of(1L, 2L, 3L), shown.stream().sorted().toList());
    assertEquals(
        List.of(2L, 3L),
        services()
            .ec2()
            .describeLaunchTemplateVersions(it -> it.launchTemplateId(id).minVersion("2"))
            .launchTemplateVersions()
            .stream()
            .map(LaunchTemplateVersion::versionNumber)
            .sorted()
            .toList());
  }

  @Test
  @DisplayName("a request that arrives twice with its token makes one template and one version")
  void tokens() {
    String name = services().name("template");
    String token = services().name("token");
    String id = create(name, token, InstanceType.T3_MICRO);
    assertEquals(id, create(name, token, InstanceType.T3_MICRO));
    awaitTemplate(id);
    String other = services().name("token");
    assertEquals(2, addVersion(id, other, InstanceType.T3_SMALL));
    assertEquals(2, addVersion(id, other, InstanceType.T3_SMALL));
    awaitVersions(id, List.of(1L, 2L));
  }

  @Test
  @DisplayName("a token that comes again with something else is refused")
  void tokenOfAnother() {
    String name = services().name("template");
    String token = services().name("token");
    String id = create(name, token, InstanceType.T3_MICRO);
    awaitTemplate(id);
    assertRefused("IdempotentParameterMismatch", () -> create(name, token, InstanceType.T3_SMALL));
    String other = services().name("token");
    addVersion(id, other, InstanceType.T3_SMALL);
    assertRefused(
        "IdempotentParameterMismatch", () -> addVersion(id, other, InstanceType.T3_MEDIUM));
  }

  @Test
  @DisplayName("a name that is taken is refused")
  void nameTaken() {
    String name = services().name("template");
    String id = create(name, services().name("token"), InstanceType.T3_MICRO);
    awaitTemplate(id);
    assertRefused(
        "InvalidLaunchTemplateName.AlreadyExistsException",
        () -> create(name, services().name("token"), InstanceType.T3_MICRO));
  }

  @Test
  @DisplayName("what is not there is refused by a code of its own: template, name and version")
  void missing() {
    assertRefused(
        "InvalidLaunchTemplateId.NotFound",
        () ->
            services().ec2().describeLaunchTemplateVersions(it -> it.launchTemplateId(UNKNOWN_ID)));
    String name = services().name("missing");
    assertRefused(
        "InvalidLaunchTemplateName.NotFoundException",
        () -> services().ec2().describeLaunchTemplateVersions(it -> it.launchTemplateName(name)));
    String id = given();
    assertRefused(
        "InvalidLaunchTemplateId.VersionNotFound",
        () ->
            services()
                .ec2()
                .describeLaunchTemplateVersions(it -> it.launchTemplateId(id).versions("7")));
  }

  @Test
  @DisplayName("a dry run ends in an error that says it would have gone well, and makes nothing")
  void dryRun() {
    String id = given();
    assertRefused(
        "DryRunOperation",
        () ->
            services()
                .ec2()
                .createLaunchTemplateVersion(
                    request ->
                        request
                            .dryRun(true)
                            .launchTemplateId(id)
                            .launchTemplateData(data -> data.instanceType(InstanceType.T3_SMALL))));
    assertEquals(2, addVersion(id));
  }
}

package dev.lastgood.simulator.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateErrorCode;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** The launch template operations of the EC2 API Reference. */
final class LaunchTemplateOperations {
  private static final int VERSIONS_PER_DELETION_MAX = 200;

  private final SimulatedEc2 ec2;

  /**
   * What each client token created: the same request again is answered the same, another is
   * refused; see "Ensuring idempotency in Amazon EC2 API requests".
   */
  private final Map<String, Answered> answered = new LinkedHashMap<>();

  private record Answered(SdkPojo request, Object response) {}

  LaunchTemplateOperations(SimulatedEc2 ec2) {
    this.ec2 = ec2;
  }

  CreateLaunchTemplateResponse create(CreateLaunchTemplateRequest request) {
    Optional<CreateLaunchTemplateResponse> before =
        answered(request.clientToken(), request, CreateLaunchTemplateResponse.class);
    if (before.isPresent()) {
      return before.get();
    }
    var template =
        ec2.templates()
            .create(
                ec2.ids().resource("lt-"),
                request.launchTemplateName(),
                ec2.time().now(),
                "arn:aws:iam::" + ec2.account().id() + ":role/deployment");
    template.addVersion(
        TemplateData.over(
            ResponseLaunchTemplateData.builder().build(), request.launchTemplateData()),
        request.versionDescription(),
        ec2.time().now());
    return remember(
        request.clientToken(),
        request,
        CreateLaunchTemplateResponse.builder().launchTemplate(template.described()).build());
  }

  CreateLaunchTemplateVersionResponse createVersion(CreateLaunchTemplateVersionRequest request) {
    Optional<CreateLaunchTemplateVersionResponse> before =
        answered(request.clientToken(), request, CreateLaunchTemplateVersionResponse.class);
    if (before.isPresent()) {
      return before.get();
    }
    var template = ec2.templates().get(request.launchTemplateId(), request.launchTemplateName());
    ResponseLaunchTemplateData source =
        request.sourceVersion() == null
            ? ResponseLaunchTemplateData.builder().build()
            : template.version(template.number(request.sourceVersion())).launchTemplateData();
    var version =
        template.addVersion(
            TemplateData.over(source, request.launchTemplateData()),
            request.versionDescription(),
            ec2.time().now());
    return remember(
        request.clientToken(),
        request,
        CreateLaunchTemplateVersionResponse.builder().launchTemplateVersion(version).build());
  }

  private <R> Optional<R> answered(String clientToken, SdkPojo request, Class<R> type) {
    Answered before = answered.get(clientToken);
    if (before == null) {
      return Optional.empty();
    }
    if (!before.request.equalsBySdkFields(request)) {
      throw Ec2Errors.of(
          Ec2Errors.PARAMETER_MISMATCH,
          "The client token has been used before, with other parameters.");
    }
    return Optional.of(type.cast(before.response));
  }

  private <R> R remember(String clientToken, SdkPojo request, R response) {
    if (clientToken != null) {
      answered.put(clientToken, new Answered(request, response));
    }
    return response;
  }

  ModifyLaunchTemplateResponse modify(ModifyLaunchTemplateRequest request) {
    var template = ec2.templates().get(request.launchTemplateId(), request.launchTemplateName());
    if (request.defaultVersion() != null) {
      template.setDefault(template.number(request.defaultVersion()));
    }
    return ModifyLaunchTemplateResponse.builder().launchTemplate(template.described()).build();
  }

  DeleteLaunchTemplateResponse delete(DeleteLaunchTemplateRequest request) {
    var template = ec2.templates().get(request.launchTemplateId(), request.launchTemplateName());
    ec2.templates().remove(template);
    return DeleteLaunchTemplateResponse.builder().launchTemplate(template.described()).build();
  }

  /** Each version succeeds or fails by itself; the default version cannot be deleted. */
  DeleteLaunchTemplateVersionsResponse deleteVersions(DeleteLaunchTemplateVersionsRequest request) {
    var template = ec2.templates().get(request.launchTemplateId(), request.launchTemplateName());
    if (request.versions().size() > VERSIONS_PER_DELETION_MAX) {
      throw Ec2Errors.of(
          Ec2Errors.INVALID_VALUE, "At most 200 versions can be deleted in a request.");
    }
    List<DeleteLaunchTemplateVersionsResponseSuccessItem> deleted = new ArrayList<>();
    List<DeleteLaunchTemplateVersionsResponseErrorItem> failed = new ArrayList<>();
    for (String version : request.versions()) {
      long number = version.matches("[0-9]{1,18}") ? Long.parseLong(version) : -1;
      if (number == template.defaultVersion() || !template.has(number)) {
        LaunchTemplateErrorCode code =
            template.has(number)
                ? LaunchTemplateErrorCode.UNEXPECTED_ERROR
                : LaunchTemplateErrorCode.LAUNCH_TEMPLATE_VERSION_DOES_NOT_EXIST;
        failed.add(
            DeleteLaunchTemplateVersionsResponseErrorItem.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(number)
                .responseError(it -> it.code(code).message(code.toString()))
                .build());
      } else {
        template.remove(number);
        deleted.add(
            DeleteLaunchTemplateVersionsResponseSuccessItem.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(number)
                .build());
      }
    }
    return DeleteLaunchTemplateVersionsResponse.builder()
        .successfullyDeletedLaunchTemplateVersions(deleted)
        .unsuccessfullyDeletedLaunchTemplateVersions(failed)
        .build();
  }

  DescribeLaunchTemplatesResponse describe(DescribeLaunchTemplatesRequest request) {
    List<LaunchTemplate> found = new ArrayList<>();
    for (String id : request.launchTemplateIds()) {
      found.add(ec2.templates().get(id, null).described());
    }
    for (String name : request.launchTemplateNames()) {
      found.add(ec2.templates().get(null, name).described());
    }
    if (request.launchTemplateIds().isEmpty() && request.launchTemplateNames().isEmpty()) {
      ec2.templates().all().forEach(template -> found.add(template.described()));
    }
    Page<LaunchTemplate> page =
        Page.of(
            found,
            Descriptions.pageSize(request.maxResults(), 200),
            request.nextToken(),
            LaunchTemplate::launchTemplateId,
            Ec2Errors::invalidToken);
    return DescribeLaunchTemplatesResponse.builder()
        .launchTemplates(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  DescribeLaunchTemplateVersionsResponse describeVersions(
      DescribeLaunchTemplateVersionsRequest request) {
    List<LaunchTemplateVersion> found = new ArrayList<>();
    if (request.launchTemplateId() == null && request.launchTemplateName() == null) {
      if (request.versions().isEmpty()
          || !List.of("$Latest", "$Default").containsAll(request.versions())) {
        throw Ec2Errors.of(
            Ec2Errors.MISSING_PARAMETER,
            "Without a launch template, only the versions $Latest and $Default can be described.");
      }
      ec2.templates()
          .all()
          .forEach(
              template ->
                  request.versions().stream()
                      .map(template::number)
                      .distinct()
                      .forEach(number -> found.add(template.version(number))));
    } else {
      var template = ec2.templates().get(request.launchTemplateId(), request.launchTemplateName());
      if (request.versions().isEmpty()) {
        template.numbers().forEach(number -> addInRange(template, number, request, found));
      } else {
        request.versions().stream()
            .map(template::number)
            .distinct()
            .forEach(number -> found.add(template.version(number)));
      }
    }
    Page<LaunchTemplateVersion> page =
        Page.of(
            found,
            Descriptions.pageSize(request.maxResults(), 200),
            request.nextToken(),
            version -> version.launchTemplateId() + "/" + version.versionNumber(),
            Ec2Errors::invalidToken);
    boolean resolveAlias = Boolean.TRUE.equals(request.resolveAlias());
    return DescribeLaunchTemplateVersionsResponse.builder()
        .launchTemplateVersions(
            page.items().stream().map(it -> resolveAlias ? aliasResolved(it) : it).toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private static void addInRange(
      LaunchTemplates.Template template,
      long number,
      DescribeLaunchTemplateVersionsRequest request,
      List<LaunchTemplateVersion> found) {
    boolean afterMin = request.minVersion() == null || number >= bound(request.minVersion());
    boolean beforeMax = request.maxVersion() == null || number <= bound(request.maxVersion());
    if (afterMin && beforeMax) {
      found.add(template.version(number));
    }
  }

  private static long bound(String version) {
    if (!version.matches("[0-9]{1,18}")) {
      throw Ec2Errors.of(
          Ec2Errors.INVALID_VALUE, "Invalid launch template version: " + version + ".");
    }
    return Long.parseLong(version);
  }

  private LaunchTemplateVersion aliasResolved(LaunchTemplateVersion version) {
    return version.toBuilder()
        .launchTemplateData(ec2.withImageResolved(version.launchTemplateData()))
        .build();
  }
}

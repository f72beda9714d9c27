package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.Platform;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** Reads launch template versions, their aliases resolved. */
public final class TemplateReader {
  /** How a template names a Systems Manager parameter in place of an image. */
  private static final String ALIAS = "resolve:ssm:";

  private final Ec2Client ec2;

  /**
   * A reader.
   *
   * @param platform where its client comes from
   */
  public TemplateReader(Platform platform) {
    this.ec2 = platform.client(Ec2Client.class);
  }

  /**
   * A version of a template. {@code $Latest} and {@code $Default} become numbers, and an image that
   * is named by a parameter becomes that image's id; see "DescribeLaunchTemplateVersions" in the
   * Amazon EC2 API Reference. Only where it is named so does EC2 look at the parameter, which asks
   * for a permission of its own.
   *
   * @param templateId {@code lt-…}
   * @param version a number, {@code $Latest} or {@code $Default}
   * @return the version, or what of it does not exist
   */
  public TemplateReading version(String templateId, String version) {
    return switch (describe(templateId, version, false)) {
      case TemplateReading.Resolved declared -> {
        Optional<String> alias =
            Optional.ofNullable(declared.version().launchTemplateData().imageId())
                .filter(image -> image.startsWith(ALIAS));
        if (alias.isEmpty()) {
          yield declared;
        }
        // The number that was found, so that the two answers are about the same version.
        String number = declared.version().versionNumber().toString();
        yield switch (describe(templateId, number, true)) {
          case TemplateReading.Resolved found ->
              new TemplateReading.Resolved(found.version(), alias);
          case TemplateReading.NoTemplate none -> none;
          case TemplateReading.NoVersion none -> none;
        };
      }
      case TemplateReading.NoTemplate none -> none;
      case TemplateReading.NoVersion none -> none;
    };
  }

  private TemplateReading describe(String templateId, String version, boolean resolveAlias) {
    try {
      return ec2
          .describeLaunchTemplateVersions(
              DescribeLaunchTemplateVersionsRequest.builder()
                  .launchTemplateId(templateId)
                  .versions(version)
                  .resolveAlias(resolveAlias)
                  .build())
          .launchTemplateVersions()
          .stream()
          .findFirst()
          .<TemplateReading>map(found -> new TemplateReading.Resolved(found, Optional.empty()))
          .orElseGet(TemplateReading.NoVersion::new);
    } catch (Ec2Exception refused) {
      String code = refused.awsErrorDetails() == null ? "" : refused.awsErrorDetails().errorCode();
      if (!code.startsWith("InvalidLaunchTemplate")) {
        throw refused;
      }
      return code.endsWith("VersionNotFound")
          ? new TemplateReading.NoVersion()
          : new TemplateReading.NoTemplate();
    }
  }

  /**
   * A template version's data as points hold it.
   *
   * @param version as EC2 describes it
   * @return the data by the names of the API, user data replaced by its hash
   */
  public static LaunchTemplate templateOf(LaunchTemplateVersion version) {
    return new LaunchTemplate(
        version.launchTemplateId(), LaunchData.of(version.launchTemplateData()));
  }
}

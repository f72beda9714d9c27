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
   * A version, resolved.
   *
   * @param version as EC2 describes it, its image an image's id
   * @param declaredImageId {@code resolve:ssm:…} where the template names its image so
   */
  public record Resolved(LaunchTemplateVersion version, Optional<String> declaredImageId) {
    /**
     * The version's data as points hold it.
     *
     * @return the data by the names of the API, user data replaced by its hash
     */
    public LaunchTemplate template() {
      return templateOf(version);
    }
  }

  /**
   * A version of a template. {@code $Latest} and {@code $Default} become numbers, and an image that
   * is named by a parameter becomes that image's id; see "DescribeLaunchTemplateVersions" in the
   * Amazon EC2 API Reference. Only where it is named so does EC2 look at the parameter, which asks
   * for a permission of its own.
   *
   * @param templateId {@code lt-…}
   * @param version a number, {@code $Latest} or {@code $Default}
   * @return empty where the template or its version does not exist
   */
  public Optional<Resolved> version(String templateId, String version) {
    Optional<LaunchTemplateVersion> declared = describe(templateId, version, false);
    Optional<String> alias =
        declared
            .map(found -> found.launchTemplateData().imageId())
            .filter(image -> image.startsWith(ALIAS));
    if (alias.isEmpty()) {
      return declared.map(found -> new Resolved(found, Optional.empty()));
    }
    // The number that was found, so that the two answers are about the same version.
    return describe(templateId, declared.get().versionNumber().toString(), true)
        .map(found -> new Resolved(found, alias));
  }

  private Optional<LaunchTemplateVersion> describe(
      String templateId, String version, boolean resolveAlias) {
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
          .findFirst();
    } catch (Ec2Exception refused) {
      if (refused.awsErrorDetails() != null
          && refused.awsErrorDetails().errorCode().startsWith("InvalidLaunchTemplate")) {
        return Optional.empty();
      }
      throw refused;
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

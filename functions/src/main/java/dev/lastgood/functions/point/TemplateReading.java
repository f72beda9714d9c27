package dev.lastgood.functions.point;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** What came of reading a launch template version. */
public sealed interface TemplateReading {
  /**
   * The version, resolved.
   *
   * @param version as EC2 describes it, its image an image's id
   * @param declaredImageId {@code resolve:ssm:…} where the template names its image so
   */
  record Resolved(LaunchTemplateVersion version, Optional<String> declaredImageId)
      implements TemplateReading {
    /**
     * The version's data as points hold it.
     *
     * @return the data by the names of the API, user data replaced by its hash
     */
    public LaunchTemplate template() {
      return TemplateReader.templateOf(version);
    }
  }

  /** The template does not exist. */
  record NoTemplate() implements TemplateReading {}

  /** The template has no such version. */
  record NoVersion() implements TemplateReading {}

  /**
   * The version, where there is one.
   *
   * @return empty where the template or its version does not exist
   */
  default Optional<Resolved> resolved() {
    return switch (this) {
      case Resolved found -> Optional.of(found);
      case NoTemplate _, NoVersion _ -> Optional.empty();
    };
  }
}

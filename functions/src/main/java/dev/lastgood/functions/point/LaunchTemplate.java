package dev.lastgood.functions.point;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The launch template version that new instances of a group start from, resolved.
 *
 * @param id the template's id, {@code lt-…}
 * @param data the version's data as AWS returns it, without what only describes it; user data is
 *     replaced by its hash
 */
public record LaunchTemplate(String id, Map<String, Object> data) {
  /** Orders its data. */
  public LaunchTemplate {
    data = new TreeMap<>(data);
  }

  /**
   * The image that instances start from.
   *
   * @return the AMI's id, or "" where the data names none
   */
  public String imageId() {
    return data.get("ImageId") instanceof String image ? image : "";
  }

  /**
   * The hash under which its user data is kept.
   *
   * @return empty where it has none
   */
  public Optional<String> userDataSha256() {
    return Optional.ofNullable((String) data.get(LaunchData.USER_DATA_SHA_256));
  }
}

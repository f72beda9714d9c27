package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.CanonicalJson;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/** The data of a launch template version or a launch configuration, without its secrets. */
final class LaunchData {
  private static final String USER_DATA = "UserData";
  static final String USER_DATA_SHA_256 = "UserDataSha256";

  private LaunchData() {}

  /**
   * The data by the names of the API.
   *
   * @param data as AWS answers it
   * @return user data replaced by its SHA-256, as {@code UserDataSha256}
   */
  static Map<String, Object> of(SdkPojo data) {
    return of(data, Set.of());
  }

  /**
   * The data by the names of the API.
   *
   * @param data as AWS answers it
   * @param leftOut the names of members that are left out
   * @return user data replaced by its SHA-256, as {@code UserDataSha256}
   */
  static Map<String, Object> of(SdkPojo data, Set<String> leftOut) {
    Map<String, Object> fields = SdkJson.of(data, leftOut);
    if (fields.remove(USER_DATA) instanceof String userData && !userData.isEmpty()) {
      fields.put(USER_DATA_SHA_256, CanonicalJson.sha256OfText(userData));
    }
    return fields;
  }

  /** Keeps the secrets apart, by their hashes. */
  static void keepUserData(String userData, Map<String, String> bySha256) {
    if (userData != null && !userData.isEmpty()) {
      bySha256.put(CanonicalJson.sha256OfText(userData), userData);
    }
  }
}

package dev.lastgood.simulator.template;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a resource is named where its template leaves that to AWS: the same at every reading. */
public final class PhysicalNames {
  private PhysicalNames() {}

  /**
   * A resource's name.
   *
   * @param resource the resource
   * @param property the property that names resources of its type, such as {@code TableName}
   * @return what the property says, or a name made of the stack's and the resource's
   */
  public static String of(Resource resource, String property) {
    Object given = resource.properties().get(property);
    return given == null ? made(resource.stack(), resource.logicalId()) : String.valueOf(given);
  }

  /**
   * A key's id, which a template never gives.
   *
   * @param key a resource of the type {@code AWS::KMS::Key}
   * @return a UUID
   */
  public static String keyId(Resource key) {
    return keyId(key.stack(), key.logicalId());
  }

  static String made(String stack, String logicalId) {
    return stack + "-" + logicalId;
  }

  static String keyId(String stack, String logicalId) {
    return UUID.nameUUIDFromBytes((stack + "/" + logicalId).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}

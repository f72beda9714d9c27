package dev.lastgood.functions.stack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image in a private registry of Amazon ECR, as an address says it. See "Pulling an image to
 * your local environment from an Amazon ECR private repository" in the Amazon ECR User Guide.
 *
 * @param account whose registry it is
 * @param region where
 * @param repository the repository's name
 * @param digest what it means, such as {@code sha256:…}; absent where the tag alone says it
 * @param tag {@code latest} where the address has none
 */
record RegistryImage(
    String account, String region, String repository, Optional<String> digest, String tag) {
  /**
   * A registry's host: twelve digits and the name of the service say what it is, whatever the
   * partition's domain; with "dkr-ecr" it is the one that answers over IPv6 too.
   */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://)?(?<account>\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.(?<region>[a-z0-9-]+)"
              + "\\.[a-z0-9.-]+"
              + "/(?<repository>[a-z0-9][a-z0-9._/-]*)"
              + "(?::(?<tag>[\\w][\\w.-]{0,127}))?"
              + "(?:@(?<digest>[a-z0-9]+:[0-9a-fA-F]+))?");

  private static final String LATEST = "latest";

  /**
   * Reads an address.
   *
   * @param uri as templates have it
   * @return empty where it is none of a private registry of Amazon ECR
   */
  static Optional<RegistryImage> of(String uri) {
    Matcher address = ADDRESS.matcher(uri);
    if (!address.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new RegistryImage(
            address.group("account"),
            address.group("region"),
            address.group("repository"),
            Optional.ofNullable(address.group("digest")),
            Optional.ofNullable(address.group("tag")).orElse(LATEST)));
  }
}

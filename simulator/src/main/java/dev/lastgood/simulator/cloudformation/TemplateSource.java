package dev.lastgood.simulator.cloudformation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a template comes from: the request itself, or the simulated S3; see "CloudFormation quotas"
 * and TemplateURL in the API Reference.
 */
public final class TemplateSource {
  private static final int BODY_BYTES_MAX = 51_200;
  private static final int OBJECT_BYTES_MAX = 1_048_576;
  private static final Pattern VIRTUAL =
      Pattern.compile("([a-z0-9.-]+)\\.s3[.-](?:[a-z0-9-]+\\.)?amazonaws\\.com(?:\\.cn)?");
  private static final Pattern PATH =
      Pattern.compile("s3[.-]?(?:[a-z0-9-]+\\.)?amazonaws\\.com(?:\\.cn)?");

  private TemplateSource() {}

  /**
   * An object in S3.
   *
   * @param bucket its bucket
   * @param key its key
   */
  public record S3Object(String bucket, String key) {}

  /**
   * The object that a URL names.
   *
   * @param url with the bucket in the host or in the path
   * @return empty where it is no address of S3
   */
  public static Optional<S3Object> object(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      return Optional.empty();
    }
    String path = uri.getPath().substring(1);
    Matcher virtual = VIRTUAL.matcher(uri.getHost());
    if (virtual.matches()) {
      return Optional.of(new S3Object(virtual.group(1), path));
    }
    return PATH.matcher(uri.getHost()).matches() && path.contains("/")
        ? Optional.of(
            new S3Object(
                path.substring(0, path.indexOf('/')), path.substring(path.indexOf('/') + 1)))
        : Optional.empty();
  }

  /** A template by body or URL; empty where the request has neither. */
  static Optional<StackTemplate> read(StackRegion region, String body, String url) {
    if (body != null && url != null) {
      throw CloudFormationErrors.validation("You cannot specify both TemplateBody and TemplateURL");
    }
    return text(region, body, url, BODY_BYTES_MAX, "templateBody")
        .map(text -> StackTemplate.read(text, region.types()));
  }

  /** A stack policy by body or URL. */
  static Optional<String> policy(StackRegion region, String body, String url) {
    return text(region, body, url, 16_384, "stackPolicyBody");
  }

  private static Optional<String> text(
      StackRegion region, String body, String url, int bytesMax, String member) {
    if (body != null) {
      if (body.isEmpty() || body.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
        throw CloudFormationErrors.validation(
            "1 validation error detected: Value at '"
                + member
                + "' failed to satisfy constraint: Member must have length less than or equal to "
                + bytesMax);
      }
      return Optional.of(body);
    }
    return Optional.ofNullable(url).map(address -> fetched(region, address));
  }

  private static String fetched(StackRegion region, String url) {
    S3Object object =
        object(url)
            .orElseThrow(
                () -> CloudFormationErrors.validation("TemplateURL must be a supported URL."));
    byte[] content =
        region
            .neighbours()
            .s3()
            .content(object.bucket(), object.key())
            .orElseThrow(() -> CloudFormationErrors.validation("S3 error: Access Denied"));
    if (content.length > OBJECT_BYTES_MAX) {
      throw CloudFormationErrors.validation(
          "Template may not exceed " + OBJECT_BYTES_MAX + " bytes in size.");
    }
    return new String(content, StandardCharsets.UTF_8);
  }
}

package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.Platform;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageStatus;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/**
 * Looks whether images are in the private registry of this account and Region.
 *
 * <p>It asks DescribeImages and not BatchGetImage: that one gives the manifest, counts as a pull,
 * and so keeps images from lifecycle policies that go by the last pull. See both in the Amazon ECR
 * API Reference.
 */
final class ImageReader {
  private final EcrClient ecr;
  private final String account;
  private final String region;

  ImageReader(Platform platform) {
    this.ecr = platform.client(EcrClient.class);
    this.account = platform.configuration().account();
    this.region = platform.configuration().region();
  }

  /**
   * Looks for one image.
   *
   * @param image which one
   * @param repositories those in which may be looked
   * @return what was found; of a tag with the digest that it means now
   * @throws software.amazon.awssdk.core.exception.SdkException where ECR does not say
   */
  AssetReading read(Asset.Image image, List<String> repositories) {
    Optional<RegistryImage> address = RegistryImage.of(image.uri());
    if (address.isEmpty()) {
      return new AssetReading.NotLookedFor("it is in no private registry of Amazon ECR.");
    }
    RegistryImage wanted = address.get();
    if (!wanted.region().equals(region)) {
      return new AssetReading.NotLookedFor(
          "its registry is in " + wanted.region() + ", not in " + region + ".");
    }
    if (!wanted.account().equals(account)) {
      return new AssetReading.NotLookedFor(
          "its registry is the account " + wanted.account() + "'s, not this one's.");
    }
    if (!repositories.contains(wanted.repository())) {
      return new AssetReading.NotLookedFor(
          "the repository " + wanted.repository() + " is none of assetRepositories.");
    }
    return look(wanted);
  }

  private AssetReading look(RegistryImage wanted) {
    List<ImageDetail> found;
    try {
      found =
          ecr.describeImages(
                  DescribeImagesRequest.builder()
                      .registryId(wanted.account())
                      .repositoryName(wanted.repository())
                      .imageIds(id(wanted))
                      .build())
              .imageDetails();
    } catch (ImageNotFoundException | RepositoryNotFoundException gone) {
      return new AssetReading.Gone();
    }
    if (found.isEmpty()) {
      return new AssetReading.Gone();
    }
    ImageDetail detail = found.getFirst();
    // See "Archiving an image" in the Amazon ECR User Guide: it can be described, and not pulled.
    if (detail.imageStatus() == ImageStatus.ARCHIVED
        || detail.imageStatus() == ImageStatus.ACTIVATING) {
      return new AssetReading.Unusable("is archived: it cannot be pulled until it is restored.");
    }
    return new AssetReading.Present(
        wanted.digest().isPresent() ? Optional.empty() : Optional.ofNullable(detail.imageDigest()));
  }

  /** Where there is a digest, the tag beside it means nothing. */
  private static ImageIdentifier id(RegistryImage wanted) {
    ImageIdentifier.Builder id = ImageIdentifier.builder();
    return wanted
        .digest()
        .map(digest -> id.imageDigest(digest).build())
        .orElseGet(() -> id.imageTag(wanted.tag()).build());
  }
}

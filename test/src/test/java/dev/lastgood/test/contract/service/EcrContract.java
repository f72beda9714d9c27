package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/**
 * Images of private repositories. See DescribeImages and BatchDeleteImage in the Amazon ECR API
 * Reference.
 */
abstract class EcrContract extends ServiceContract {
  /** The tag of the image that the repository has. */
  static final String TAG = "contract";

  private static final String NO_DIGEST = "sha256:" + "0".repeat(64);

  EcrContract(Services services) {
    super(services);
  }

  private EcrClient ecr() {
    return services().ecr();
  }

  private static ImageIdentifier tagged(String tag) {
    return ImageIdentifier.builder().imageTag(tag).build();
  }

  private static ImageIdentifier digest(String digest) {
    return ImageIdentifier.builder().imageDigest(digest).build();
  }

  @Test
  @DisplayName("an image is found by its tag, and by the digest that it then says")
  void found() {
    String repository = services().repository();
    ImageDetail byTag =
        ecr()
            .describeImages(it -> it.repositoryName(repository).imageIds(tagged(TAG)))
            .imageDetails()
            .getFirst();
    List<ImageDetail> byDigest =
        ecr()
            .describeImages(
                it -> it.repositoryName(repository).imageIds(digest(byTag.imageDigest())))
            .imageDetails();
    assertEquals(1, byDigest.size());
    assertEquals(byTag.imageDigest(), byDigest.getFirst().imageDigest());
    assertTrue(byDigest.getFirst().imageTags().contains(TAG));
  }

  @Test
  @DisplayName("an image that is not there is not found, by its tag or by its digest")
  void missing() {
    String repository = services().repository();
    assertRefused(
        "ImageNotFoundException",
        () ->
            ecr().describeImages(it -> it.repositoryName(repository).imageIds(tagged("missing"))));
    assertRefused(
        "ImageNotFoundException",
        () ->
            ecr().describeImages(it -> it.repositoryName(repository).imageIds(digest(NO_DIGEST))));
  }

  @Test
  @DisplayName("a repository that is not there is not found")
  void noRepository() {
    String missing = services().name("missing");
    assertRefused(
        "RepositoryNotFoundException",
        () -> ecr().describeImages(it -> it.repositoryName(missing)));
  }

  @Test
  @DisplayName("images that are named come in no pages")
  void namedInPages() {
    String repository = services().repository();
    assertRefused(
        "InvalidParameterException",
        () ->
            ecr()
                .describeImages(
                    it -> it.repositoryName(repository).imageIds(tagged(TAG)).maxResults(10)));
  }

  @Test
  @DisplayName("deleting an image that is not there fails for that image alone")
  void deleteMissing() {
    String repository = services().repository();
    var answer =
        ecr().batchDeleteImage(it -> it.repositoryName(repository).imageIds(digest(NO_DIGEST)));
    assertEquals(List.of(), answer.imageIds());
    assertEquals(ImageFailureCode.IMAGE_NOT_FOUND, answer.failures().getFirst().failureCode());
  }
}

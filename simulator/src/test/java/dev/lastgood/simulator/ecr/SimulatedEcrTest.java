package dev.lastgood.simulator.ecr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageStatus;
import software.amazon.awssdk.services.ecr.model.ImageStatusFilter;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.TagStatus;

@DisplayName("The simulated ECR")
class SimulatedEcrTest {
  private static final String ONE = "sha256:" + "1".repeat(64);
  private static final String TWO = "sha256:" + "2".repeat(64);

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T02:00:00Z"));
  private final SimulatedEcr ecr =
      new SimulatedEcr(
          new Account("123456789012", "eu-west-1"),
          time,
          new Calls(time, new Chance(1), FaultSettings.NONE, List.of()));
  private final EcrClient client = ecr.client();

  private static ImageIdentifier tag(String tag) {
    return ImageIdentifier.builder().imageTag(tag).build();
  }

  private static ImageIdentifier digest(String digest) {
    return ImageIdentifier.builder().imageDigest(digest).build();
  }

  private List<ImageDetail> described(ImageIdentifier... ids) {
    return client.describeImages(it -> it.repositoryName("shop").imageIds(ids)).imageDetails();
  }

  private BatchDeleteImageResponse deleted(ImageIdentifier... ids) {
    return client.batchDeleteImage(it -> it.repositoryName("shop").imageIds(ids));
  }

  @Test
  @DisplayName("finds an image by its digest and by each of its tags")
  void found() {
    assertEquals(
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop", ecr.push("shop", ONE, "1", "stable"));
    for (ImageIdentifier id : List.of(digest(ONE), tag("1"), tag("stable"))) {
      ImageDetail image = described(id).getFirst();
      assertEquals(ONE, image.imageDigest());
      assertEquals(List.of("1", "stable"), image.imageTags());
      assertEquals("123456789012", image.registryId());
      assertEquals("shop", image.repositoryName());
      assertEquals(ImageStatus.ACTIVE, image.imageStatus());
      assertEquals(time.now(), image.imagePushedAt());
    }
  }

  @Test
  @DisplayName("gives a tag to one image at a time: the one before stays, by its digest")
  void moved() {
    ecr.push("shop", ONE, "stable");
    ecr.push("shop", TWO, "stable");
    assertEquals(TWO, described(tag("stable")).getFirst().imageDigest());
    assertTrue(described(digest(ONE)).getFirst().imageTags().isEmpty());
    assertThrows(
        ImageNotFoundException.class,
        () -> described(ImageIdentifier.builder().imageDigest(ONE).imageTag("stable").build()));
  }

  @Test
  @DisplayName("deletes an image by its digest or its last tag, and a tag of several alone")
  void deletedImages() {
    ecr.push("shop", ONE, "1", "stable");
    assertEquals(
        List.of(ImageIdentifier.builder().imageDigest(ONE).imageTag("1").build()),
        deleted(tag("1")).imageIds());
    assertEquals(ONE, described(digest(ONE)).getFirst().imageDigest());
    deleted(tag("stable"));
    assertThrows(ImageNotFoundException.class, () -> described(digest(ONE)));
    ecr.push("shop", TWO, "2", "stable");
    assertEquals(2, deleted(digest(TWO)).imageIds().size());
    assertThrows(ImageNotFoundException.class, () -> described(tag("2")));
    ecr.push("shop", ONE);
    assertEquals(List.of(digest(ONE)), deleted(digest(ONE)).imageIds());
  }

  @Test
  @DisplayName("says of each image that it does not delete why")
  void notDeleted() {
    ecr.push("shop", ONE);
    BatchDeleteImageResponse response =
        deleted(digest(TWO), ImageIdentifier.builder().build(), digest(ONE));
    assertEquals(List.of(digest(ONE)), response.imageIds());
    assertEquals(
        List.of(ImageFailureCode.IMAGE_NOT_FOUND, ImageFailureCode.MISSING_DIGEST_AND_TAG),
        response.failures().stream().map(it -> it.failureCode()).toList());
  }

  @Test
  @DisplayName("does not find what is not there, by the documented names")
  void missing() {
    assertEquals(
        "The repository with name 'shop' does not exist in the registry with id '123456789012'",
        assertThrows(RepositoryNotFoundException.class, () -> described(tag("1")))
            .awsErrorDetails()
            .errorMessage());
    ecr.push("shop", ONE, "1");
    assertThrows(ImageNotFoundException.class, () -> described(digest(ONE), tag("2")));
    assertThrows(
        RepositoryNotFoundException.class,
        () -> client.describeImages(it -> it.registryId("999988887777").repositoryName("shop")));
    assertThrows(InvalidParameterException.class, () -> described(digest(null)));
  }

  @Test
  @DisplayName("answers with those alone that can be pulled, where no image and no status is named")
  void archived() {
    ecr.push("shop", ONE, "1");
    ecr.push("shop", TWO);
    ecr.archive("shop", ONE);
    assertEquals(ImageStatus.ARCHIVED, described(tag("1")).getFirst().imageStatus());
    assertEquals(
        List.of(TWO),
        client.describeImages(it -> it.repositoryName("shop")).imageDetails().stream()
            .map(ImageDetail::imageDigest)
            .toList());
    assertEquals(List.of(ONE), filtered(ImageStatusFilter.ARCHIVED, TagStatus.ANY));
    assertEquals(List.of(ONE), filtered(ImageStatusFilter.ANY, TagStatus.TAGGED));
    assertEquals(List.of(TWO), filtered(ImageStatusFilter.ANY, TagStatus.UNTAGGED));
    assertEquals(List.of(), filtered(ImageStatusFilter.ACTIVATING, TagStatus.ANY));
    ecr.push("shop", ONE, "1");
    assertEquals(ImageStatus.ACTIVE, described(tag("1")).getFirst().imageStatus(), "restored");
  }

  private List<String> filtered(ImageStatusFilter status, TagStatus tags) {
    return client
        .describeImages(
            it -> it.repositoryName("shop").filter(by -> by.imageStatus(status).tagStatus(tags)))
        .imageDetails()
        .stream()
        .map(ImageDetail::imageDigest)
        .toList();
  }

  @Test
  @DisplayName("answers in pages, which named images have none of")
  void pages() {
    for (int number = 0; number < 150; number++) {
      ecr.push("shop", "sha256:%064x".formatted(number));
    }
    List<Integer> sizes = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      DescribeImagesResponse page =
          client.describeImages(it -> it.repositoryName("shop").nextToken(next));
      sizes.add(page.imageDetails().size());
      token = page.nextToken();
    } while (token != null);
    assertEquals(List.of(100, 50), sizes);
    assertThrows(
        InvalidParameterException.class,
        () -> client.describeImages(it -> it.repositoryName("shop").nextToken("150")));
    assertThrows(
        InvalidParameterException.class,
        () ->
            client.describeImages(
                it -> it.repositoryName("shop").imageIds(digest(ONE)).maxResults(5)));
  }

  @Test
  @DisplayName("throttles callers that ask too often, as strands")
  void throttled() {
    ecr.push("shop", ONE);
    List<String> answers = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      time.start("caller " + number, "", () -> ask(answers), _ -> {});
    }
    time.run(time.now().plusSeconds(60), () -> false);
    assertEquals(60, answers.size());
    assertTrue(answers.contains("ThrottlingException"), answers::toString);
    assertTrue(answers.contains("there"), answers::toString);
  }

  private boolean ask(List<String> answers) {
    try {
      described(digest(ONE));
      return answers.add("there");
    } catch (EcrException refused) {
      return answers.add(refused.awsErrorDetails().errorCode());
    }
  }
}

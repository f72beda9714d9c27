package dev.lastgood.simulator.ecr;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesFilter;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageStatusFilter;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/**
 * The private registry of one account and Region, as far as which images are in it. What images
 * hold is not modelled: a digest says it.
 */
public final class SimulatedEcr {
  private final Account account;
  private final VirtualTime time;
  private final Map<String, Repository> repositories = new TreeMap<>();
  private final EcrClient client;

  /**
   * A registry without repositories.
   *
   * @param account where it is
   * @param time its clock
   * @param calls what every call of its client passes through
   */
  public SimulatedEcr(Account account, VirtualTime time, Calls calls) {
    this.account = account;
    this.time = time;
    this.client =
        Unmodelled.refused(
            EcrClient.class, "ECR", new ModelledEcrClient(time, calls, this), EcrErrors.COMMON);
  }

  /**
   * The client to hand to those who use ECR.
   *
   * @return refuses by name what is not modelled
   */
  public EcrClient client() {
    return client;
  }

  /**
   * Pushes an image, to a repository that is made where there is none. Tags that meant another
   * image mean this one from then on.
   *
   * @param repository the repository's name
   * @param digest such as {@code sha256:…}
   * @param tags its tags
   * @return the registry's host and the repository's name, to which a tag or digest is added
   */
  public String push(String repository, String digest, String... tags) {
    Repository pushed = repositories.computeIfAbsent(repository, Repository::new);
    pushed.push(digest, time.now());
    for (String tag : tags) {
      pushed.tag(tag, digest);
    }
    return account.id() + ".dkr.ecr." + account.region() + ".amazonaws.com/" + repository;
  }

  /**
   * Moves an image to the archive, from which it is not pulled.
   *
   * @param repository the repository's name
   * @param digest the image's
   */
  public void archive(String repository, String digest) {
    Optional.ofNullable(repositories.get(repository)).ifPresent(it -> it.archive(digest));
  }

  private Repository repository(String registryId, String name) {
    String registry = Optional.ofNullable(registryId).orElse(account.id());
    return Optional.ofNullable(repositories.get(name))
        .filter(_ -> registry.equals(account.id()))
        .orElseThrow(() -> EcrErrors.noRepository(name, registry));
  }

  DescribeImagesResponse describe(DescribeImagesRequest request) {
    Repository repository = repository(request.registryId(), request.repositoryName());
    boolean named = request.hasImageIds() && !request.imageIds().isEmpty();
    if (named && (request.nextToken() != null || request.maxResults() != null)) {
      throw EcrErrors.INVALID_PARAMETER.saying(
          "Invalid parameter: 'imageIds' cannot be used together with 'nextToken' or 'maxResults'.");
    }
    Collection<String> digests =
        named
            ? request.imageIds().stream().map(id -> found(repository, id)).distinct().toList()
            : repository.digests();
    List<ImageDetail> details =
        digests.stream()
            .filter(digest -> named || isAsked(repository, digest, request.filter()))
            .map(digest -> repository.detail(digest, account.id()))
            .toList();
    ImagePages.Page page = ImagePages.of(details, request.nextToken(), request.maxResults());
    return DescribeImagesResponse.builder()
        .imageDetails(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private String found(Repository repository, ImageIdentifier id) {
    if (id.imageDigest() == null && id.imageTag() == null) {
      throw EcrErrors.INVALID_PARAMETER.saying(
          "Invalid parameter: an image identifier has a digest or a tag.");
    }
    return repository
        .digest(id)
        .orElseThrow(
            () ->
                EcrErrors.IMAGE_NOT_FOUND.saying(
                    "The image with imageId {imageDigest:'"
                        + id.imageDigest()
                        + "', imageTag:'"
                        + id.imageTag()
                        + "'} does not exist within the repository with name '"
                        + repository.name()
                        + "' in the registry with id '"
                        + account.id()
                        + "'"));
  }

  /** Without a filter, those alone that can be pulled; see DescribeImagesFilter. */
  private static boolean isAsked(
      Repository repository, String digest, DescribeImagesFilter filter) {
    boolean archived = repository.isArchived(digest);
    ImageStatusFilter status =
        filter == null || filter.imageStatus() == null
            ? ImageStatusFilter.ACTIVE
            : filter.imageStatus();
    boolean statusAsked =
        switch (status) {
          case ACTIVE -> !archived;
          case ARCHIVED -> archived;
          case ANY -> true;
          case ACTIVATING, UNKNOWN_TO_SDK_VERSION -> false;
        };
    boolean tagged = !repository.tags(digest).isEmpty();
    TagStatus tagStatus =
        filter == null || filter.tagStatus() == null ? TagStatus.ANY : filter.tagStatus();
    return statusAsked
        && switch (tagStatus) {
          case TAGGED -> tagged;
          case UNTAGGED -> !tagged;
          case ANY, UNKNOWN_TO_SDK_VERSION -> true;
        };
  }

  BatchDeleteImageResponse delete(BatchDeleteImageRequest request) {
    Repository repository = repository(request.registryId(), request.repositoryName());
    List<ImageIdentifier> deleted = new ArrayList<>();
    List<ImageFailure> failures = new ArrayList<>();
    for (ImageIdentifier id : request.imageIds()) {
      if (id.imageDigest() == null && id.imageTag() == null) {
        failures.add(
            failure(id, ImageFailureCode.MISSING_DIGEST_AND_TAG, "Missing image digest and tag"));
        continue;
      }
      Optional<String> digest = repository.digest(id);
      if (digest.isEmpty()) {
        failures.add(failure(id, ImageFailureCode.IMAGE_NOT_FOUND, "Requested image not found"));
      } else if (id.imageTag() != null && repository.tags(digest.get()).size() > 1) {
        // Only the last tag takes the image with it.
        repository.untag(id.imageTag());
        deleted.add(id.toBuilder().imageDigest(digest.get()).build());
      } else {
        deleted.addAll(repository.delete(digest.get()));
      }
    }
    return BatchDeleteImageResponse.builder().imageIds(deleted).failures(failures).build();
  }

  private static ImageFailure failure(ImageIdentifier id, ImageFailureCode code, String reason) {
    return ImageFailure.builder().imageId(id).failureCode(code).failureReason(reason).build();
  }
}

package dev.lastgood.simulator.ecr;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.TokenBucket;
import dev.lastgood.simulator.kernel.VirtualTime;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;

/** The client interface over the model; every call passes the one door. */
final class ModelledEcrClient implements EcrClient {
  private static final String SERVICE = "ecr";
  private static final Operation DESCRIBE_IMAGES = new Operation(SERVICE, "DescribeImages", false);
  private static final Operation BATCH_DELETE_IMAGE =
      new Operation(SERVICE, "BatchDeleteImage", true);

  private final Calls calls;
  private final SimulatedEcr ecr;
  private final ServiceProfile profile;

  ModelledEcrClient(VirtualTime time, Calls calls, SimulatedEcr ecr) {
    this.calls = calls;
    this.ecr = ecr;
    // "Amazon ECR service quotas" gives rates for pulls and pushes; those of these calls are
    // guessed,
    // and low.
    TokenBucket bucket = new TokenBucket(20, 10);
    this.profile =
        new ServiceProfile(
            EcrErrors.COMMON, new Timing(0.02, 0.1), operation -> bucket.take(time.now(), 1));
  }

  @Override
  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    return calls.perform(profile, DESCRIBE_IMAGES, request, () -> ecr.describe(request));
  }

  @Override
  public BatchDeleteImageResponse batchDeleteImage(BatchDeleteImageRequest request) {
    return calls.perform(profile, BATCH_DELETE_IMAGE, request, () -> ecr.delete(request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}

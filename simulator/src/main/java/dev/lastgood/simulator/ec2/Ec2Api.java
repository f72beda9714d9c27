package dev.lastgood.simulator.ec2;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.TokenBucket;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** EC2's client interface over the model; every call passes the one door. */
final class Ec2Api implements Ec2Client {
  private final SimulatedEc2 ec2;
  private final Calls calls;
  private final ServiceProfile profile;
  private final LaunchTemplateOperations templates;
  private final Descriptions descriptions;

  /** The buckets that "Request throttling for the Amazon EC2 API" documents. */
  private static final class Throttle implements ServiceProfile.Throttle {
    private final SimulatedEc2 ec2;
    private final TokenBucket describing = new TokenBucket(100, 20);
    private final TokenBucket mutating = new TokenBucket(50, 5);
    private final TokenBucket runInstances = new TokenBucket(5, 2);
    private final TokenBucket createLaunchTemplateVersion = new TokenBucket(100, 5);

    private Throttle(SimulatedEc2 ec2) {
      this.ec2 = ec2;
    }

    @Override
    public boolean admits(Operation operation) {
      TokenBucket bucket =
          switch (operation.name()) {
            case "RunInstances" -> runInstances;
            case "CreateLaunchTemplateVersion" -> createLaunchTemplateVersion;
            default -> operation.mutating() ? mutating : describing;
          };
      return bucket.take(ec2.time().now(), 1);
    }
  }

  Ec2Api(SimulatedEc2 ec2, Calls calls) {
    this.ec2 = ec2;
    this.calls = calls;
    this.templates = new LaunchTemplateOperations(ec2);
    this.descriptions = new Descriptions(ec2);
    this.profile =
        new ServiceProfile(
            Ec2Exception::builder,
            "RequestLimitExceeded",
            503,
            new Timing(0.12, 0.6),
            new Throttle(ec2));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public CreateLaunchTemplateResponse createLaunchTemplate(CreateLaunchTemplateRequest request) {
    return write("CreateLaunchTemplate", request, () -> templates.create(request));
  }

  @Override
  public CreateLaunchTemplateVersionResponse createLaunchTemplateVersion(
      CreateLaunchTemplateVersionRequest request) {
    return write("CreateLaunchTemplateVersion", request, () -> templates.createVersion(request));
  }

  @Override
  public ModifyLaunchTemplateResponse modifyLaunchTemplate(ModifyLaunchTemplateRequest request) {
    return write("ModifyLaunchTemplate", request, () -> templates.modify(request));
  }

  @Override
  public DeleteLaunchTemplateResponse deleteLaunchTemplate(DeleteLaunchTemplateRequest request) {
    return write("DeleteLaunchTemplate", request, () -> templates.delete(request));
  }

  @Override
  public DeleteLaunchTemplateVersionsResponse deleteLaunchTemplateVersions(
      DeleteLaunchTemplateVersionsRequest request) {
    return write("DeleteLaunchTemplateVersions", request, () -> templates.deleteVersions(request));
  }

  @Override
  public DescribeLaunchTemplatesResponse describeLaunchTemplates(
      DescribeLaunchTemplatesRequest request) {
    return read("DescribeLaunchTemplates", request, () -> templates.describe(request));
  }

  @Override
  public DescribeLaunchTemplateVersionsResponse describeLaunchTemplateVersions(
      DescribeLaunchTemplateVersionsRequest request) {
    return read(
        "DescribeLaunchTemplateVersions", request, () -> templates.describeVersions(request));
  }

  @Override
  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    return read("DescribeImages", request, () -> descriptions.images(request));
  }

  @Override
  public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
    return read("DescribeSubnets", request, () -> descriptions.subnets(request));
  }

  @Override
  public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
    return read("DescribeInstances", request, () -> descriptions.instances(request));
  }

  /**
   * Only as a dry run, which always ends in an exception: {@code DryRunOperation} is the good one.
   */
  @Override
  public RunInstancesResponse runInstances(RunInstancesRequest request) {
    if (!Boolean.TRUE.equals(request.dryRun())) {
      throw new UnsupportedOperationException(
          "Simulated EC2 models RunInstances as a dry run only; groups launch instances.");
    }
    return calls.perform(
        profile,
        new Operation("ec2", "RunInstances", false),
        request,
        () -> {
          dryRun(request);
          throw Ec2Errors.of(
              "DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
        });
  }

  private void dryRun(RunInstancesRequest request) {
    String imageId = request.imageId();
    if (request.launchTemplate() != null) {
      var template =
          ec2.resolve(
              request.launchTemplate().launchTemplateId(),
              request.launchTemplate().launchTemplateName(),
              request.launchTemplate().version());
      imageId = imageId == null ? template.data().imageId() : imageId;
    }
    if (request.subnetId() != null) {
      ec2.subnets().get(request.subnetId());
    }
    ec2.checkImage(imageId);
  }

  private <R> R read(String name, Object request, Supplier<R> effect) {
    return calls.perform(profile, new Operation("ec2", name, false), request, effect);
  }

  private <R> R write(String name, Object request, Supplier<R> effect) {
    return calls.perform(profile, new Operation("ec2", name, true), request, effect);
  }
}

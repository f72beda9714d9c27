package dev.lastgood.simulator.ec2;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.TokenBucket;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** EC2's client interface over the model; every call passes the one door. */
final class Ec2Api implements Ec2Client {
  private final SimulatedEc2 ec2;
  private final Calls calls;
  private final ServiceProfile profile;
  private final LaunchTemplateOperations templates;
  private final Descriptions descriptions;
  private final PrerequisiteDescriptions prerequisites;
  private final ServiceProfile unfilteredProfile;

  /** The buckets that "Request throttling for the Amazon EC2 API" documents. */
  private static final class Throttle implements ServiceProfile.Throttle {
    private final SimulatedEc2 ec2;
    private final TokenBucket describing = new TokenBucket(100, 20);
    private final TokenBucket mutating = new TokenBucket(50, 5);
    private final TokenBucket runInstances = new TokenBucket(5, 2);
    private final TokenBucket createLaunchTemplateVersion = new TokenBucket(100, 5);
    private final TokenBucket terminateInstances = new TokenBucket(100, 5);

    private Throttle(SimulatedEc2 ec2) {
      this.ec2 = ec2;
    }

    @Override
    public boolean admits(Operation operation) {
      TokenBucket bucket =
          switch (operation.name()) {
            case "RunInstances" -> runInstances;
            case "CreateLaunchTemplateVersion" -> createLaunchTemplateVersion;
            case "TerminateInstances" -> terminateInstances;
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
    this.prerequisites =
        new PrerequisiteDescriptions(ec2.prerequisites(), ec2.snapshots(), ec2.account().id());
    this.profile = profile(new Throttle(ec2));
    TokenBucket unfiltered = new TokenBucket(50, 10);
    this.unfilteredProfile = profile(_ -> unfiltered.take(ec2.time().now(), 1));
  }

  private static ServiceProfile profile(ServiceProfile.Throttle throttle) {
    return new ServiceProfile(Ec2Errors.COMMON, new Timing(0.12, 0.6), throttle)
        .withQuotas(
            Map.of(
                "CreateLaunchTemplateVersion",
                Ec2Errors.RESOURCE_LIMIT,
                "CreateSnapshot",
                Ec2Errors.SNAPSHOT_LIMIT));
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
  public DescribeInstanceTypesResponse describeInstanceTypes(DescribeInstanceTypesRequest request) {
    return read("DescribeInstanceTypes", request, () -> descriptions.instanceTypes(request));
  }

  @Override
  public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
    return read("DescribeSubnets", request, () -> descriptions.subnets(request));
  }

  @Override
  public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
    boolean unfiltered =
        request.instanceIds().isEmpty()
            && request.filters().isEmpty()
            && request.maxResults() == null;
    return read("DescribeInstances", request, unfiltered, () -> descriptions.instances(request));
  }

  @Override
  public DescribeSecurityGroupsResponse describeSecurityGroups(
      DescribeSecurityGroupsRequest request) {
    boolean unfiltered =
        request.groupIds().isEmpty()
            && request.groupNames().isEmpty()
            && request.filters().isEmpty()
            && request.maxResults() == null;
    return read(
        "DescribeSecurityGroups", request, unfiltered, () -> prerequisites.securityGroups(request));
  }

  @Override
  public CreateSnapshotResponse createSnapshot(CreateSnapshotRequest request) {
    return write("CreateSnapshot", request, () -> ec2.snapshots().create(request));
  }

  @Override
  public DescribeSnapshotsResponse describeSnapshots(DescribeSnapshotsRequest request) {
    boolean unfiltered =
        request.snapshotIds().isEmpty()
            && request.filters().isEmpty()
            && request.maxResults() == null;
    return read("DescribeSnapshots", request, unfiltered, () -> prerequisites.snapshots(request));
  }

  @Override
  public DescribeKeyPairsResponse describeKeyPairs(DescribeKeyPairsRequest request) {
    return read("DescribeKeyPairs", request, () -> prerequisites.keyPairs(request));
  }

  @Override
  public TerminateInstancesResponse terminateInstances(TerminateInstancesRequest request) {
    return write(
        "TerminateInstances", request, () -> ec2.instances().terminate(request.instanceIds()));
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
          throw wouldHaveSucceeded();
        });
  }

  /**
   * Parameters are checked as a real run would; what only an allocation finds, capacity, free
   * addresses and quotas, is not. See DryRun in RunInstances of the API Reference.
   */
  private void dryRun(RunInstancesRequest request) {
    LaunchSpecification asked = RunInstancesParameters.specification(ec2, request);
    if (request.subnetId() != null && !request.networkInterfaces().isEmpty()) {
      throw Ec2Errors.of(
          Ec2Errors.INVALID_COMBINATION,
          "Network interfaces and an instance-level subnet ID may not be specified on the same"
              + " request");
    }
    Stream.concat(
            Stream.ofNullable(request.subnetId()),
            request.networkInterfaces().stream()
                .flatMap(networkInterface -> Stream.ofNullable(networkInterface.subnetId())))
        .forEach(ec2.subnets()::get);
    ec2.prerequisites().check(asked);
  }

  private <R> R read(String name, SdkRequest request, Supplier<R> effect) {
    return perform(profile, new Operation("ec2", name, false), request, effect);
  }

  /** What asks for everything at once has the smaller bucket. */
  private <R> R read(String name, SdkRequest request, boolean unfiltered, Supplier<R> effect) {
    return perform(
        unfiltered ? unfilteredProfile : profile,
        new Operation("ec2", name, false),
        request,
        effect);
  }

  private <R> R write(String name, SdkRequest request, Supplier<R> effect) {
    return perform(profile, new Operation("ec2", name, true), request, effect);
  }

  /**
   * A dry run checks whether the caller has the permissions, and makes no request; see DryRun in
   * "Common query parameters" of the API Reference.
   */
  private <R> R perform(
      ServiceProfile service, Operation operation, SdkRequest request, Supplier<R> effect) {
    return calls.perform(
        service,
        operation,
        request,
        () -> {
          if (isDryRun(request)) {
            throw wouldHaveSucceeded();
          }
          return effect.get();
        });
  }

  private static boolean isDryRun(SdkRequest request) {
    return request.getValueForField("DryRun", Boolean.class).orElse(false);
  }

  private static Ec2Exception wouldHaveSucceeded() {
    return Ec2Errors.of(Ec2Errors.DRY_RUN, "Request would have succeeded, but DryRun flag is set.");
  }
}

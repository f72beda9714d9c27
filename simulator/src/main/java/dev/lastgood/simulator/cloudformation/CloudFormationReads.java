package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.TokenBucket;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.GetStackPolicyRequest;
import software.amazon.awssdk.services.cloudformation.model.GetStackPolicyResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;

/** What CloudFormation's client interface only reads. */
abstract sealed class CloudFormationReads implements CloudFormationClient
    permits CloudFormationApi {
  private final Calls calls;
  private final ServiceProfile profile;
  private final StackQueries stacks;
  private final ResourceQueries resources;
  private final TemplateQueries templates;
  private final SettingsOperations settings;
  private final ExportQueries exports;
  private final ChangeSetQueries changeSetQueries;
  private final DriftOperations drift;

  /** What carries the operations out. */
  record Operations(
      StackRegion region,
      StackOperations stacks,
      RollbackOperations rollbacks,
      ChangeSetOperations changeSets,
      SettingsOperations settings,
      DriftOperations drift) {
    static Operations of(StackRegion region) {
      return new Operations(
          region,
          new StackOperations(region),
          new RollbackOperations(region),
          new ChangeSetOperations(region),
          new SettingsOperations(region),
          new DriftOperations(region));
    }
  }

  CloudFormationReads(Calls calls, Operations operations) {
    this.calls = calls;
    StackRegion region = operations.region();
    this.stacks = new StackQueries(region);
    this.resources = new ResourceQueries(region);
    this.templates = new TemplateQueries(region, operations.changeSets());
    this.settings = operations.settings();
    this.exports = new ExportQueries(region);
    this.changeSetQueries = new ChangeSetQueries(region, operations.changeSets());
    this.drift = operations.drift();
    // The rates are not published; these are guesses from reports of throttled deployments.
    TokenBucket reads = new TokenBucket(10, 5);
    TokenBucket writes = new TokenBucket(10, 2);
    this.profile =
        new ServiceProfile(
                CloudFormationErrors.COMMON,
                new Timing(0.15, 0.8),
                operation -> (operation.mutating() ? writes : reads).take(region.now(), 1))
            .withQuotas(Map.of("CreateChangeSet", CloudFormationErrors.LIMIT_EXCEEDED));
  }

  @Override
  public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
    return read("DescribeStacks", request, () -> stacks.describe(request));
  }

  @Override
  public ListStacksResponse listStacks(ListStacksRequest request) {
    return read("ListStacks", request, () -> stacks.list(request));
  }

  @Override
  public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
    return read("DescribeStackEvents", request, () -> stacks.events(request));
  }

  @Override
  public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
    return read("ListStackResources", request, () -> resources.list(request));
  }

  @Override
  public DescribeStackResourceResponse describeStackResource(DescribeStackResourceRequest request) {
    return read("DescribeStackResource", request, () -> resources.describe(request));
  }

  @Override
  public DescribeStackResourcesResponse describeStackResources(
      DescribeStackResourcesRequest request) {
    return read("DescribeStackResources", request, () -> resources.describeAll(request));
  }

  @Override
  public GetTemplateResponse getTemplate(GetTemplateRequest request) {
    return read("GetTemplate", request, () -> templates.template(request));
  }

  @Override
  public GetTemplateSummaryResponse getTemplateSummary(GetTemplateSummaryRequest request) {
    return read("GetTemplateSummary", request, () -> templates.summary(request));
  }

  @Override
  public GetStackPolicyResponse getStackPolicy(GetStackPolicyRequest request) {
    return read("GetStackPolicy", request, () -> settings.policy(request));
  }

  @Override
  public ListExportsResponse listExports(ListExportsRequest request) {
    return read("ListExports", request, () -> exports.exports(request));
  }

  @Override
  public ListImportsResponse listImports(ListImportsRequest request) {
    return read("ListImports", request, () -> exports.imports(request));
  }

  @Override
  public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
    return read("DescribeChangeSet", request, () -> changeSetQueries.describe(request));
  }

  @Override
  public ListChangeSetsResponse listChangeSets(ListChangeSetsRequest request) {
    return read("ListChangeSets", request, () -> changeSetQueries.list(request));
  }

  @Override
  public DescribeStackDriftDetectionStatusResponse describeStackDriftDetectionStatus(
      DescribeStackDriftDetectionStatusRequest request) {
    return read("DescribeStackDriftDetectionStatus", request, () -> drift.status(request));
  }

  @Override
  public DescribeStackResourceDriftsResponse describeStackResourceDrifts(
      DescribeStackResourceDriftsRequest request) {
    return read("DescribeStackResourceDrifts", request, () -> drift.resources(request));
  }

  private <R> R read(String name, SdkPojo request, Supplier<R> effect) {
    return perform(new Operation("cloudformation", name, false), request, effect);
  }

  <R> R perform(Operation operation, SdkPojo request, Supplier<R> effect) {
    return calls.perform(profile, operation, request, effect);
  }
}

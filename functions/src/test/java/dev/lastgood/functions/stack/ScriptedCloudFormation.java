package dev.lastgood.functions.stack;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftRequest;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftResponse;
import software.amazon.awssdk.services.cloudformation.model.GetStackPolicyRequest;
import software.amazon.awssdk.services.cloudformation.model.GetStackPolicyResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** Answers reads as it is told to, two items a page; refuses in CloudFormation's words. */
final class ScriptedCloudFormation implements CloudFormationClient, Platform {
  private static final int PAGE = 2;

  final Map<String, List<Stack>> stacks = new TreeMap<>();
  final Map<String, String> originals = new TreeMap<>();
  final Map<String, String> processed = new TreeMap<>();
  final Map<String, String> policies = new TreeMap<>();
  final Map<String, List<StackResourceSummary>> resources = new TreeMap<>();
  final Map<String, List<String>> imports = new TreeMap<>();
  final Map<String, List<StackEvent>> events = new TreeMap<>();
  final Map<String, List<StackResourceDrift>> drifts = new TreeMap<>();
  final List<String> calls = new ArrayList<>();

  /** What DetectStackDrift refuses next, in CloudFormation's words. */
  final Deque<RuntimeException> driftRefusals = new ArrayDeque<>();

  /** How far a detection is; asked again, it is what stands next. */
  final Deque<DescribeStackDriftDetectionStatusResponse> detections = new ArrayDeque<>();

  static String arn(String name) {
    return "arn:aws:cloudformation:eu-west-1:000000000001:stack/" + name + "/1";
  }

  /** A stack; described again, it is what stands next, and the last for ever. */
  void is(String name, Stack... each) {
    List<Stack> described = new ArrayList<>();
    for (Stack stack : each) {
      described.add(stack.toBuilder().stackName(name).stackId(arn(name)).build());
    }
    stacks.put(arn(name), described);
    originals.put(arn(name), "{\"Resources\":{\"" + name + "\":{}}}");
  }

  @Override
  public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
    calls.add("DescribeStacks");
    String id = id(request.stackName());
    List<Stack> described = stacks.get(id);
    if (described == null) {
      throw refused("Stack with id " + request.stackName() + " does not exist");
    }
    Stack stack = described.size() > 1 ? described.removeFirst() : described.getFirst();
    return DescribeStacksResponse.builder().stacks(stack).build();
  }

  @Override
  public GetTemplateResponse getTemplate(GetTemplateRequest request) {
    calls.add("GetTemplate");
    String id = id(request.stackName());
    return GetTemplateResponse.builder()
        .templateBody(
            request.templateStage() == TemplateStage.PROCESSED
                ? processed.getOrDefault(id, originals.get(id))
                : originals.get(id))
        .build();
  }

  @Override
  public GetStackPolicyResponse getStackPolicy(GetStackPolicyRequest request) {
    calls.add("GetStackPolicy");
    return GetStackPolicyResponse.builder()
        .stackPolicyBody(policies.get(id(request.stackName())))
        .build();
  }

  @Override
  public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
    calls.add("ListStackResources");
    List<StackResourceSummary> all = resources.getOrDefault(id(request.stackName()), List.of());
    int from = from(request.nextToken());
    return ListStackResourcesResponse.builder()
        .stackResourceSummaries(page(all, from))
        .nextToken(next(all, from))
        .build();
  }

  @Override
  public ListImportsResponse listImports(ListImportsRequest request) {
    calls.add("ListImports");
    List<String> all = imports.getOrDefault(request.exportName(), List.of());
    if (all.isEmpty()) {
      throw refused("Export '" + request.exportName() + "' is not imported by any stack.");
    }
    int from = from(request.nextToken());
    return ListImportsResponse.builder()
        .imports(page(all, from))
        .nextToken(next(all, from))
        .build();
  }

  @Override
  public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
    calls.add("DescribeStackEvents");
    List<StackEvent> all = events.getOrDefault(id(request.stackName()), List.of());
    int from = from(request.nextToken());
    return DescribeStackEventsResponse.builder()
        .stackEvents(page(all, from))
        .nextToken(next(all, from))
        .build();
  }

  @Override
  public DetectStackDriftResponse detectStackDrift(DetectStackDriftRequest request) {
    calls.add("DetectStackDrift");
    if (!driftRefusals.isEmpty()) {
      throw driftRefusals.removeFirst();
    }
    return DetectStackDriftResponse.builder()
        .stackDriftDetectionId("of " + request.stackName())
        .build();
  }

  @Override
  public DescribeStackDriftDetectionStatusResponse describeStackDriftDetectionStatus(
      DescribeStackDriftDetectionStatusRequest request) {
    calls.add("DescribeStackDriftDetectionStatus " + request.stackDriftDetectionId());
    return detections.removeFirst();
  }

  @Override
  public DescribeStackResourceDriftsResponse describeStackResourceDrifts(
      DescribeStackResourceDriftsRequest request) {
    calls.add("DescribeStackResourceDrifts");
    List<StackResourceDrift> all =
        drifts.getOrDefault(id(request.stackName()), List.of()).stream()
            .filter(
                drift ->
                    request
                        .stackResourceDriftStatusFilters()
                        .contains(drift.stackResourceDriftStatus()))
            .toList();
    int from = from(request.nextToken());
    return DescribeStackResourceDriftsResponse.builder()
        .stackResourceDrifts(page(all, from))
        .nextToken(next(all, from))
        .build();
  }

  private static String id(String name) {
    return name.startsWith("arn:") ? name : arn(name);
  }

  private static int from(String token) {
    return token == null ? 0 : Integer.parseInt(token);
  }

  private static <T> List<T> page(List<T> all, int from) {
    return all.subList(from, Math.min(all.size(), from + PAGE));
  }

  private static String next(List<?> all, int from) {
    return from + PAGE < all.size() ? Integer.toString(from + PAGE) : null;
  }

  private static RuntimeException refused(String message) {
    return refused("ValidationError", message);
  }

  static RuntimeException refused(String code, String message) {
    return CloudFormationException.builder()
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  @Override
  public String serviceName() {
    return CloudFormationClient.SERVICE_NAME;
  }

  @Override
  public void close() {
    // It holds nothing.
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type) {
    return type.cast(this);
  }

  @Override
  public InstantSource clock() {
    throw new UnsupportedOperationException("Readers ask for no time.");
  }

  @Override
  public RandomGenerator chance() {
    throw new UnsupportedOperationException("Readers ask for no chance.");
  }

  @Override
  public String variable(String name) {
    throw new UnsupportedOperationException("Readers ask for no variable.");
  }

  @Override
  public Configuration configuration() {
    throw new UnsupportedOperationException("Readers ask for no configuration.");
  }

  @Override
  public void metric(String name, double value, String unit, Map<String, String> dimensions) {
    throw new UnsupportedOperationException("Readers take no metric.");
  }
}

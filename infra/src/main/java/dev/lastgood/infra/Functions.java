package dev.lastgood.infra;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Deployment;
import dev.lastgood.functions.config.ResourceNames;
import dev.lastgood.functions.handler.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The functions: each with a role and a log group of its own, published as a version with a
 * SnapStart snapshot, and invoked by the alias {@code live} or by the version.
 */
final class Functions extends Construct {
  /**
   * Chosen for the processor that comes with it, which is 58 % of one; the memory alone would be
   * had for less. Measured: the heaviest function holds 18 MB of live heap and 56 MB of metaspace,
   * runs with a heap of 24 MB, and takes 270 MB in all. See docs/reference/start-up.md.
   */
  private static final int MEMORY_MEGABYTES = 1024;

  private static final int RETRY_ATTEMPTS = 2;
  private static final int EVENT_AGE_SECONDS = 300;
  private static final String CONFIGURATION_FILE = "/opt/lastgood/configuration.json";

  private final Names names;
  private final Map<FunctionName, Function> functions = new EnumMap<>(FunctionName.class);
  private final Map<FunctionName, Alias> aliases = new EnumMap<>(FunctionName.class);

  Functions(
      Construct scope,
      Names names,
      Configuration configuration,
      StateStack state,
      Notices notices,
      Queues queues,
      Permissions permissions,
      Sources sources) {
    super(scope, "Functions");
    this.names = names;
    LayerVersion layer = configurationLayer(configuration);
    Map<String, String> variables = variables(state, notices);
    for (FunctionName name : FunctionName.ALL) {
      Role role = role(name, permissions);
      Function function =
          function(name, role, configuration.deployment(), state, layer, variables, sources);
      Alias alias =
          Alias.Builder.create(this, name.id() + "-live")
              .aliasName(Names.LIVE)
              .version(function.getCurrentVersion())
              .build();
      // The alias above publishes a version, which is what the CDK reminds of.
      Annotations.of(function)
          .acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish", "It is published.");
      if (name.isAsynchronous()) {
        keepEvents(name, function, alias, queues);
      }
      functions.put(name, function);
      aliases.put(name, alias);
    }
  }

  private LayerVersion configurationLayer(Configuration configuration) {
    try {
      Path folder = Files.createTempDirectory("lastgood-layer");
      Path file = folder.resolve("lastgood/configuration.json");
      Files.createDirectories(file.getParent());
      Files.writeString(file, Json.write(configuration));
      return LayerVersion.Builder.create(this, "Configuration")
          .description("The configuration of this environment, as the functions read it.")
          .code(Code.fromAsset(folder.toString()))
          // An incident under way finishes with the configuration that it began with.
          .removalPolicy(RemovalPolicy.RETAIN)
          .build();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private Map<String, String> variables(StateStack state, Notices notices) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("BUCKET", names.bucket());
    variables.put("STATE_TABLE", names.of(ResourceNames.STATE));
    variables.put("LEDGER_TABLE", names.of(ResourceNames.LEDGER));
    variables.put("SEAL_KEY_ID", state.sealKey().getKeyArn());
    variables.put("NOTICE_TOPIC_ARN", notices.topic().getTopicArn());
    variables.put(
        "INCIDENT_STATE_MACHINE_ARN",
        names.arn("states", "stateMachine:" + names.of(Machines.INCIDENT) + ":" + Names.LIVE));
    variables.put(
        "RECOVERY_STATE_MACHINE_ARN",
        names.arn("states", "stateMachine:" + names.of(Machines.RECOVERY)));
    variables.put("CONFIGURATION_FILE", CONFIGURATION_FILE);
    return variables;
  }

  private Role role(FunctionName name, Permissions permissions) {
    return Roles.create(
        this,
        name.id() + "-role",
        names.of(name.id()),
        "Of the function " + names.of(name.id()) + ".",
        new ServicePrincipal("lambda.amazonaws.com"),
        permissions.of(name));
  }

  private Function function(
      FunctionName name,
      Role role,
      Deployment deployment,
      StateStack state,
      LayerVersion layer,
      Map<String, String> variables,
      Sources sources) {
    Map<String, String> environment = new TreeMap<>();
    Variables.of(name).forEach(variable -> environment.put(variable, variables.get(variable)));
    environment.put("POWERTOOLS_SERVICE_NAME", name.id());
    environment.put("AWS_EMF_ENVIRONMENT", "Lambda");
    Function.Builder function =
        Function.Builder.create(this, name.id())
            .functionName(names.of(name.id()))
            .description(name.says())
            .runtime(Runtime.JAVA_25)
            .architecture(
                switch (deployment.architecture()) {
                  case ARM64 -> Architecture.ARM_64;
                  case X86_64 -> Architecture.X86_64;
                })
            .handler(name.handler())
            .code(Code.fromAsset(sources.functionPackage(name.packageName()).toString()))
            .layers(List.of(layer))
            .memorySize(MEMORY_MEGABYTES)
            .timeout(name.timeout())
            .environment(environment)
            .environmentEncryption(state.dataKey())
            // What a role may do stands in one place: nothing is added to it from elsewhere.
            .role(role.withoutPolicyUpdates())
            .tracing(Tracing.ACTIVE)
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .currentVersionOptions(
                VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN).build())
            .logGroup(
                LogGroup.Builder.create(this, name.id() + "-log")
                    .logGroupName("/aws/lambda/" + names.of(name.id()))
                    .retention(retention(deployment.logDays()))
                    .encryptionKey(state.dataKey())
                    .removalPolicy(RemovalPolicy.DESTROY)
                    .build());
    if (name == FunctionName.SWEEP) {
      // The retry of a sweep that crashed and the sweep of the next minute would both take
      // themselves for the one that meets what an incident owes.
      function.reservedConcurrentExecutions(1);
    } else if (deployment.reservedConcurrency().containsKey(name.id())) {
      function.reservedConcurrentExecutions(deployment.reservedConcurrency().get(name.id()));
    }
    return function.build();
  }

  private void keepEvents(FunctionName name, Function function, Alias alias, Queues queues) {
    CfnEventInvokeConfig.Builder.create(this, name.id() + "-events")
        .functionName(function.getFunctionName())
        .qualifier(alias.getAliasName())
        .maximumRetryAttempts(RETRY_ATTEMPTS)
        .maximumEventAgeInSeconds(EVENT_AGE_SECONDS)
        .destinationConfig(
            CfnEventInvokeConfig.DestinationConfigProperty.builder()
                .onFailure(
                    CfnEventInvokeConfig.OnFailureProperty.builder()
                        .destination(queues.queue(Queues.FUNCTIONS).getQueueArn())
                        .build())
                .build())
        .build();
  }

  /** CloudWatch Logs knows some numbers of days alone, and the schema no others. */
  static RetentionDays retention(int days) {
    return switch (days) {
      case 1 -> RetentionDays.ONE_DAY;
      case 3 -> RetentionDays.THREE_DAYS;
      case 5 -> RetentionDays.FIVE_DAYS;
      case 7 -> RetentionDays.ONE_WEEK;
      case 14 -> RetentionDays.TWO_WEEKS;
      case 30 -> RetentionDays.ONE_MONTH;
      case 60 -> RetentionDays.TWO_MONTHS;
      case 90 -> RetentionDays.THREE_MONTHS;
      case 120 -> RetentionDays.FOUR_MONTHS;
      case 150 -> RetentionDays.FIVE_MONTHS;
      case 180 -> RetentionDays.SIX_MONTHS;
      case 365 -> RetentionDays.ONE_YEAR;
      case 400 -> RetentionDays.THIRTEEN_MONTHS;
      case 545 -> RetentionDays.EIGHTEEN_MONTHS;
      case 731 -> RetentionDays.TWO_YEARS;
      case 1827 -> RetentionDays.FIVE_YEARS;
      default -> throw new IllegalArgumentException("Logs cannot be kept for " + days + " days.");
    };
  }

  /** What events and people invoke. */
  Alias live(FunctionName name) {
    return aliases.get(name);
  }

  /** What a state machine's version invokes: the code that it was published with. */
  String versionArn(FunctionName name) {
    return functions.get(name).getCurrentVersion().getFunctionArn();
  }
}

package dev.lastgood.simulator.installation;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.simulator.access.AccessGate;
import dev.lastgood.simulator.access.AccessLog;
import dev.lastgood.simulator.access.AccessRules;
import dev.lastgood.simulator.eventbridge.EventRule;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.ServiceAct;
import dev.lastgood.simulator.scheduler.Schedule;
import dev.lastgood.simulator.template.CloudAssembly;
import dev.lastgood.simulator.template.UnresolvableTemplateException;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * One environment of Lastgood as its synthesised template deploys it. What a template says wrong is
 * refused when it is read, as CloudFormation would refuse it; what it merely fails to say shows
 * when it is rehearsed.
 */
public final class Installation {
  private static final Duration LONG = Duration.ofDays(1);

  private final CloudAssembly assembly;
  private final Account account;
  private final Configuration configuration;
  private final List<InstalledFunction> functions;
  private final List<InstalledMachine> machines;
  private final List<EventRule> rules;
  private final List<Schedule> schedules;
  private final List<Consumer<SimulatedWorld>> stores;
  private final List<PutMetricAlarmRequest> alarms;
  private final List<String> ignored;
  private final AccessRules access;

  private Installation(CloudAssembly assembly) {
    this.assembly = assembly;
    this.account = new Account(assembly.account(), assembly.region());
    Reading reading = new Reading(assembly);
    FunctionsReader functionsReader = new FunctionsReader(reading);
    this.functions = List.copyOf(functionsReader.functions());
    this.configuration = functionsReader.configuration();
    this.machines = List.copyOf(MachinesReader.machines(reading, account));
    this.rules = List.copyOf(EventsReader.rules(reading));
    this.schedules = List.copyOf(EventsReader.schedules(reading));
    this.stores = StoresReader.steps(reading);
    this.alarms = List.copyOf(AlarmsReader.alarms(reading));
    this.ignored = reading.ignored();
    this.access = new AccessRules(assembly);
    References references = new References(assembly, account, functions, machines);
    references.checkFunctions(functions);
    references.checkRules(rules);
    references.checkSchedules(schedules);
    references.checkAlarms(alarms);
  }

  private Installation(Installation other, List<InstalledFunction> functions) {
    this.assembly = other.assembly;
    this.account = other.account;
    this.configuration = other.configuration;
    this.functions = List.copyOf(functions);
    this.machines = other.machines;
    this.rules = other.rules;
    this.schedules = other.schedules;
    this.stores = other.stores;
    this.alarms = other.alarms;
    this.ignored = other.ignored;
    this.access = other.access;
  }

  /** Makes the code of functions otherwise than it is. */
  @FunctionalInterface
  public interface CodeChange {
    /**
     * Changes the code of one function.
     *
     * @param handlerClass the name of its handler's class
     * @param code makes its handler
     * @return what makes its handler instead
     */
    Function<Platform, JsonHandler<?, ?>> changed(
        String handlerClass, Function<Platform, JsonHandler<?, ?>> code);
  }

  /**
   * The same, its functions with other code: how a mistake is planted of which it is to be seen
   * whether a rehearsal finds it.
   *
   * @param change asked of each function
   * @return a new installation; this one stays as it is
   */
  public Installation withCode(CodeChange change) {
    return new Installation(
        this, functions.stream().map(function -> function.withCode(change)).toList());
  }

  /**
   * Reads an environment of an assembly.
   *
   * @param folder the assembly, as {@code npx cdk synth} and the build make it
   * @param environment the environment's name
   * @return what is deployed
   * @throws UnresolvableTemplateException naming the place, where a template cannot be deployed or
   *     asks for what is not modelled
   */
  public static Installation read(Path folder, String environment) {
    return new Installation(CloudAssembly.read(folder, environment));
  }

  /**
   * The configuration that the functions are deployed with.
   *
   * @return the environment
   */
  public Configuration configuration() {
    return configuration;
  }

  /**
   * The template, resolved.
   *
   * @return the assembly that it was read from
   */
  public CloudAssembly assembly() {
    return assembly;
  }

  /**
   * Its policies.
   *
   * @return the same for all worlds
   */
  public AccessRules access() {
    return access;
  }

  /**
   * What of the template may matter and is not simulated.
   *
   * @return types of resources, and types with a property, in alphabetical order
   */
  public List<String> ignored() {
    return ignored;
  }

  /**
   * The states of its machines, those of Maps included.
   *
   * @return in the order of the definitions
   */
  public List<MachineState> machineStates() {
    return machines.stream().flatMap(machine -> machine.states().stream()).toList();
  }

  /**
   * Its functions.
   *
   * @return their names
   */
  public List<String> functionNames() {
    return functions.stream().map(function -> function.settings().name()).toList();
  }

  /**
   * The function that a text names.
   *
   * @param text such as an ARN
   * @return the longest name that is in it; empty where none is
   */
  public Optional<String> functionIn(String text) {
    return functionNames().stream()
        .filter(text::contains)
        .max(Comparator.comparingInt(String::length));
  }

  /**
   * Deploys it in a world.
   *
   * @param world where to, in its account and Region
   * @param sweepFrom when the sweep begins; while nothing is wrong its minutes are all the same,
   *     and simulating each of them would only cost time
   * @return what is allowed and refused in that world from now on
   */
  public AccessLog deploy(SimulatedWorld world, Instant sweepFrom) {
    WorldLaunches launches = new WorldLaunches(world);
    AccessGate gate = new AccessGate(access, account, launches, launches, new WorldStacks(world));
    world.guard(gate);
    stores.forEach(store -> store.accept(world));
    functions.forEach(function -> function.deploy(world.lambda()));
    for (InstalledMachine machine : machines) {
      gate.refusal(new ServiceAct.MachineBegins(machine.arn(), machine.roleArn()));
      machine.deploy(world.stepFunctions());
    }
    rules.forEach(world.eventBridge()::putRule);
    OwnMetrics.publish(world, configuration.environment(), alarms);
    Instant longAgo = world.time().now().minus(LONG);
    alarms.forEach(alarm -> world.cloudWatch().install(alarm, longAgo));
    String sweep = functionName(SweepHandler.class);
    for (Schedule schedule : schedules) {
      if (schedule.input().isEmpty() && schedule.functionArn().contains(":" + sweep + ":")) {
        world.time().at(sweepFrom, () -> world.scheduler().start(schedule));
      } else {
        world.scheduler().start(schedule);
      }
    }
    return gate.log();
  }

  /**
   * The table of leases, holds, points and incidents.
   *
   * @return its name
   */
  public String stateTable() {
    return variable("STATE_TABLE");
  }

  /**
   * The table of the ledger.
   *
   * @return its name
   */
  public String ledgerTable() {
    return variable("LEDGER_TABLE");
  }

  /**
   * The bucket of points, plans and undo points.
   *
   * @return its name
   */
  public String bucket() {
    return variable("BUCKET");
  }

  /**
   * The key that seals points.
   *
   * @return its ARN
   */
  public String sealKey() {
    return variable("SEAL_KEY_ID");
  }

  /**
   * What incidents are started on.
   *
   * @return the ARN of the incident machine's alias
   */
  public String incidentMachine() {
    return variable("INCIDENT_STATE_MACHINE_ARN");
  }

  /**
   * An execution of the incident machine.
   *
   * @param incidentId the incident
   * @return the execution's ARN
   */
  public String incidentExecution(String incidentId) {
    return execution(incidentMachine(), incidentId);
  }

  private String execution(String machineArn, String name) {
    String machine = machineArn.split(":")[6];
    return account.arn("states", "execution:" + machine + ":" + name);
  }

  /**
   * A function by its handler.
   *
   * @param handler the handler's class
   * @return the function's name
   * @throws UnresolvableTemplateException where the template has no such function
   */
  public String functionName(Class<? extends JsonHandler<?, ?>> handler) {
    return functions.stream()
        .filter(function -> function.handlerClass().equals(handler.getName()))
        .map(function -> function.settings().name())
        .findFirst()
        .orElseThrow(
            () ->
                new UnresolvableTemplateException(
                    "functions", "none has the handler " + handler.getName()));
  }

  /**
   * What events and people invoke a function by.
   *
   * @param handler the handler's class
   * @return the ARN of its alias
   */
  public String liveFunction(Class<? extends JsonHandler<?, ?>> handler) {
    String name = functionName(handler);
    InstalledFunction function =
        functions.stream()
            .filter(it -> it.settings().name().equals(name))
            .findFirst()
            .orElseThrow();
    return account.arn("lambda", "function:" + name)
        + function.aliases().keySet().stream().findFirst().map(alias -> ":" + alias).orElse("");
  }

  /**
   * Which alarm watches each queue.
   *
   * @return the alarms' names by the queues'
   */
  public Map<String, String> queueAlarms() {
    Map<String, String> alarmsByQueue = new TreeMap<>();
    for (PutMetricAlarmRequest alarm : alarms) {
      if (alarm.namespace().equals("AWS/SQS")) {
        alarm.dimensions().forEach(queue -> alarmsByQueue.put(queue.value(), alarm.alarmName()));
      }
    }
    return alarmsByQueue;
  }

  private String variable(String name) {
    return functions.stream()
        .map(function -> Optional.ofNullable(function.settings().variables().get(name)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new UnresolvableTemplateException(
                    "functions", "none has the environment variable " + name));
  }
}

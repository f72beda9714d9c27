package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A redriven execution goes on with the state that it ended in")
final class RedriveTest {

  private static final String TWO_TASKS =
      World.machineOf(
          "'One': {'Type':'Task','Resource':'%s','Assign':{'one':'{%% $states.result %%}'},'Next':'Two'},"
                  .formatted(World.FUNCTION)
              + "'Two': {'Type':'Task','Resource':'%s','Arguments':{'of':'{%% $one %%}'},'End':true}"
                  .formatted(World.FUNCTION));

  private final World world = new World();

  private ExecutionDescription redriven() {
    world.host.redriveExecution(World.executionArn());
    world.scheduler.run();
    return world.host.describeExecution(World.executionArn());
  }

  private ExecutionDescription stoppedAfter(String definition, Duration time) {
    world.start(definition, map("i", 1));
    world.scheduler.run(time);
    return world.host.stopExecution(World.executionArn(), Optional.empty(), Optional.empty());
  }

  private List<Object> arguments() {
    return world.requests.stream().map(TaskRequest::arguments).toList();
  }

  @Test
  @DisplayName("what has succeeded is not done again, and its variables are still there")
  void onlyTheFailedTask() {
    world.answers(World.output(7), World.failure("Broken"), World.output("well"));
    ExecutionDescription failed = world.run(TWO_TASKS, map("i", 1));
    assertEquals(ExecutionStatus.FAILED, failed.status());
    assertEquals("REDRIVABLE", failed.redrivability().status());
    ExecutionDescription end = redriven();
    assertEquals("well", end.output());
    assertEquals(List.of(map("i", 1), map("of", 7), map("of", 7)), arguments());
    assertEquals(failed.startDate(), end.startDate());
    assertEquals(1, end.redriveCount());
    assertEquals(Optional.of(World.START), end.redriveDate());
    assertEquals(Optional.empty(), end.error());
  }

  @Test
  @DisplayName("the history goes on, and the new attempt follows the state's entry")
  void history() {
    world.answers(World.output(7), World.failure("Broken"), World.output("well"));
    world.run(TWO_TASKS, map());
    int before = world.history().size();
    redriven();
    assertEquals(
        List.of(
            "ExecutionRedriven",
            "LambdaFunctionScheduled",
            "LambdaFunctionStarted",
            "LambdaFunctionSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded"),
        world.eventTypes().subList(before, world.history().size()));
    HistoryEvent redriven = world.history().get(before);
    assertEquals(map("redriveCount", 1), redriven.details());
    HistoryEvent scheduled = world.history().get(before + 1);
    HistoryEvent followed = world.history().get((int) scheduled.previousEventId() - 1);
    assertEquals(HistoryEventType.TASK_STATE_ENTERED, followed.type());
    assertEquals(Optional.of("Two"), followed.stateName());
  }

  @Test
  @DisplayName("its retriers begin anew")
  void retriers() {
    String definition =
        World.machineOf(
            ("'One': {'Type':'Task','Resource':'%s','End':true,'Retry':[{'ErrorEquals':['States.ALL'],"
                    + "'MaxAttempts':1}]}")
                .formatted(World.FUNCTION));
    world.answers(World.failure("A"), World.failure("B"), World.failure("C"), World.output("well"));
    assertEquals(Optional.of("B"), world.run(definition, map()).error());
    assertEquals("well", redriven().output());
    assertEquals(
        List.of(0, 1, 0, 1), world.requests.stream().map(TaskRequest::retryCount).toList());
  }

  @Test
  @DisplayName("a task under way when it was aborted is started again")
  void abortedTask() {
    world.answers(World.never(), World.output("well"));
    stoppedAfter(
        World.machineOf(
            "'One': {'Type':'Task','Resource':'%s','End':true}".formatted(World.FUNCTION)),
        Duration.ofSeconds(1));
    assertEquals("well", redriven().output());
  }

  @Test
  @DisplayName("between two states, the next one is entered")
  void betweenStates() {
    World paced = new World(1, builder -> builder.pacing(() -> Duration.ofSeconds(1)));
    paced.start(
        World.machineOf(
            "'P': {'Type':'Pass','Output':'{% 5 %}','Next':'Q'},'Q': {'Type':'Succeed'}"),
        map());
    paced.scheduler.run(Duration.ofMillis(1500));
    paced.host.stopExecution(World.executionArn(), Optional.empty(), Optional.empty());
    paced.host.redriveExecution(World.executionArn());
    paced.scheduler.run();
    assertEquals(5, paced.host.describeExecution(World.executionArn()).output());
    assertEquals(1, paced.eventTypes().stream().filter("PassStateEntered"::equals).count());
  }

  @Test
  @DisplayName("a Fail state is entered again, and fails again")
  void failState() {
    assertEquals(
        ExecutionStatus.FAILED,
        world.run(World.machineOf("'F': {'Type':'Fail','Error':'E'}"), map()).status());
    ExecutionDescription again = redriven();
    assertEquals(Optional.of("E"), again.error());
    assertEquals(2, world.eventTypes().stream().filter("FailStateEntered"::equals).count());
  }

  @Test
  @DisplayName("a Wait until an instant that has passed is over at once")
  void waitOver() {
    stoppedAfter(
        World.machineOf("'W': {'Type':'Wait','Timestamp':'2026-03-01T12:00:10Z','End':true}"),
        Duration.ofSeconds(1));
    world.scheduler.after(Duration.ofMinutes(1), () -> {});
    world.scheduler.run();
    assertEquals(Optional.of(World.START.plusSeconds(61)), redriven().stopDate());
  }

  @Test
  @DisplayName("the machine's timeout counts from the redrive")
  void timeout() {
    world.handle(World.never());
    String definition =
        World.machineOf(
                "'One': {'Type':'Task','Resource':'%s','End':true}".formatted(World.FUNCTION))
            .replace("\"StartAt\"", "\"TimeoutSeconds\": 60, \"StartAt\"");
    ExecutionDescription end = world.run(definition, map());
    assertEquals(ExecutionStatus.TIMED_OUT, end.status());
    ExecutionDescription again = redriven();
    assertEquals(ExecutionStatus.TIMED_OUT, again.status());
    assertEquals(Optional.of(World.START.plusSeconds(120)), again.stopDate());
  }

  @Test
  @DisplayName("of a Map, only the iterations that failed or were aborted go on")
  void iterations() {
    world.handle(
        (request, completion) -> {
          Object item = request.arguments();
          if (item.equals(2) && world.requests.size() <= 3) {
            completion.fail("Broken", "why");
          } else if (item.equals(3) && world.requests.size() <= 3) {
            return () -> {};
          } else {
            completion.succeed("done " + item);
          }
          return () -> {};
        });
    String definition =
        World.machineOf(
            ("'M': {'Type':'Map','Items':[1,3,2,4],'MaxConcurrency':3,'End':true,'ItemProcessor':"
                    + "{'StartAt':'T','States':{'T':{'Type':'Task','Resource':'%s','End':true}}}}")
                .formatted(World.FUNCTION));
    assertEquals(ExecutionStatus.FAILED, world.run(definition, map()).status());
    List<Object> before = arguments();
    assertEquals(List.of(1, 3, 2), before);
    assertEquals(List.of("done 1", "done 3", "done 2", "done 4"), redriven().output());
    assertEquals(List.of(1, 3, 2, 3, 2, 4), arguments());
  }

  private static String branch(String state) {
    return "{'StartAt':'%s','States':{'%s':{'Type':'Task','Resource':'%s','End':true}}}"
        .formatted(state, state, World.FUNCTION);
  }

  @Test
  @DisplayName("of a Parallel, only the branches that failed or were aborted go on")
  void parallel() {
    world.answers(
        World.output("a"),
        World.never(),
        World.failure("Broken"),
        World.output("b"),
        World.output("c"));
    String definition =
        World.machineOf(
            "'P': {'Type':'Parallel','End':true,'Branches':[%s,%s,%s]}"
                .formatted(branch("A"), branch("B"), branch("C")));
    assertEquals(ExecutionStatus.FAILED, world.run(definition, map()).status());
    assertEquals(List.of("a", "b", "c"), redriven().output());
    assertEquals(5, world.requests.size());
  }

  @Test
  @DisplayName("a nested execution that still runs under the name is joined, one that ended is not")
  void nested() {
    String child = "arn:aws:states:eu-west-1:123456789012:stateMachine:Child";
    world.register(child, World.machineOf("'W': {'Type':'Wait','Seconds':10,'End':true}"));
    String parent =
        World.machineOf(
            ("'N': {'Type':'Task','Resource':'arn:aws:states:::states:startExecution.sync:2',"
                    + "'End':true,'Arguments':{'StateMachineArn':'%s','Name':'inner','Input':{}},"
                    + "'Output':'{%% $states.result.Status %%}'}")
                .formatted(child));
    stoppedAfter(parent, Duration.ofSeconds(1));
    assertEquals("SUCCEEDED", redriven().output());
    assertEquals(2, world.host.executions().size());

    World late = new World();
    late.register(child, World.machineOf("'W': {'Type':'Wait','Seconds':10,'End':true}"));
    late.start(parent, map());
    late.scheduler.run(Duration.ofSeconds(1));
    late.host.stopExecution(World.executionArn(), Optional.empty(), Optional.empty());
    late.scheduler.run();
    late.host.redriveExecution(World.executionArn());
    late.scheduler.run();
    assertEquals(
        Optional.of("StepFunctions.ExecutionAlreadyExistsException"),
        late.host.describeExecution(World.executionArn()).error());
  }

  @Test
  @DisplayName("the context object tells of it")
  void context() {
    world.answers(World.failure("Broken"), World.output(1));
    String definition =
        World.machineOf(
            ("'One': {'Type':'Task','Resource':'%s','End':true,"
                    + "'Output':'{%% $states.context.Execution.[RedriveCount, RedriveTime] %%}'}")
                .formatted(World.FUNCTION));
    world.run(definition, map());
    assertEquals(List.of(1, "2026-03-01T12:00:00.000Z"), redriven().output());
  }

  @Test
  @DisplayName("what runs, has succeeded, or ended more than 14 days ago is refused")
  void refused() {
    world.answers(World.never());
    world.start(TWO_TASKS, map());
    world.scheduler.run(Duration.ofSeconds(1));
    assertRefused("Execution is RUNNING and cannot be redriven");
    world.host.stopExecution(World.executionArn(), Optional.empty(), Optional.empty());
    world.scheduler.after(Duration.ofDays(14).plusSeconds(1), () -> {});
    world.scheduler.run();
    assertRefused("Execution redrivable period exceeded");
    World other = new World();
    other.run(World.machineOf("'P': {'Type':'Pass','End':true}"), map());
    StepFunctionsException refused =
        assertThrows(
            StepFunctionsException.class, () -> other.host.redriveExecution(World.executionArn()));
    assertEquals("Execution is SUCCEEDED and cannot be redriven", refused.getMessage());
  }

  private void assertRefused(String because) {
    StepFunctionsException refused =
        assertThrows(
            StepFunctionsException.class, () -> world.host.redriveExecution(World.executionArn()));
    assertEquals(StepFunctionsException.Code.EXECUTION_NOT_REDRIVABLE, refused.code());
    assertEquals(because, refused.getMessage());
  }
}

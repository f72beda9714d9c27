package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The same seed gives the same history, to the last byte")
final class DeterminismTest {

  private static final String MACHINE =
      World.machineOf(
          """
          'Each': {'Type':'Map','MaxConcurrency':3,'Next':'Both','ItemProcessor':{
            'StartAt':'Try','States':{
              'Try': {'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true,
                'Arguments':{'n':'{% $states.input %}','id':'{% $uuid() %}','r':'{% $random() %}'},
                'Output':'{% $states.result.n %}',
                'Retry':[{'ErrorEquals':['Flaky'],'MaxAttempts':20,'JitterStrategy':'FULL'}]}}}},
          'Both': {'Type':'Parallel','End':true,'Branches':[
            {'StartAt':'X','States':{'X':{'Type':'Wait','Seconds':2,'End':true}}},
            {'StartAt':'Y','States':{'Y':{'Type':'Pass','Output':'{% $shuffle($states.input) %}',
              'End':true}}},
            {'StartAt':'Z','States':{'Z':{'Type':'Task','End':true,'Output':'{% $now() %}',
              'Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken',
              'Arguments':'{% $states.context.Task.Token %}'}}}]}
          """);

  private static final StateMachine LOADED = StateMachine.load(MACHINE);

  private static String history(long seed) {
    SplittableRandom faults = new SplittableRandom(seed);
    World world =
        new World(
            seed, builder -> builder.pacing(() -> Duration.ofMillis(50 + faults.nextInt(250))));
    world.handle(
        (request, completion) -> {
          if (request.taskToken().isPresent()) {
            completion.succeed("sent");
            return world.scheduler.after(
                Duration.ofSeconds(1),
                () -> world.host.sendTaskSuccess(request.taskToken().get(), "token"));
          }
          return world.scheduler.after(
              Duration.ofMillis(faults.nextInt(900)),
              () -> {
                if (faults.nextInt(3) == 0) {
                  completion.fail("Flaky", "chance");
                } else {
                  completion.succeed(request.arguments());
                }
              });
        });
    world.host.register(World.MACHINE, World.ROLE, LOADED);
    world.host.startExecution(World.MACHINE, "run", List.of(1, 2, 3, 4, 5, 6));
    world.scheduler.run();
    assertEquals(
        ExecutionStatus.SUCCEEDED, world.host.describeExecution(World.executionArn()).status());
    return String.join("\n", world.history().stream().map(HistoryEvent::toString).toList());
  }

  @Test
  void twiceTheSame() {
    for (long seed = 0; seed < 20; seed++) {
      assertEquals(history(seed), history(seed));
    }
    assertNotEquals(history(1), history(2));
  }

  @Test
  void oneDefinitionServesManyThreadsAtOnce() throws Exception {
    List<String> alone = IntStream.range(0, 60).mapToObj(DeterminismTest::history).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<String>> calls =
          IntStream.range(0, 60).<Callable<String>>mapToObj(seed -> () -> history(seed)).toList();
      List<String> together =
          threads.invokeAll(calls).stream().map(future -> future.resultNow()).toList();
      assertEquals(alone, together);
    }
  }

  @Test
  void pacingDelaysEveryTransition() {
    World world = new World(1, builder -> builder.pacing(() -> Duration.ofMillis(100)));
    world.answers(World.failure("E"), World.output("x"));
    ExecutionDescription end =
        world.run(
            World.machineOf(
                """
                'A': {'Type':'Pass','Next':'B'},
                'B': {'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Next':'C',
                  'Retry':[{'ErrorEquals':['E']}]},
                'C': {'Type':'Succeed'}
                """),
            map());
    assertEquals("x", end.output());
    assertEquals(Duration.ofMillis(1400), world.scheduler.elapsed());
  }
}

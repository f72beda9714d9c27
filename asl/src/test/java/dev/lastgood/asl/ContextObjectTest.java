package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The context object tells where an execution stands")
final class ContextObjectTest {

  @Test
  void itHasTheExecutionTheStateAndTheMachine() {
    ExecutionDescription end =
        new World()
            .run(
                World.machineOf(
                    """
                    'W': {'Type':'Wait','Seconds':2,'Output':'changed','Next':'P'},
                    'P': {'Type':'Pass','Output':'{% $states.context %}','End':true}
                    """),
                map("a", 1));
    assertEquals(
        map(
            "Execution",
            map(
                "Id",
                World.executionArn(),
                "Input",
                map("a", 1),
                "Name",
                "run",
                "RoleArn",
                World.ROLE,
                "StartTime",
                "2026-03-01T12:00:00.000Z",
                "RedriveCount",
                0),
            "State",
            map("EnteredTime", "2026-03-01T12:00:02.000Z", "Name", "P", "RetryCount", 0),
            "StateMachine",
            map("Id", World.MACHINE, "Name", "Machine")),
        end.output());
  }
}

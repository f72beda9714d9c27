package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastgood.functions.handler.MalformedEventException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stack's status")
class StackStatusTest {
  @Test
  @DisplayName("is one of all that the SDK's model has")
  void all() {
    Set<String> modelled =
        software.amazon.awssdk.services.cloudformation.model.StackStatus.knownValues().stream()
            .map(Object::toString)
            .collect(Collectors.toSet());
    Set<String> ours =
        Arrays.stream(StackStatus.values()).map(Enum::name).collect(Collectors.toSet());
    assertEquals(modelled, ours);
  }

  @Test
  @DisplayName("that is not known is refused, naming it")
  void unknown() {
    MalformedEventException refused =
        assertThrows(MalformedEventException.class, () -> StackStatus.of("MOVED"));
    assertEquals("This version does not know the stack status MOVED.", refused.getMessage());
  }

  @Test
  @DisplayName("is stable where RollbackStack could go back to it")
  void stable() {
    Set<StackStatus> stable = EnumSet.noneOf(StackStatus.class);
    for (StackStatus status : StackStatus.values()) {
      if (status.isStable()) {
        stable.add(status);
      }
    }
    assertEquals(
        EnumSet.of(
            StackStatus.CREATE_COMPLETE,
            StackStatus.UPDATE_COMPLETE,
            StackStatus.UPDATE_ROLLBACK_COMPLETE,
            StackStatus.IMPORT_COMPLETE,
            StackStatus.IMPORT_ROLLBACK_COMPLETE),
        stable);
  }

  @Test
  @DisplayName("in progress or failed is what its name says, but for a change set's shell")
  void names() {
    for (StackStatus status : StackStatus.values()) {
      assertEquals(
          status.name().endsWith("_IN_PROGRESS") && status != StackStatus.REVIEW_IN_PROGRESS,
          status.isInProgress(),
          status.name());
      assertEquals(status.name().endsWith("_FAILED"), status.isFailed(), status.name());
    }
  }
}

package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.stack.OperationReader;
import dev.lastgood.functions.stack.StackOperation;
import java.util.Optional;

/** The last look before a call on a stack: nobody may have begun another operation since. */
final class StackWatch {
  private final OperationReader operations;

  StackWatch(Platform platform) {
    this.operations = new OperationReader(platform);
  }

  /**
   * Looks.
   *
   * @throws ForeignChangeException where somebody else has begun an operation since the plan
   */
  void look(StackStep step) {
    Optional<StackOperation> newest = operations.read(step.plan().stackId());
    boolean foreign =
        newest
            .filter(operation -> !operation.isOurs())
            .filter(operation -> !step.plan().isMadeFor(operation))
            .isPresent();
    if (foreign) {
      throw new ForeignChangeException(
          "Somebody has begun another operation on the stack since "
              + newest.get().startedAt()
              + ", and it is "
              + newest.get().status()
              + "; it is not interfered with.");
    }
  }
}

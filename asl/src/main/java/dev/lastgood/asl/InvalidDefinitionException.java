package dev.lastgood.asl;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that cannot be run, with everything that is wrong with it. */
public final class InvalidDefinitionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<DefinitionFault> faults;

  InvalidDefinitionException(List<DefinitionFault> faults) {
    super(
        faults.stream()
            .map(DefinitionFault::toString)
            .collect(Collectors.joining("\n  ", "invalid state machine definition:\n  ", "")));
    this.faults = List.copyOf(faults);
  }

  /** Every fault that was found, in the order of their discovery; at least one. */
  public List<DefinitionFault> faults() {
    return faults;
  }
}

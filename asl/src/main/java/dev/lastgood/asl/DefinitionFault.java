package dev.lastgood.asl;

import java.util.Objects;

/**
 * One thing wrong with a definition.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole document
 * @param message what is wrong, and what was expected
 */
public record DefinitionFault(String pointer, String message) {

  public DefinitionFault {
    Objects.requireNonNull(pointer);
    Objects.requireNonNull(message);
  }

  @Override
  public String toString() {
    return (pointer.isEmpty() ? "(document)" : pointer) + ": " + message;
  }
}

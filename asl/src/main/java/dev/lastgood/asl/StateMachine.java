package dev.lastgood.asl;

/**
 * A checked Amazon States Language definition in JSONata, its expressions compiled. Immutable: one
 * instance serves any number of hosts and executions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html">Amazon
 *     States Language</a>
 */
public final class StateMachine {

  private StateMachine() {}

  /**
   * Reads and checks a definition.
   *
   * @param definitionJson the definition's JSON text
   * @throws InvalidDefinitionException with every fault, when there is any
   */
  public static StateMachine load(String definitionJson) {
    throw new UnsupportedOperationException("comes with the loader");
  }
}

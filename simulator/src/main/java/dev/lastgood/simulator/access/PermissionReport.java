package dev.lastgood.simulator.access;

import java.util.List;

/**
 * What the roles of a template may do, and what of it rehearsals have used.
 *
 * @param roles every role, in alphabetical order
 * @param refused what was refused, in order; empty as wished
 * @param unused what no rehearsal has used, in order; empty as wished once all are rehearsed
 */
public record PermissionReport(List<Role> roles, List<Refusal> refused, List<Permission> unused) {
  /** Copies its lists. */
  public PermissionReport {
    roles = List.copyOf(roles);
    refused = List.copyOf(refused);
    unused = List.copyOf(unused);
  }

  /**
   * A role and its statements.
   *
   * @param name the role's name, which is that of the function or state machine that has it
   * @param statements in the order of their ids
   */
  public record Role(String name, List<Statement> statements) {
    /** Copies its list. */
    public Role {
      statements = List.copyOf(statements);
    }
  }

  /**
   * A statement and its actions.
   *
   * @param id its id
   * @param actions in alphabetical order
   */
  public record Statement(String id, List<Action> actions) {
    /** Copies its list. */
    public Statement {
      actions = List.copyOf(actions);
    }
  }

  /**
   * An action and what has used it.
   *
   * @param name such as {@code dynamodb:PutItem}
   * @param usedBy the scenarios and calls, in order; empty where nothing has
   */
  public record Action(String name, List<Use> usedBy) {
    /** Copies its list. */
    public Action {
      usedBy = List.copyOf(usedBy);
    }
  }

  /**
   * A use of a permission.
   *
   * @param scenario the scenario in which it was used
   * @param call what used it
   */
  public record Use(String scenario, String call) implements Comparable<Use> {
    @Override
    public int compareTo(Use other) {
      int scenarios = scenario.compareTo(other.scenario);
      return scenarios == 0 ? call.compareTo(other.call) : scenarios;
    }
  }
}

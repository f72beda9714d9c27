package dev.lastgood.simulator.access;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up what many worlds have used and were refused. May be added to by many threads. */
public final class PermissionUses {
  private final AccessRules rules;
  private final Map<Verdict, Set<String>> scenariosByVerdict = new IdentityHashMap<>();
  private final Map<Permission, Set<PermissionReport.Use>> uses = new TreeMap<>();
  private final Set<Refusal> refused = new TreeSet<>();

  /**
   * Nothing yet.
   *
   * @param rules the policies of which use is counted
   */
  public PermissionUses(AccessRules rules) {
    this.rules = rules;
  }

  /**
   * Adds a world.
   *
   * @param scenario what was rehearsed in it
   * @param log what was allowed and refused there
   */
  public synchronized void add(String scenario, AccessLog log) {
    refused.addAll(log.refused());
    for (Verdict verdict : log.allowedVerdicts()) {
      // The same few verdicts come from every world: each scenario is noted once.
      if (scenariosByVerdict.computeIfAbsent(verdict, _ -> new TreeSet<>()).add(scenario)) {
        PermissionReport.Use use = new PermissionReport.Use(scenario, verdict.call());
        for (Permission permission : verdict.used()) {
          uses.computeIfAbsent(permission, _ -> new TreeSet<>()).add(use);
        }
      }
    }
  }

  /**
   * What it comes to.
   *
   * @return every role of the template with its uses so far
   */
  public synchronized PermissionReport report() {
    Map<String, Map<String, List<PermissionReport.Action>>> roles = new TreeMap<>();
    List<Permission> unused = new ArrayList<>();
    for (Permission permission : rules.permissions()) {
      Set<PermissionReport.Use> usedBy = uses.getOrDefault(permission, Set.of());
      roles
          .computeIfAbsent(permission.owner(), _ -> new TreeMap<>())
          .computeIfAbsent(permission.statement(), _ -> new ArrayList<>())
          .add(new PermissionReport.Action(permission.action(), List.copyOf(usedBy)));
      if (usedBy.isEmpty()) {
        unused.add(permission);
      }
    }
    List<PermissionReport.Role> all = new ArrayList<>();
    roles.forEach(
        (name, statements) -> {
          List<PermissionReport.Statement> inRole = new ArrayList<>();
          statements.forEach(
              (id, actions) -> inRole.add(new PermissionReport.Statement(id, actions)));
          all.add(new PermissionReport.Role(name, inRole));
        });
    return new PermissionReport(all, List.copyOf(refused), unused);
  }
}

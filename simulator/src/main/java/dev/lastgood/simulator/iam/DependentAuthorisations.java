package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.template.CloudAssembly;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What AWS checks beyond the call that somebody made: of the caller, of the role that a service
 * acts with, and of the service itself. {@link #table} is all of it.
 */
public final class DependentAuthorisations {
  private static final List<DependentRule<?>> RULES =
      Stream.of(CallRules.ALL, StackRules.ALL, RoleRules.ALL, ServiceRules.ALL)
          .flatMap(List::stream)
          .toList();

  private static final Map<Class<?>, List<DependentRule<?>>> RULES_BY_OCCASION =
      Stream.of(Occasion.class.getPermittedSubclasses())
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(),
                  kind -> RULES.stream().filter(rule -> rule.occasion().equals(kind)).toList()));

  private final RuleFacts facts;

  /**
   * For one assembly and the groups that it looks after.
   *
   * @param assembly says which role, which key and which queue belongs to what
   * @param launches what the groups launch
   */
  public DependentAuthorisations(CloudAssembly assembly, GroupLaunches launches) {
    this.facts = new RuleFacts(new AssemblyFacts(assembly), launches);
  }

  /**
   * What is checked on an occasion. What is not the assembly's, such as a function that somebody
   * else deployed, brings no checks of its own.
   *
   * @param occasion what happens
   * @return everything that must be allowed besides the call itself
   */
  public List<AccessRequest> of(Occasion occasion) {
    List<AccessRequest> requests = new ArrayList<>();
    for (DependentRule<?> rule : RULES_BY_OCCASION.get(occasion.getClass())) {
      rule.requests(occasion, facts, requests::add);
    }
    return List.copyOf(requests);
  }

  /**
   * Every rule in words.
   *
   * @return first what is checked of callers, then of roles, then of services
   */
  public static List<DependentAuthorisation> table() {
    return RULES.stream().map(DependentRule::says).toList();
  }
}

package dev.lastgood.test.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The rules of the architecture, for any root package, so that each can be shown to fail. */
final class Rules {
  /** What may be called of real time and unseeded chance, by owner: nothing of these names. */
  private static final Map<String, Set<String>> UNREPEATABLE =
      Map.ofEntries(
          Map.entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime")),
          Map.entry("java.lang.Thread", Set.of("sleep")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.util.Date", Set.of("<init>")),
          Map.entry("java.util.Random", Set.of("<init>")),
          Map.entry("java.util.SplittableRandom", Set.of("<init>")),
          Map.entry("java.security.SecureRandom", Set.of("<init>")),
          Map.entry("java.util.Collections", Set.of("shuffle")),
          Map.entry("java.util.concurrent.Executors", Set.of("newWorkStealingPool")));

  private Rules() {}

  /**
   * A room knows only itself and what it is allowed.
   *
   * @param room the room's root package
   * @param allowed packages as ArchUnit writes them
   */
  static ArchRule knowsOnly(String room, String... allowed) {
    List<String> packages = new ArrayList<>(List.of(allowed));
    packages.add(room + "..");
    packages.add("java..");
    return classes()
        .that()
        .resideInAPackage(room + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages.toArray(String[]::new))
                .or(DescribedPredicate.describe("arrays of them", JavaClass::isArray)))
        .allowEmptyShould(true);
  }

  /**
   * No package of a room depends on one that depends on it.
   *
   * @param room the room's root package
   */
  static ArchRule withoutCycles(String room) {
    return slices().matching(room + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  /**
   * No class of a room reads a real clock, sleeps, takes unseeded chance or leaves the order of
   * things to the machine.
   *
   * @param room the room's root package
   * @param owner the one class that may
   */
  static ArchRule repeatable(String room, String owner) {
    return noClasses()
        .that(
            resideInAnyPackage(room + "..")
                .and(
                    not(
                        DescribedPredicate.describe(
                            "the owner " + owner, type -> isOrIsIn(type, owner)))))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe("cannot be repeated from a seed", Rules::isUnrepeatable))
        .orShould()
        .dependOnClassesThat(belongToAnyOf(ThreadLocalRandom.class))
        .allowEmptyShould(true);
  }

  private static boolean isOrIsIn(JavaClass type, String owner) {
    return type.getName().equals(owner) || type.getName().startsWith(owner + "$");
  }

  private static boolean isUnrepeatable(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    JavaClass owner = target.getOwner();
    String name = target.getName();
    if (owner.getPackageName().startsWith("java.time")) {
      return isNow(access) || isClockOfTheSystem(access);
    }
    if (owner.isAssignableTo("java.util.concurrent.CompletableFuture")) {
      return name.endsWith("Async") || name.equals("delayedExecutor");
    }
    if (name.equals("parallelStream") || name.equals("parallel")) {
      return owner.getPackageName().startsWith("java.util");
    }
    return UNREPEATABLE.getOrDefault(owner.getName(), Set.of()).contains(name);
  }

  private static boolean isClockOfTheSystem(JavaAccess<?> access) {
    String name = access.getTarget().getName();
    JavaClass owner = access.getTarget().getOwner();
    boolean tick = name.startsWith("tick") && !name.equals("tick");
    return owner.isAssignableTo(InstantSource.class) && (name.startsWith("system") || tick);
  }

  /** {@code now()} of any type of java.time; {@code now(clock)} is told the time and allowed. */
  private static boolean isNow(JavaAccess<?> access) {
    return access.getTarget().getName().equals("now")
        && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget called
        && called.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
  }
}

package dev.lastgood.test.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The rules of the architecture, for any root package, so that each can be shown to fail. */
final class Rules {
  private static final String CONSTRUCTOR = "<init>";

  /** What cannot be repeated, whatever it is called with: names by the type that owns them. */
  private static final Map<String, Set<String>> UNREPEATABLE =
      Map.ofEntries(
          Map.entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime")),
          Map.entry("java.lang.Thread", Set.of("sleep")),
          Map.entry("java.util.concurrent.TimeUnit", Set.of("sleep")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.util.Random", Set.of(CONSTRUCTOR)),
          Map.entry("java.security.SecureRandom", Set.of(CONSTRUCTOR, "getInstanceStrong")),
          Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
          Map.entry("java.util.random.RandomGenerator", Set.of("getDefault", "of")),
          Map.entry("java.util.stream.BaseStream", Set.of("parallel")),
          Map.entry("java.util.concurrent.Executors", Set.of("newWorkStealingPool")));

  /** What cannot be repeated where it is called without a seed or a source of chance. */
  private static final Map<String, String> UNSEEDED =
      Map.of(
          "java.util.SplittableRandom", CONSTRUCTOR,
          "java.util.random.RandomGeneratorFactory", "create",
          "java.util.Date", CONSTRUCTOR);

  private Rules() {}

  /**
   * A room knows itself and what it is allowed, and nothing else.
   *
   * @param room the room's root package
   * @param allowed packages as ArchUnit writes them
   */
  static ArchRule knowsOnly(String room, String... allowed) {
    List<String> packages = new ArrayList<>(List.of(allowed));
    packages.add(room + "..");
    packages.add("java..");
    packages.add("javax.crypto..");
    return classes()
        .that()
        .resideInAPackage(room + "..")
        .should()
        .onlyDependOnClassesThat(
            describe(
                "reside in " + packages,
                type ->
                    type.getBaseComponentType().isPrimitive()
                        || resideInAnyPackage(packages.toArray(String[]::new))
                            .test(type.getBaseComponentType())));
  }

  /**
   * No package of a room depends on one that depends on it.
   *
   * @param room the room's root package
   */
  static ArchRule withoutCycles(String room) {
    return slices().matching(room + ".(**)").should().beFreeOfCycles();
  }

  /**
   * Nothing in a room reads a real clock, sleeps, draws chance that has no seed, or leaves an order
   * to the machine.
   *
   * @param room the room's root package
   * @param owners the names of the only classes that may
   */
  static ArchRule repeatable(String room, String... owners) {
    return noClasses()
        .that(
            describe(
                "are in " + room + " but not " + List.of(owners),
                type -> resideInAnyPackage(room + "..").test(type) && !isOneOf(type, owners)))
        .should()
        .accessTargetWhere(describe("it cannot be repeated from a seed", Rules::isUnrepeatable));
  }

  private static boolean isOneOf(JavaClass type, String... owners) {
    return List.of(owners).stream()
        .anyMatch(owner -> type.getName().equals(owner) || type.getName().startsWith(owner + "$"));
  }

  private static boolean isUnrepeatable(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget called)) {
      return false;
    }
    JavaClass owner = called.getOwner();
    String name = called.getName();
    boolean bare = called.getRawParameterTypes().isEmpty();
    return UNREPEATABLE.getOrDefault(owner.getName(), Set.of()).contains(name)
        || name.equals("parallelStream")
        || name.equals("parallel") && owner.getPackageName().equals("java.util.stream")
        || bare && name.equals(UNSEEDED.get(owner.getName()))
        || name.equals("shuffle") && called.getRawParameterTypes().size() == 1
        || owner.isEquivalentTo(CompletableFuture.class) && isAsynchronous(name)
        || owner.getPackageName().startsWith("java.time") && isRealTime(called);
  }

  private static boolean isAsynchronous(String name) {
    return name.endsWith("Async")
        || Set.of("delayedExecutor", "orTimeout", "completeOnTimeout").contains(name);
  }

  /** {@code now(clock)} is told the time; {@code now()} and {@code now(zone)} read a real clock. */
  private static boolean isRealTime(CodeUnitAccessTarget called) {
    String name = called.getName();
    boolean now =
        name.equals("now") && called.getRawParameterTypes().stream().noneMatch(Rules::isClock);
    boolean clock =
        isClock(called.getOwner())
            && (name.startsWith("system") || name.startsWith("tick") && !name.equals("tick"));
    return now || clock;
  }

  private static boolean isClock(JavaClass type) {
    return type.isEquivalentTo(Clock.class) || type.isEquivalentTo(InstantSource.class);
  }
}

package dev.lastgood.test.architecture;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.lastgood.test.architecture.fixture.chance.Allowed;
import dev.lastgood.test.architecture.fixture.chance.Forbidden;
import dev.lastgood.test.architecture.fixture.first.First;
import dev.lastgood.test.architecture.fixture.second.Second;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A rule of the architecture")
class RulesTest {
  private static final String FIXTURE = "dev.lastgood.test.architecture.fixture";

  private static final JavaClasses FORBIDDEN = classes(Forbidden.class);

  private static JavaClasses classes(Class<?>... types) {
    return new ClassFileImporter().importClasses(List.of(types));
  }

  static Stream<String> forbidden() {
    return Stream.of(Forbidden.class.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(Method::getName)
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("forbidden")
  @DisplayName("finds everything that cannot be repeated from a seed")
  void findsUnrepeatable(String method) {
    String told =
        assertThrows(AssertionError.class, () -> Rules.repeatable(FIXTURE).check(FORBIDDEN))
            .getMessage();
    assertTrue(told.contains("Forbidden." + method + "()>"), told);
  }

  @Test
  @DisplayName("lets what is told the time, seeded or in order be")
  void letsRepeatableBe() {
    assertDoesNotThrow(() -> Rules.repeatable(FIXTURE).check(classes(Allowed.class)));
  }

  @Test
  @DisplayName("lets the owner of real time be, and no class whose name merely begins like it")
  void letsOwnerBe() {
    JavaClasses both = classes(Forbidden.class, Allowed.class);
    assertDoesNotThrow(() -> Rules.repeatable(FIXTURE, Forbidden.class.getName()).check(both));
    assertThrows(
        AssertionError.class,
        () -> Rules.repeatable(FIXTURE, FIXTURE + ".chance.Forb").check(both));
  }

  @Test
  @DisplayName("finds a cycle between packages")
  void findsCycle() {
    JavaClasses cycle = classes(First.class, Second.class);
    String told =
        assertThrows(AssertionError.class, () -> Rules.withoutCycles(FIXTURE).check(cycle))
            .getMessage();
    assertTrue(told.contains("Cycle detected"), told);
    assertDoesNotThrow(() -> Rules.withoutCycles(FIXTURE).check(classes(Allowed.class)));
  }

  @Test
  @DisplayName("finds a room that knows another that it may not know")
  void findsStranger() {
    JavaClasses first = classes(First.class, Second.class);
    assertThrows(AssertionError.class, () -> Rules.knowsOnly(FIXTURE + ".first").check(first));
    assertDoesNotThrow(
        () -> Rules.knowsOnly(FIXTURE + ".first", FIXTURE + ".second..").check(first));
  }
}

package dev.lastgood.simulator.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An application's behaviour")
class ApplicationsTest {
  private final Applications applications = new Applications();

  @Test
  @DisplayName("follows user data before the image, and is good where nothing was said")
  void precedence() {
    applications.image("ami-1", ApplicationBehaviour.FAILS_REQUESTS);
    applications.userData("YmFk", ApplicationBehaviour.FAILS_HEALTH_CHECKS);
    assertEquals(
        ApplicationBehaviour.FAILS_REQUESTS, applications.behaviour("ami-1", Optional.empty()));
    assertEquals(
        ApplicationBehaviour.FAILS_REQUESTS, applications.behaviour("ami-1", Optional.of("b2s=")));
    assertEquals(
        ApplicationBehaviour.FAILS_HEALTH_CHECKS,
        applications.behaviour("ami-1", Optional.of("YmFk")));
    assertEquals(ApplicationBehaviour.GOOD, applications.behaviour("ami-2", Optional.empty()));
  }

  @Test
  @DisplayName("tells when it is replaced")
  void change() {
    List<String> told = new ArrayList<>();
    applications.onChange(() -> told.add("changed"));
    applications.image("ami-1", ApplicationBehaviour.GOOD);
    assertEquals(List.of("changed"), told);
  }

  @Test
  @DisplayName("has shares between 0 and 1 only")
  void shares() {
    for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> ApplicationBehaviour.GOOD.withErrorShare(share));
    }
  }
}

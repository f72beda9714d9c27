package dev.lastgood.functions.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The nearest known name")
class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("bad-deployment", "bad-image", "no-capacity", "a");

  @ParameterizedTest(name = "of {0} is {1}")
  @CsvSource({
    "bad-deploymnet, bad-deployment",
    "BadDeployment, bad-deployment",
    "bad_image, bad-image",
    "capacity, no-capacity",
    "b, a",
    "something-else,",
    "bad,"
  })
  void nearest(String written, String expected) {
    assertEquals(Optional.ofNullable(expected), NearestName.of(written, KNOWN));
  }
}

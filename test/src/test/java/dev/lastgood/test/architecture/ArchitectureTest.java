package dev.lastgood.test.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The architecture")
class ArchitectureTest {
  private static final String ASL = "dev.lastgood.asl";
  private static final String FUNCTIONS = "dev.lastgood.functions";
  private static final String SIMULATOR = "dev.lastgood.simulator";
  private static final String CLI = "dev.lastgood.cli";
  private static final String INFRA = "dev.lastgood.infra";

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter().withImportOption(new MainCode()).importPackages("dev.lastgood");
  }

  /** What the modules ship: their classes and jars, not their tests. */
  private static final class MainCode implements ImportOption {
    private static final Pattern TESTS = Pattern.compile(".*(/test-classes/|-tests\\.jar).*");

    @Override
    public boolean includes(Location location) {
      return !location.matches(TESTS);
    }
  }

  @Test
  @DisplayName("asl knows nobody")
  void asl() {
    Rules.knowsOnly(ASL, "com.fasterxml.jackson..", "com.dashjoin.jsonata..").check(classes);
  }

  @Test
  @DisplayName("functions know the AWS SDK, Lambda, Powertools and what reads and writes JSON")
  void functions() {
    Rules.knowsOnly(
            FUNCTIONS,
            "software.amazon.awssdk..",
            "software.amazon.lambda.powertools..",
            "com.amazonaws.services.lambda.runtime..",
            "org.crac..",
            "javax.net.ssl..",
            "org.slf4j..",
            "com.fasterxml.jackson..",
            "com.networknt.schema..",
            "org.yaml.snakeyaml..",
            "org.erdtman.jcs..")
        .check(classes);
  }

  @Test
  @DisplayName("the simulator knows the functions, asl and the AWS SDK")
  void simulator() {
    Rules.knowsOnly(
            SIMULATOR,
            FUNCTIONS + "..",
            ASL + "..",
            "software.amazon.awssdk..",
            "com.amazonaws.services.lambda.runtime..",
            "com.fasterxml.jackson..",
            "org.slf4j..")
        .check(classes);
  }

  @Test
  @DisplayName("the tool knows the simulator, the functions, asl and the AWS SDK")
  void cli() {
    Rules.knowsOnly(
            CLI,
            SIMULATOR + "..",
            FUNCTIONS + "..",
            ASL + "..",
            "software.amazon.awssdk..",
            "picocli..",
            "com.samskivert.mustache..",
            "com.fasterxml.jackson..")
        .check(classes);
  }

  @Test
  @DisplayName("the CDK app knows the configuration, the handlers' names and the CDK")
  void infra() {
    Rules.knowsOnly(
            INFRA,
            FUNCTIONS + "..",
            "software.amazon.awscdk..",
            "software.constructs..",
            "software.amazon.jsii..",
            "io.github.cdklabs..")
        .check(classes);
  }

  @ParameterizedTest
  @ValueSource(strings = {FUNCTIONS, ASL, SIMULATOR, INFRA})
  @DisplayName("has no cycle between packages")
  void withoutCycles(String room) {
    Rules.withoutCycles(room).allowEmptyShould(true).check(classes);
  }

  @Test
  @DisplayName("keeps real time and unseeded chance in one class a room at most")
  void repeatable() {
    Rules.repeatable(ASL).check(classes);
    Rules.repeatable(FUNCTIONS, FUNCTIONS + ".handler.LambdaPlatform").check(classes);
    Rules.repeatable(SIMULATOR).check(classes);
    Rules.repeatable(INFRA).check(classes);
    Rules.repeatable(CLI, CLI + ".RealTime").check(classes);
  }
}

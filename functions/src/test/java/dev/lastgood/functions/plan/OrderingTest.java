package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.stack.StackStatus;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Targets that are changed in one incident")
class OrderingTest {
  private static final String IMPORTS =
      "{\"Resources\": {\"Web\": {\"Type\": \"AWS::Lambda::Function\","
          + " \"Properties\": {\"Role\": {\"Fn::ImportValue\": \"%s\"}}}}}";
  private static final String IMPORTS_NOTHING =
      "{\"Resources\": {\"Web\": {\"Type\": \"AWS::Lambda::Function\","
          + " \"Properties\": {\"Role\": \"none\"}}}}";

  private static String imports(String export) {
    return IMPORTS.formatted(export);
  }

  private static Weighing.Change change(StackBuilder goal, StackBuilder live) {
    return assertInstanceOf(
        Weighing.Change.class, Weighing.of(StackSituations.situation(goal, live), 600));
  }

  /** A stack that is changed in nothing that another uses. */
  private static Weighing.Change stack(String name) {
    return change(new StackBuilder(name), new StackBuilder(name).templateWith("256", "128"));
  }

  private static Weighing.Change group(String targetId, String groupName) {
    GroupSituation usual =
        PlannerTest.situation(
            Fixtures.target(targetId), new BodyBuilder(), new BodyBuilder().version("2", "ami-2"));
    GroupPlan plan =
        assertInstanceOf(
            GroupPlan.class,
            assertInstanceOf(Weighing.Change.class, Weighing.of(usual, 800)).plan());
    assertEquals(groupName, plan.groupName());
    return new Weighing.Change(plan);
  }

  private static Target depending(String id, String... on) {
    Target usual = Fixtures.target(id);
    return new Target(
        id,
        usual.subject(),
        usual.mode(),
        usual.alarms(),
        usual.deadlineSeconds(),
        usual.soakSeconds(),
        usual.stabilityWindowSeconds(),
        usual.startupSeconds(),
        usual.approvalsRequired(),
        usual.pointsKept(),
        List.of(on),
        List.of(),
        List.of(),
        usual.protectedInstances(),
        usual.standbyInstances());
  }

  private static Ordering order(List<Target> declared, boolean undo, Weighing.Change... changes) {
    return Ordering.of(Arrays.asList(changes), Dependencies.of(declared), undo);
  }

  private static List<List<String>> waves(Ordering ordering) {
    return assertInstanceOf(Ordering.InWaves.class, ordering).waves().stream()
        .map(wave -> wave.targets().stream().map(TargetPlan::targetId).toList())
        .toList();
  }

  private static List<List<String>> waves(Weighing.Change... changes) {
    return waves(order(List.of(), false, changes));
  }

  private static String impossible(Weighing.Change... changes) {
    return assertInstanceOf(Ordering.Impossible.class, order(List.of(), false, changes)).because();
  }

  @Test
  @DisplayName("are one wave in the given order, groups and stacks alike, where none needs another")
  void together() {
    assertEquals(
        List.of(List.of("shop", "web", "api")),
        waves(stack("shop"), group("web", "web-production"), stack("api")));
  }

  @Test
  @DisplayName("may be a group and a stack of one name")
  void sameName() {
    assertEquals(
        List.of(List.of("web", "web-production")),
        waves(group("web", "web-production"), stack("web-production")));
  }

  @Test
  @DisplayName("come after what they are declared to depend on, whether group or stack")
  void declared() {
    List<Target> declared =
        List.of(depending("web", "shop"), depending("shop", "data"), depending("data"));
    assertEquals(
        List.of(List.of("data"), List.of("shop"), List.of("web")),
        waves(
            order(declared, false, group("web", "web-production"), stack("shop"), stack("data"))));
    assertEquals(
        List.of(List.of("data"), List.of("web")),
        waves(order(declared, false, group("web", "web-production"), stack("data"))),
        "through a target that is left alone");
  }

  @Test
  @DisplayName("are undone backwards")
  void backwards() {
    assertEquals(
        List.of(List.of("web"), List.of("data")),
        waves(
            order(
                List.of(depending("web", "data"), depending("data")),
                true,
                stack("data"),
                group("web", "web-production"))));
  }

  private static Weighing.Change producer(
      String goodExport, String goodValue, String liveExport, String liveValue) {
    return change(
        new StackBuilder("network").export(goodExport, goodValue),
        new StackBuilder("network").export(liveExport, liveValue).templateWith("256", "128"));
  }

  private static Weighing.Change consumer(String goodTemplate, String liveTemplate) {
    return change(
        new StackBuilder("web").template(goodTemplate),
        new StackBuilder("web").template(liveTemplate));
  }

  @Test
  @DisplayName("wait for the stack that restores an export which they import again")
  void restored() {
    assertEquals(
        List.of(List.of("network"), List.of("web")),
        waves(
            consumer(imports("role"), IMPORTS_NOTHING),
            producer("role", "arn:role", "other", "x")));
  }

  @Test
  @DisplayName("give an export up before its stack removes it")
  void removed() {
    assertEquals(
        List.of(List.of("web"), List.of("network")),
        waves(
            producer("other", "x", "role", "arn:role"),
            consumer(IMPORTS_NOTHING, imports("role"))));
  }

  @Test
  @DisplayName("are left to a person where either would have to go first")
  void conflict() {
    String because =
        impossible(
            producer("restored", "a", "removed", "b"),
            consumer(imports("restored"), imports("removed")));
    assertTrue(because.contains("either would have to go first"), because);
    assertTrue(because.endsWith("A person has to decide."), because);
  }

  @Test
  @DisplayName("are left to a person where an export changes that another stack imports")
  void inUse() {
    String because =
        impossible(
            change(
                new StackBuilder("network").export("role", "good"),
                new StackBuilder("network")
                    .export("role", "live", "billing")
                    .templateWith("256", "128")));
    assertTrue(because.contains("billing, no part of this recovery, imports"), because);
  }

  @Test
  @DisplayName("are left to a person where what is declared contradicts what is imported")
  void circle() {
    Ordering ordering =
        order(
            List.of(depending("network", "web"), depending("web")),
            false,
            consumer(imports("role"), IMPORTS_NOTHING),
            producer("role", "arn:role", "other", "x"));
    String because = assertInstanceOf(Ordering.Impossible.class, ordering).because();
    assertTrue(because.startsWith("What depends on what forms a circle: "), because);
    assertTrue(because.endsWith("A person has to decide."), because);
  }

  @Test
  @DisplayName("are ordered by exports too where CloudFormation itself takes them back")
  void takenBack() {
    Weighing.Change network =
        change(
            new StackBuilder("network").export("role", "arn:role"),
            new StackBuilder("network")
                .templateWith("256", "128")
                .status(StackStatus.UPDATE_FAILED));
    assertEquals(
        List.of(List.of("network"), List.of("web")),
        waves(consumer(imports("role"), IMPORTS_NOTHING), network));
  }
}

package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.config.AssetPlaces;
import dev.lastgood.functions.config.OperationPolicy;
import dev.lastgood.functions.config.StackSelection;
import dev.lastgood.functions.stack.StackCircumstances.Differs;
import dev.lastgood.functions.stack.StackParameter;
import dev.lastgood.functions.stack.StackParameter.Plain;
import dev.lastgood.functions.stack.StackParameter.Reference;
import dev.lastgood.functions.stack.StackParameter.Secret;
import dev.lastgood.functions.stack.StackStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How a stack differs from a point")
class StackComparisonTest {
  private static StackBuilder web() {
    return new StackBuilder("web");
  }

  private static StackComparison compare(
      StackSituation situation, StackBuilder goal, StackBuilder live) {
    return StackComparison.of(situation, goal.body(), live.body());
  }

  private static StackComparison compare(StackBuilder goal, StackBuilder live) {
    return compare(StackSituations.situation(goal, live), goal, live);
  }

  private static List<String> fields(StackComparison comparison) {
    return comparison.differences().stream().map(Difference::field).toList();
  }

  @Test
  @DisplayName("in nothing, where it is the same, whatever time has passed")
  void same() {
    StackComparison comparison = compare(web(), web().updatedAt(Fixtures.NOW));
    assertEquals(Set.of(), comparison.differs());
    assertEquals(List.of(), comparison.differences());
    assertEquals(List.of(), comparison.losses());
  }

  @Test
  @DisplayName("in its template, and the property is named with both values")
  void template() {
    StackComparison comparison = compare(web(), web().templateWith("256", "128"));
    assertEquals(Set.of(Differs.TEMPLATE), comparison.differs());
    assertEquals(
        List.of(
            new Difference(
                "Resources.Reader.Properties.MemorySize", "256", "128", Difference.Kind.LAUNCH)),
        comparison.differences());
    assertEquals(Set.of("AWS::Lambda::Function"), comparison.changedTypes());
    assertEquals(List.of(), comparison.losses(), "a function holds nothing");
  }

  @Test
  @DisplayName("in its template by hash alone, where a text cannot be read or is not kept")
  void unreadable() {
    StackBuilder live = web().template("Resources: {never: [ends");
    assertEquals(List.of("template"), fields(compare(web(), live)));
    StackSituation usual = StackSituations.situation(web(), web().templateWith("256", "128"));
    StackSituation lost =
        new StackSituation(
            usual.target(),
            usual.selection(),
            usual.live(),
            usual.goal(),
            Optional.empty(),
            usual.operation(),
            false,
            false,
            false);
    StackComparison comparison = compare(lost, web(), web().templateWith("256", "128"));
    assertEquals(List.of("template"), fields(comparison));
    assertEquals(Set.of(Differs.TEMPLATE), comparison.differs());
  }

  @Test
  @DisplayName("in a nested stack's template, though its own is the same")
  void nestedTemplate() {
    StackComparison comparison =
        compare(web().nestedTemplate("Data", "good"), web().nestedTemplate("Data", "live"));
    assertEquals(Set.of(Differs.TEMPLATE), comparison.differs());
    assertEquals(List.of("nested/Data"), fields(comparison));
  }

  @Test
  @DisplayName("in parameters: changed, added and gone")
  void parameters() {
    StackComparison comparison =
        compare(
            web().parameter("Size", new Plain("2")).parameter("Zone", new Plain("a")),
            web().parameter("Size", new Plain("0")).parameter("Debug", new Plain("yes")));
    assertEquals(Set.of(Differs.PARAMETERS), comparison.differs());
    assertEquals(
        List.of("parameters/Debug", "parameters/Size", "parameters/Zone"), fields(comparison));
    assertEquals("2", comparison.differences().get(1).point());
    assertEquals("0", comparison.differences().get(1).live());
  }

  @Test
  @DisplayName("in a reference that was given another text: that is a parameter like any other")
  void otherReference() {
    assertEquals(
        Set.of(Differs.PARAMETERS),
        compare(
                web().parameter("Image", new Reference("/images/good", Optional.of("ami-1"))),
                web().parameter("Image", new Reference("/images/bad", Optional.of("ami-2"))))
            .differs());
  }

  @Test
  @DisplayName("in a reference that is the same and stands for something else: nobody sets it back")
  void movedReference() {
    StackComparison comparison =
        compare(
            web().parameter("Image", new Reference("/images/web", Optional.of("ami-1"))),
            web().parameter("Image", new Reference("/images/web", Optional.of("ami-2"))));
    assertEquals(Set.of(Differs.SECRET_PARAMETER), comparison.differs());
    assertEquals(
        List.of(
            new Difference(
                "parameters/Image (/images/web)", "ami-1", "ami-2", Difference.Kind.LAUNCH)),
        comparison.differences());
  }

  @Test
  @DisplayName(
      "in a NoEcho parameter, it may be, where an update shows in nothing that is readable")
  void secret() {
    StackParameter hidden = new Secret();
    StackBuilder later = web().parameter("Password", hidden).updatedAt(Fixtures.NOW);
    StackComparison comparison = compare(web().parameter("Password", hidden), later);
    assertEquals(Set.of(Differs.SECRET_PARAMETER), comparison.differs());
    assertEquals(List.of("parameters/Password"), fields(comparison));

    assertEquals(
        Set.of(),
        compare(web().parameter("Password", hidden), web().parameter("Password", hidden)).differs(),
        "it was not updated since");
    assertEquals(
        Set.of(),
        compare(
                web().parameter("Password", hidden),
                web()
                    .parameter("Password", hidden)
                    .updatedAt(Fixtures.NOW)
                    .status(StackStatus.UPDATE_ROLLBACK_COMPLETE))
            .differs(),
        "the update was taken back");
    assertEquals(
        Set.of(Differs.TEMPLATE),
        compare(
                web().parameter("Password", hidden),
                web()
                    .parameter("Password", hidden)
                    .updatedAt(Fixtures.NOW)
                    .templateWith("256", "128"))
            .differs(),
        "something else shows what the update was");
  }

  @Test
  @DisplayName("in settings is told, and no alarm comes of it")
  void settings() {
    StackComparison comparison =
        compare(web().tag("team", "shop"), web().tag("team", "web").trigger("arn:alarm"));
    assertEquals(Set.of(), comparison.differs());
    assertEquals(2, comparison.differences().size(), comparison.differences()::toString);
    assertTrue(fields(comparison).contains("tags/team"));
    assertTrue(
        comparison.differences().stream().allMatch(each -> each.kind() == Difference.Kind.OTHER));
  }

  private static List<Loss> marked(StackBuilder goal, StackBuilder live) {
    StackSituation situation =
        StackSituations.with(
            StackSituations.situation(goal, live),
            new StackSelection(
                "web",
                OperationPolicy.WAIT,
                Optional.of("SchemaVersion"),
                AssetPlaces.NONE,
                false));
    return compare(situation, goal, live).losses();
  }

  @Test
  @DisplayName("by a migration marker, an output or a parameter: going back could lose data")
  void migrationMarker() {
    List<Loss> losses =
        marked(web().output("SchemaVersion", "4"), web().output("SchemaVersion", "5"));
    assertEquals(
        List.of(
            new Loss(
                "SchemaVersion",
                "The migration marker SchemaVersion is 5 and was 4: data may have been migrated,"
                    + " and what was good may not understand it.")),
        losses);
    assertEquals(
        1,
        marked(
                web().parameter("SchemaVersion", new Plain("4")),
                web().parameter("SchemaVersion", new Plain("5")))
            .size());
    assertEquals(1, marked(web(), web().output("SchemaVersion", "5")).size(), "it is new");
    assertEquals(
        List.of(), marked(web().output("SchemaVersion", "4"), web().output("SchemaVersion", "4")));
    assertEquals(
        List.of(),
        compare(web().output("SchemaVersion", "4"), web().output("SchemaVersion", "5")).losses(),
        "nobody declared it");
  }

  @Test
  @DisplayName("tells what holds data and would be removed, as it was added since")
  void removed() {
    StackComparison comparison =
        compare(
            web(),
            web()
                .templateWith(
                    "\"Reader\"",
                    "\"Audit\": {\"Type\": \"AWS::DynamoDB::Table\"},"
                        + " \"Writer\": {\"Type\": \"AWS::Lambda::Function\"}, \"Reader\""));
    assertEquals(
        List.of(
            new Loss(
                "Audit",
                Optional.of(new DataHolder("Audit", "AWS::DynamoDB::Table", "")),
                "Audit (AWS::DynamoDB::Table) would be removed. It holds its items.")),
        comparison.losses());
  }

  @Test
  @DisplayName("tells what holds data and would be replaced, and by what")
  void replaced() {
    StackComparison comparison = compare(web(), web().templateWith("\"orders\"", "\"orders-2\""));
    assertEquals(1, comparison.losses().size());
    assertEquals("Orders", comparison.losses().getFirst().resource());
    assertEquals(
        "Orders (AWS::DynamoDB::Table) would be replaced by a new one without its items; the old one"
            + " would be deleted.",
        comparison.losses().getFirst().says());
    assertEquals(
        List.of(),
        compare(web(), web().templateWith("PAY_PER_REQUEST", "PROVISIONED")).losses(),
        "it is updated in place");
  }
}

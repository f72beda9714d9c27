package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The order of stacks")
class StackGraphTest {
  private static final SortedMap<String, StackExport> NONE = new TreeMap<>();

  private static SortedMap<String, StackExport> export(
      String name, String value, String... importedBy) {
    return new TreeMap<>(Map.of(name, new StackExport(name, value, List.of(importedBy))));
  }

  private static StackGraph.Change producer(
      SortedMap<String, StackExport> good, SortedMap<String, StackExport> live) {
    return new StackGraph.Change("network", 60, good, live, Set.of(), Set.of());
  }

  private static StackGraph.Change consumer(Set<String> good, Set<String> live) {
    return new StackGraph.Change("web", 90, NONE, NONE, good, live);
  }

  private static StackGraph graph(StackGraph.Change... changes) {
    return StackGraph.of(List.of(changes), List.of(), List.of());
  }

  private static List<List<String>> waves(StackGraph graph) {
    return assertInstanceOf(StackWaves.Ordered.class, StackWaves.of(graph, 2)).waves();
  }

  @Test
  @DisplayName("puts the producer of a restored export first")
  void restored() {
    StackGraph graph =
        graph(consumer(Set.of("vpc"), Set.of()), producer(export("vpc", "vpc-1"), NONE));
    assertEquals(
        List.of(new StackEdge("network", "web", "restores the export vpc")), graph.edges());
    assertEquals(List.of(List.of("network"), List.of("web")), waves(graph));
  }

  @Test
  @DisplayName("puts the consumers of a removed or changed export first")
  void takenAway() {
    for (SortedMap<String, StackExport> good : List.of(NONE, export("vpc", "vpc-1"))) {
      StackGraph graph =
          graph(producer(good, export("vpc", "vpc-2", "web")), consumer(Set.of(), Set.of("vpc")));
      assertEquals(List.of(List.of("web"), List.of("network")), waves(graph));
      assertEquals(List.of(), graph.conflicts());
    }
  }

  @Test
  @DisplayName("believes CloudFormation's list of importers where a template does not tell")
  void importers() {
    StackGraph graph =
        graph(producer(NONE, export("vpc", "vpc-2", "web")), consumer(Set.of(), Set.of()));
    assertEquals(List.of(List.of("web"), List.of("network")), waves(graph));
  }

  @Test
  @DisplayName("puts the producer of a changed export before who imports it only then")
  void importedOnlyThen() {
    StackGraph graph =
        graph(
            consumer(Set.of("vpc"), Set.of()),
            producer(export("vpc", "vpc-1"), export("vpc", "vpc-2")));
    assertEquals(List.of(List.of("network"), List.of("web")), waves(graph));
  }

  @Test
  @DisplayName("asks nothing for exports that stay as they are")
  void unchanged() {
    StackGraph graph =
        graph(
            consumer(Set.of("vpc"), Set.of("vpc")),
            producer(export("vpc", "vpc-1", "web"), export("vpc", "vpc-1", "web")));
    assertEquals(List.of(List.of("web", "network")), waves(graph));
  }

  @Test
  @DisplayName("leaves it to a person where between one pair either would have to go first")
  void both() {
    StackGraph.Change network = producer(export("restored", "a"), export("removed", "b", "web"));
    StackGraph graph = graph(network, consumer(Set.of("restored"), Set.of("removed")));
    assertEquals(1, graph.conflicts().size());
    assertTrue(graph.conflicts().getFirst().startsWith("Between web and network either"));
  }

  @Test
  @DisplayName("leaves it to a person where an export in use would change")
  void inUse() {
    StackGraph graph =
        graph(
            producer(export("vpc", "vpc-1"), export("vpc", "vpc-2", "web", "other")),
            consumer(Set.of("vpc"), Set.of("vpc")));
    assertEquals(
        List.of(
            "network changes the export vpc, which web imports, and would import afterwards too:"
                + " CloudFormation refuses that.",
            "network changes the export vpc, which other, no part of this recovery, imports:"
                + " CloudFormation refuses that."),
        graph.conflicts());
  }

  @Test
  @DisplayName("keeps to what is declared, and puts a stack before the group that it owns")
  void declared() {
    StackGraph graph =
        StackGraph.of(
            List.of(consumer(Set.of(), Set.of())),
            List.of(new StackNode("web-group", 300)),
            List.of(
                new StackEdge("web", "web-group", "owns it"),
                new StackEdge("elsewhere", "web", "is no part of this recovery")));
    assertEquals(List.of(List.of("web"), List.of("web-group")), waves(graph));
  }

  @Test
  @DisplayName("reads the names of imports that are put together of parameters")
  void putTogether() {
    TemplateDocument template =
        TemplateDocument.parse(
            """
            Parameters: {Network: {Type: String, Default: net}}
            Resources:
              A: {Type: X, Properties: {P: {Fn::ImportValue: !Sub '${Network}-${AWS::Region}'}}}
              B: {Type: X, Properties: {P: {Fn::ImportValue: !Join ['-', [!Ref Network, vpc]]}}}
              C: {Type: X, Properties: {P: {Fn::ImportValue: !GetAtt A.Name}}}
            """);
    PlainValues values =
        PlainValues.of(
            template,
            "web",
            "arn:aws:cloudformation:eu-west-1:1:stack/web/1",
            Map.of("Network", new StackParameter.Plain("core")));
    assertEquals(
        List.of("core-eu-west-1", "core-vpc"),
        template.find("Fn::ImportValue").stream()
            .flatMap(name -> values.text(name).stream())
            .toList());
  }

  private static StackGraph nodes(Map<String, Integer> durations, List<StackEdge> edges) {
    return new StackGraph(
        durations.entrySet().stream()
            .map(entry -> new StackNode(entry.getKey(), entry.getValue()))
            .toList(),
        edges,
        List.of());
  }

  private static StackEdge edge(String before, String after) {
    return new StackEdge(before, after, "because");
  }

  @Test
  @DisplayName("forecasts the critical path, and the waves with the time that starts need")
  void criticalPath() {
    StackGraph graph =
        nodes(
            new TreeMap<>(Map.of("a", 10, "b", 100, "c", 20, "d", 30)),
            List.of(edge("a", "c"), edge("c", "d"), edge("b", "d")));
    StackWaves.Ordered ordered =
        assertInstanceOf(StackWaves.Ordered.class, StackWaves.of(graph, 0.5));
    assertEquals(List.of(List.of("a", "b"), List.of("c"), List.of("d")), ordered.waves());
    assertEquals(List.of("b", "d"), ordered.criticalPath());
    assertEquals(130, ordered.criticalPathSeconds());
    assertEquals(100 + 2 + 20 + 30, ordered.forecastSeconds(), "two starts, half a start a second");
  }

  @Test
  @DisplayName("names circles, and not what only waits for them")
  void circles() {
    StackGraph graph =
        nodes(
            new TreeMap<>(Map.of("a", 1, "b", 1, "c", 1, "d", 1, "e", 1, "f", 1)),
            List.of(
                edge("a", "b"),
                edge("b", "c"),
                edge("c", "b"),
                edge("c", "d"),
                edge("e", "e"),
                edge("e", "f")));
    assertEquals(
        List.of(List.of("b", "c", "b"), List.of("e", "e")),
        assertInstanceOf(StackWaves.Circular.class, StackWaves.of(graph, 2)).circles());
  }

  @Test
  @DisplayName("refuses an edge to what is no node")
  void stray() {
    StackGraph graph = nodes(Map.of("a", 1), List.of(edge("a", "b")));
    assertThrows(IllegalArgumentException.class, () -> StackWaves.of(graph, 2));
  }

  @Test
  @DisplayName("holds for any graph: each node once, after all before it, as early as can be")
  void anyGraph() {
    for (int seed = 0; seed < 200; seed++) {
      Random chance = new Random(seed);
      int size = 1 + chance.nextInt(60);
      List<StackNode> nodes = new ArrayList<>();
      List<StackEdge> edges = new ArrayList<>();
      for (int node = 0; node < size; node++) {
        nodes.add(new StackNode("n" + node, chance.nextInt(100)));
        for (int more = chance.nextInt(4); more > 0 && node > 0; more--) {
          edges.add(edge("n" + chance.nextInt(node), "n" + node));
        }
      }
      StackWaves.Ordered ordered =
          assertInstanceOf(
              StackWaves.Ordered.class,
              StackWaves.of(new StackGraph(nodes, edges, List.of()), 1000));
      Map<String, Integer> wave = new HashMap<>();
      for (int number = 0; number < ordered.waves().size(); number++) {
        for (String name : ordered.waves().get(number)) {
          assertEquals(null, wave.put(name, number), name);
        }
      }
      assertEquals(size, wave.size());
      Set<String> pushed = new HashSet<>();
      for (StackEdge edge : edges) {
        assertTrue(wave.get(edge.before()) < wave.get(edge.after()), edge.toString());
        if (wave.get(edge.before()) + 1 == wave.get(edge.after())) {
          pushed.add(edge.after());
        }
      }
      wave.forEach((name, number) -> assertTrue(number == 0 || pushed.contains(name), name));
      assertTrue(ordered.criticalPathSeconds() <= ordered.forecastSeconds());
    }
  }
}

package dev.lastgood.functions.stack;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Nodes in waves: what is in one wave runs at once, and waves run one after the other. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "waves")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StackWaves.Ordered.class, name = "Ordered"),
  @JsonSubTypes.Type(value = StackWaves.Circular.class, name = "Circular")
})
public sealed interface StackWaves {
  /**
   * They can be put in order.
   *
   * @param waves the names of the nodes of each wave
   * @param criticalPath the longest way through the order, its nodes' names from first to last
   * @param criticalPathSeconds how long that takes: no order is faster
   * @param forecastSeconds how long the waves take, each as long as its slowest node and as the
   *     starts of its nodes need
   */
  record Ordered(
      List<List<String>> waves,
      List<String> criticalPath,
      int criticalPathSeconds,
      int forecastSeconds)
      implements StackWaves {
    /** Copies its lists. */
    public Ordered {
      waves = waves.stream().map(List::copyOf).toList();
      criticalPath = List.copyOf(criticalPath);
    }
  }

  /**
   * They cannot.
   *
   * @param circles the circles that were found, each from a node back to it
   */
  record Circular(List<List<String>> circles) implements StackWaves {
    /** Copies its lists. */
    public Circular {
      circles = circles.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Puts nodes in waves, each in the earliest that its edges allow. Takes time in proportion to
   * nodes and edges.
   *
   * @param graph the nodes and edges
   * @param startsPerSecond how many operations can be begun in a second: CloudFormation throttles
   * @return the waves
   */
  static StackWaves of(StackGraph graph, double startsPerSecond) {
    return new StackLayers(graph).waves(startsPerSecond);
  }
}

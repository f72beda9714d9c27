package dev.lastgood.functions.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the nodes of a graph in layers; the graph as numbers. */
final class StackLayers {
  private final List<StackNode> nodes;
  private final int[][] successors;
  private final int[] open;
  private final int[] wave;
  private final int[] finished;
  private final int[] slowestBefore;

  StackLayers(StackGraph graph) {
    nodes = graph.nodes();
    int size = nodes.size();
    Map<String, Integer> numbers = HashMap.newHashMap(size);
    for (int node = 0; node < size; node++) {
      numbers.put(nodes.get(node).name(), node);
    }
    int edges = graph.edges().size();
    int[] from = new int[edges];
    int[] to = new int[edges];
    int[] out = new int[size];
    open = new int[size];
    for (int edge = 0; edge < edges; edge++) {
      from[edge] = number(numbers, graph.edges().get(edge).before());
      to[edge] = number(numbers, graph.edges().get(edge).after());
      out[from[edge]]++;
      open[to[edge]]++;
    }
    successors = new int[size][];
    for (int node = 0; node < size; node++) {
      successors[node] = new int[out[node]];
    }
    for (int edge = 0; edge < edges; edge++) {
      successors[from[edge]][--out[from[edge]]] = to[edge];
    }
    wave = new int[size];
    finished = new int[size];
    slowestBefore = new int[size];
    Arrays.fill(slowestBefore, -1);
  }

  private static int number(Map<String, Integer> numbers, String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException("An edge names " + name + ", which is no node.");
    }
    return number;
  }

  StackWaves waves(double startsPerSecond) {
    int[] queue = new int[nodes.size()];
    int filled = 0;
    for (int node = 0; node < nodes.size(); node++) {
      if (open[node] == 0) {
        queue[filled++] = node;
      }
    }
    for (int next = 0; next < filled; next++) {
      int node = queue[next];
      finished[node] += nodes.get(node).durationSeconds();
      for (int after : successors[node]) {
        wave[after] = Math.max(wave[after], wave[node] + 1);
        if (slowestBefore[after] < 0 || finished[node] > finished[after]) {
          finished[after] = finished[node];
          slowestBefore[after] = node;
        }
        if (--open[after] == 0) {
          queue[filled++] = after;
        }
      }
    }
    return filled == nodes.size() ? ordered(startsPerSecond) : new StackWaves.Circular(circles());
  }

  private StackWaves.Ordered ordered(double startsPerSecond) {
    List<List<String>> waves = new ArrayList<>();
    List<Integer> slowest = new ArrayList<>();
    int last = -1;
    for (int node = 0; node < nodes.size(); node++) {
      while (waves.size() <= wave[node]) {
        waves.add(new ArrayList<>());
        slowest.add(0);
      }
      waves.get(wave[node]).add(nodes.get(node).name());
      int seconds = nodes.get(node).durationSeconds();
      slowest.set(wave[node], Math.max(slowest.get(wave[node]), seconds));
      if (last < 0 || finished[node] > finished[last]) {
        last = node;
      }
    }
    int forecast = 0;
    for (int number = 0; number < waves.size(); number++) {
      int starts = (int) Math.ceil((waves.get(number).size() - 1) / startsPerSecond);
      forecast += slowest.get(number) + starts;
    }
    List<String> path = new ArrayList<>();
    for (int node = last; node >= 0; node = slowestBefore[node]) {
      path.add(nodes.get(node).name());
    }
    Collections.reverse(path);
    return new StackWaves.Ordered(waves, path, last < 0 ? 0 : finished[last], forecast);
  }

  /**
   * Whoever is left waits for another that is left: going from each to one that it waits for ends
   * in a circle, or where an earlier walk has been.
   */
  private List<List<String>> circles() {
    int[] waitsFor = new int[nodes.size()];
    Arrays.fill(waitsFor, -1);
    for (int node = 0; node < nodes.size(); node++) {
      for (int after : successors[node]) {
        if (open[node] > 0 && open[after] > 0) {
          waitsFor[after] = node;
        }
      }
    }
    int[] walk = new int[nodes.size()];
    List<List<String>> circles = new ArrayList<>();
    for (int start = 0; start < nodes.size(); start++) {
      int node = start;
      while (node >= 0 && open[node] > 0 && walk[node] == 0) {
        walk[node] = start + 1;
        node = waitsFor[node];
      }
      if (node >= 0 && open[node] > 0 && walk[node] == start + 1) {
        circles.add(circle(node, waitsFor));
      }
    }
    return circles;
  }

  private List<String> circle(int start, int[] waitsFor) {
    List<String> circle = new ArrayList<>();
    circle.add(nodes.get(start).name());
    for (int node = waitsFor[start]; node != start; node = waitsFor[node]) {
      circle.add(nodes.get(node).name());
    }
    circle.add(nodes.get(start).name());
    Collections.reverse(circle);
    return circle;
  }
}

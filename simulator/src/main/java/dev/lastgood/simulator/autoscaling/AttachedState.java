package dev.lastgood.simulator.autoscaling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is attached to groups, one kind of it, by name. A group that is deleted takes it along, and
 * one that is made anew under the same name has none.
 *
 * @param <T> the model's class
 */
final class AttachedState<T> {
  private final World world;
  private final Map<String, TreeMap<String, T>> byGroupArn = new LinkedHashMap<>();

  AttachedState(World world) {
    this.world = world;
  }

  /** What a group has, in the order of the names. */
  TreeMap<String, T> of(Group group) {
    return byGroupArn.getOrDefault(group.settings().autoScalingGroupARN(), new TreeMap<>());
  }

  Optional<T> find(Group group, String name) {
    return Optional.ofNullable(of(group).get(name));
  }

  void put(Group group, String name, T value) {
    byGroupArn
        .computeIfAbsent(group.settings().autoScalingGroupARN(), _ -> new TreeMap<>())
        .put(name, value);
  }

  Optional<T> remove(Group group, String name) {
    return Optional.ofNullable(of(group).remove(name));
  }

  /**
   * What the named groups have.
   *
   * @param groupNames the groups; all that there are where there is no name
   */
  List<T> listed(List<String> groupNames) {
    Function<Group, TreeMap<String, T>> attached = this::of;
    List<T> all = new ArrayList<>();
    (groupNames.isEmpty()
            ? world.groups().values()
            : groupNames.stream().distinct().map(world::group).toList())
        .stream().map(attached).forEach(named -> all.addAll(named.values()));
    return all;
  }
}

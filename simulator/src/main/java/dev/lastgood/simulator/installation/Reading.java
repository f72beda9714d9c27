package dev.lastgood.simulator.installation;

import dev.lastgood.simulator.template.CloudAssembly;
import dev.lastgood.simulator.template.Properties;
import dev.lastgood.simulator.template.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** An assembly while it is read: it remembers which resources and properties somebody has read. */
final class Reading {
  private final CloudAssembly assembly;
  private final Map<Resource, Properties> begun = new LinkedHashMap<>();

  Reading(CloudAssembly assembly) {
    this.assembly = assembly;
  }

  CloudAssembly assembly() {
    return assembly;
  }

  /** The resources of a type, to be read. */
  List<Properties> of(String type) {
    List<Properties> all = new ArrayList<>();
    for (Resource resource : assembly.resources(type)) {
      all.add(begun.computeIfAbsent(resource, Properties::of));
    }
    return all;
  }

  /** What was not read and may matter: types, and types with a property, in alphabetical order. */
  List<String> ignored() {
    TreeSet<String> ignored = new TreeSet<>();
    for (Resource resource : assembly.resources()) {
      Properties properties = begun.get(resource);
      if (properties == null) {
        if (!Immaterial.isType(resource.type())) {
          ignored.add(resource.type());
        }
        continue;
      }
      for (String path : properties.unread()) {
        if (!Immaterial.isProperty(resource.type(), path)) {
          ignored.add(resource.type() + " " + path);
        }
      }
    }
    return List.copyOf(ignored);
  }
}

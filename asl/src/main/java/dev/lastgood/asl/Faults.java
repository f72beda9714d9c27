package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a definition, so that everything is told at once. */
final class Faults {

  private final List<DefinitionFault> found = new ArrayList<>();

  void add(String pointer, String message) {
    found.add(new DefinitionFault(pointer, message));
  }

  List<DefinitionFault> found() {
    return found;
  }

  /** The pointer to a member of what {@code pointer} points to. */
  static String child(String pointer, Object key) {
    return pointer + "/" + key.toString().replace("~", "~0").replace("/", "~1");
  }
}

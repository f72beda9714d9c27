package dev.lastgood.functions.point;

import dev.lastgood.functions.config.GroupOwner;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/**
 * Who else sets a group, as its tags tell: what is done to the group itself, its owner may take
 * back.
 *
 * @param kind what owns it
 * @param name the owner's name
 */
public record Owner(GroupOwner kind, String name) {
  static Optional<Owner> of(List<TagDescription> tags) {
    SortedMap<String, String> values = new TreeMap<>();
    tags.forEach(tag -> values.put(tag.key(), tag.value() == null ? "" : tag.value()));
    return GroupOwner.ofTags(values.keySet())
        .map(kind -> new Owner(kind, values.get(kind.tagKey())));
  }

  /**
   * What it means for whoever wants the group back.
   *
   * @return in a sentence
   */
  public String says() {
    return "It belongs to "
        + (kind.says() + " " + name).strip()
        + ", which may take back what is done to the group itself: "
        + kind.way()
        + ".";
  }
}

package dev.lastgood.simulator.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** The tags of stacks, and those that their resources get from them; see "Resource tags". */
final class StackTags {
  private StackTags() {}

  static Map<String, String> of(List<Tag> tags) {
    Map<String, String> byKey = new TreeMap<>();
    for (Tag tag : tags) {
      if (tag.key().startsWith("aws:")) {
        throw CloudFormationErrors.validation(
            "aws: prefixed tag key names are not allowed for external use.");
      }
      byKey.put(tag.key(), tag.value());
    }
    return byKey;
  }

  static List<Tag> described(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(entry -> Tag.builder().key(entry.getKey()).value(entry.getValue()).build())
        .toList();
  }

  /** With the three that CloudFormation adds. */
  static Map<String, String> handedOn(LiveStack stack, Map<String, String> own, String logicalId) {
    Map<String, String> tags = new TreeMap<>(own);
    tags.put("aws:cloudformation:stack-name", stack.name());
    tags.put("aws:cloudformation:stack-id", stack.id());
    tags.put("aws:cloudformation:logical-id", logicalId);
    return tags;
  }
}

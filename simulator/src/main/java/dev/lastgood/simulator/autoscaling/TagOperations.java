package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.Page;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** The operations on tags of the Auto Scaling API Reference. */
final class TagOperations {
  private static final int TAGS_PER_GROUP_MAX = 50;

  private final World world;

  TagOperations(World world) {
    this.world = world;
  }

  CreateOrUpdateTagsResponse put(CreateOrUpdateTagsRequest request) {
    for (Tag tag : request.tags()) {
      Group group = tagged(tag);
      List<TagDescription> tags = new ArrayList<>(group.settings().tags());
      TagDescription described = GroupSettings.described(tag, group.name());
      int at = indexOf(tags, tag.key());
      if (at >= 0) {
        tags.set(at, described);
      } else {
        tags.add(described);
      }
      if (tags.size() > TAGS_PER_GROUP_MAX) {
        throw AutoScalingErrors.limitExceeded("A group has at most 50 tags.");
      }
      world.change(group, group.settings().toBuilder().tags(tags).build());
    }
    return CreateOrUpdateTagsResponse.builder().build();
  }

  DeleteTagsResponse delete(DeleteTagsRequest request) {
    for (Tag tag : request.tags()) {
      Group group = tagged(tag);
      List<TagDescription> tags = new ArrayList<>(group.settings().tags());
      tags.removeIf(it -> it.key().equals(tag.key()));
      world.change(group, group.settings().toBuilder().tags(tags).build());
    }
    return DeleteTagsResponse.builder().build();
  }

  private Group tagged(Tag tag) {
    if (tag.key().startsWith("aws:")) {
      throw AutoScalingErrors.validation("Tag keys beginning with aws: are reserved.");
    }
    if (tag.resourceId() == null) {
      throw AutoScalingErrors.validation("A tag needs the name of its group as its ResourceId.");
    }
    return world.group(tag.resourceId());
  }

  private static int indexOf(List<TagDescription> tags, String key) {
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  DescribeTagsResponse describe(DescribeTagsRequest request) {
    List<TagDescription> found = new ArrayList<>();
    for (Group group : world.groups().values()) {
      for (TagDescription tag : group.settings().tags()) {
        if (request.filters().stream().allMatch(filter -> matches(tag, filter))) {
          found.add(tag);
        }
      }
    }
    Page<TagDescription> page =
        Page.of(
            found,
            GroupOperations.pageSize(request.maxRecords(), 50),
            request.nextToken(),
            tag -> tag.resourceId() + "/" + tag.key(),
            AutoScalingErrors::invalidToken);
    return DescribeTagsResponse.builder()
        .tags(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private static boolean matches(TagDescription tag, Filter filter) {
    return switch (filter.name()) {
      case "auto-scaling-group" -> filter.values().contains(tag.resourceId());
      case "key" -> filter.values().contains(tag.key());
      case "value" -> filter.values().contains(tag.value());
      case "propagate-at-launch" -> filter.values().contains(tag.propagateAtLaunch().toString());
      default ->
          throw AutoScalingErrors.validation("Filter type " + filter.name() + " is not correct.");
    };
  }
}

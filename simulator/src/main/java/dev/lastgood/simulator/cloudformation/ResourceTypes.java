package dev.lastgood.simulator.cloudformation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The types of resources that are modelled. */
final class ResourceTypes {
  static final String GROUP = "AWS::AutoScaling::AutoScalingGroup";
  static final String LAUNCH_TEMPLATE = "AWS::EC2::LaunchTemplate";
  static final String MACRO = "AWS::CloudFormation::Macro";
  static final String STACK = "AWS::CloudFormation::Stack";
  static final String WAIT_CONDITION = "AWS::CloudFormation::WaitCondition";
  static final String WAIT_HANDLE = "AWS::CloudFormation::WaitConditionHandle";

  private static final String CUSTOM = "AWS::CloudFormation::CustomResource";

  private final Map<String, ResourceProvider> providers = new HashMap<>();

  ResourceTypes(StackRegion region) {
    for (GenericType type : GenericType.ALL) {
      providers.put(type.name(), new GenericProvider(type, region));
    }
    providers.put(
        WAIT_HANDLE,
        new GenericProvider(
            GenericType.of(
                WAIT_HANDLE,
                "",
                "https://cloudformation-waitcondition-{region}.s3.amazonaws.com/{name}"),
            region));
    providers.put(WAIT_CONDITION, new WaitConditionProvider(region));
    providers.put(LAUNCH_TEMPLATE, new LaunchTemplateProvider(region));
    providers.put(GROUP, new AutoScalingGroupProvider(region));
    providers.put(STACK, new NestedStackProvider(region));
  }

  ResourceProvider of(String type) {
    return providers.get(type.startsWith("Custom::") ? CUSTOM : type);
  }

  /** Refuses by name what would otherwise be left out of account. */
  void requireModelled(TemplateResource resource) {
    String type = resource.type();
    ResourceProvider provider = of(type);
    if (provider == null) {
      throw new UnsupportedOperationException(
          "Simulated CloudFormation does not model "
              + type
              + ", only "
              + new TreeSet<>(providers.keySet())
              + ".");
    }
    switch (provider) {
      case AutoScalingGroupProvider groups -> groups.requireModelled(resource);
      case LaunchTemplateProvider templates -> templates.requireModelled(resource);
      case GenericProvider _, NestedStackProvider _, WaitConditionProvider _ -> {
        // All of their properties are taken as they are.
      }
    }
  }
}

package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.InstanceTypes;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.autoscaling.model.BareMetal;
import software.amazon.awssdk.services.autoscaling.model.BurstablePerformance;
import software.amazon.awssdk.services.autoscaling.model.InstanceGeneration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRequirements;

/**
 * Which types satisfy a group's requirements; see InstanceRequirements in the API Reference and
 * "Create a mixed instances group using attribute-based instance type selection". Bounds of prices
 * have no effect, because there are none; attributes that this cannot judge are refused by name.
 */
final class AttributeSelection {
  private static final Set<String> JUDGED =
      Set.of(
          "VCpuCount",
          "MemoryMiB",
          "MemoryGiBPerVCpu",
          "CpuManufacturers",
          "AllowedInstanceTypes",
          "ExcludedInstanceTypes",
          "InstanceGenerations",
          "BurstablePerformance",
          "BareMetal",
          "SpotMaxPricePercentageOverLowestPrice",
          "MaxSpotPriceAsPercentageOfOptimalOnDemandPrice",
          "OnDemandMaxPricePercentageOverLowestPrice");

  /** Families of an older generation are previous ones here. */
  private static final int GENERATION_CURRENT_MIN = 3;

  private AttributeSelection() {}

  /** The smallest first. */
  static List<InstanceTypes.Type> of(InstanceRequirements required) {
    return InstanceTypes.smallestFirst().stream().filter(it -> satisfies(it, required)).toList();
  }

  /**
   * Refuses what cannot be judged.
   *
   * @throws UnsupportedOperationException naming the attribute
   */
  static void check(InstanceRequirements required) {
    for (SdkField<?> field : required.sdkFields()) {
      Object value = field.getValueOrDefault(required);
      boolean given = value != null && !(value instanceof SdkAutoConstructList<?>);
      if (given && !JUDGED.contains(field.memberName())) {
        throw new UnsupportedOperationException(
            "Simulated Auto Scaling does not model the instance requirement "
                + field.memberName()
                + ".");
      }
    }
    if (required.bareMetal() == BareMetal.REQUIRED) {
      throw new UnsupportedOperationException(
          "Simulated Auto Scaling does not model bare metal instances.");
    }
    if (required.vCpuCount() == null || required.memoryMiB() == null) {
      throw AutoScalingErrors.validation(
          "You must specify VCpuCount and MemoryMiB in InstanceRequirements.");
    }
    if (!required.allowedInstanceTypes().isEmpty() && !required.excludedInstanceTypes().isEmpty()) {
      throw AutoScalingErrors.validation(
          "You can specify AllowedInstanceTypes or ExcludedInstanceTypes, but not both.");
    }
    if (of(required).isEmpty()) {
      throw AutoScalingErrors.validation(
          "No instance types match the instance requirements that you specified.");
    }
  }

  private static boolean satisfies(InstanceTypes.Type type, InstanceRequirements required) {
    double gibPerVcpu = type.memoryMib() / 1024.0 / type.vcpus();
    var perVcpu = required.memoryGiBPerVCpu();
    return within(type.vcpus(), required.vCpuCount().min(), required.vCpuCount().max())
        && within(type.memoryMib(), required.memoryMiB().min(), required.memoryMiB().max())
        && (perVcpu == null || within(gibPerVcpu, perVcpu.min(), perVcpu.max()))
        && (required.cpuManufacturers().isEmpty()
            || required.cpuManufacturersAsStrings().contains(type.manufacturer()))
        && (required.allowedInstanceTypes().isEmpty()
            || matchesAny(type, required.allowedInstanceTypes()))
        && !matchesAny(type, required.excludedInstanceTypes())
        && isOfGeneration(type, required.instanceGenerations())
        && isAsBurstable(type, required.burstablePerformance());
  }

  private static boolean within(double value, Number min, Number max) {
    return (min == null || value >= min.doubleValue())
        && (max == null || value <= max.doubleValue());
  }

  /** Patterns have stars, such as {@code m5.*}. */
  private static boolean matchesAny(InstanceTypes.Type type, List<String> patterns) {
    for (String pattern : patterns) {
      if (type.name().matches(pattern.replace(".", "\\.").replace("*", ".*"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfGeneration(
      InstanceTypes.Type type, List<InstanceGeneration> generations) {
    InstanceGeneration own =
        type.generation() >= GENERATION_CURRENT_MIN
            ? InstanceGeneration.CURRENT
            : InstanceGeneration.PREVIOUS;
    return generations.isEmpty() || generations.contains(own);
  }

  /** Burstable types are excluded unless asked for. */
  private static boolean isAsBurstable(InstanceTypes.Type type, BurstablePerformance asked) {
    return switch (asked) {
      case INCLUDED -> true;
      case REQUIRED -> type.burstable();
      case EXCLUDED, UNKNOWN_TO_SDK_VERSION -> !type.burstable();
      case null -> !type.burstable();
    };
  }
}

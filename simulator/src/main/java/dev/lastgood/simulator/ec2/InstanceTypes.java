package dev.lastgood.simulator.ec2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/**
 * Sizes of instance types, worked out from their names by the pattern that "Amazon EC2 instance
 * type naming conventions" and "Specifications" show: families with two, four or eight GiB a vCPU,
 * and sizes that double.
 */
public final class InstanceTypes {
  private static final Map<String, Integer> BURSTABLE_MIB =
      Map.of("nano", 512, "micro", 1024, "small", 2048, "medium", 4096);

  private static final List<Type> COMMON = common();

  private InstanceTypes() {}

  /**
   * One type.
   *
   * @param name such as {@code m7g.large}
   * @param vcpus how many
   * @param memoryMib in MiB
   * @param burstable whether it is of a T family
   * @param generation of its family, such as 7
   * @param manufacturer of its processor, as InstanceRequirements name it
   */
  public record Type(
      String name,
      int vcpus,
      int memoryMib,
      boolean burstable,
      int generation,
      String manufacturer) {}

  /**
   * Types of common families, the smallest first; the order stands for that of their prices, which
   * are not modelled.
   *
   * @return an unmodifiable list
   */
  public static List<Type> smallestFirst() {
    return COMMON;
  }

  /**
   * What a name says.
   *
   * @param name such as {@code m7g.large}
   * @return the type; with 1 vCPU and 4 GiB where the name says nothing
   */
  public static Type named(String name) {
    int dot = name.indexOf('.');
    String family = dot < 0 ? name : name.substring(0, dot);
    String size = dot < 0 ? "" : name.substring(dot + 1);
    boolean burstable = family.startsWith("t");
    int vcpus = vcpus(size, burstable).orElse(1);
    int gibPerVcpu = family.startsWith("c") ? 2 : family.startsWith("r") ? 8 : 4;
    int memoryMib =
        burstable && BURSTABLE_MIB.containsKey(size)
            ? BURSTABLE_MIB.get(size)
            : vcpus * gibPerVcpu * 1024;
    String manufacturer = "intel";
    int generation = 1;
    for (char letter : family.toCharArray()) {
      if (Character.isDigit(letter)) {
        generation = Character.digit(letter, 10);
      } else if (letter == 'g') {
        manufacturer = "amazon-web-services";
      } else if (letter == 'a') {
        manufacturer = "amd";
      }
    }
    return new Type(name, vcpus, memoryMib, burstable, generation, manufacturer);
  }

  private static Optional<Integer> vcpus(String size, boolean burstable) {
    return switch (size) {
      case "nano", "micro", "small" -> Optional.of(burstable ? 2 : 1);
      case "medium" -> Optional.of(burstable ? 2 : 1);
      case "large" -> Optional.of(2);
      case "xlarge" -> Optional.of(4);
      default ->
          size.matches("[0-9]{1,3}xlarge")
              ? Optional.of(4 * Integer.parseInt(size.substring(0, size.length() - 6)))
              : Optional.empty();
    };
  }

  private static List<Type> common() {
    List<Type> types = new ArrayList<>();
    for (String family :
        List.of(
            "t3", "t4g", "c5", "c6a", "c6g", "c6i", "c7g", "c7i", "m5", "m6a", "m6g", "m6i", "m7g",
            "m7i", "r5", "r6a", "r6g", "r6i", "r7g", "r7i")) {
      for (String size : List.of("large", "xlarge", "2xlarge", "4xlarge", "8xlarge")) {
        String name = family + "." + size;
        // Not every family has every size.
        if (InstanceType.fromValue(name) != InstanceType.UNKNOWN_TO_SDK_VERSION) {
          types.add(named(name));
        }
      }
    }
    types.sort(
        Comparator.comparingInt(Type::vcpus)
            .thenComparingInt(Type::memoryMib)
            .thenComparing(Type::name));
    return List.copyOf(types);
  }
}

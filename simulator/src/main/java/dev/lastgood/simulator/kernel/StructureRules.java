package dev.lastgood.simulator.kernel;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * What is said of the members of a structure, each in the model's order. It is the same for every
 * request of a type, and worked out once.
 *
 * @param addressed those that the SDK puts into a request's address, which it does not send without
 * @param unmodelled those that are refused by name
 * @param checked those that the API model says something of, or of a part of them
 */
record StructureRules(
    List<MemberRule> addressed, List<MemberRule> unmodelled, List<MemberRule> checked) {
  private static final ClassValue<StructureRules> RULES =
      new ClassValue<>() {
        @Override
        protected StructureRules computeValue(Class<?> structure) {
          return rules(structure);
        }
      };

  private static final ClassValue<List<SdkField<?>>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<SdkField<?>> computeValue(Class<?> structure) {
          return fields(structure);
        }
      };

  /**
   * What is said of a structure's members.
   *
   * @param structure the SDK's class of a request or of a part of one
   * @return always the same
   */
  static StructureRules of(Class<?> structure) {
    return RULES.get(structure);
  }

  private static StructureRules rules(Class<?> structure) {
    Set<String> required = MemberTable.REQUIRED.of(structure);
    Set<String> refused = MemberTable.UNMODELLED.of(structure);
    Map<String, List<String>> enumerations = enumerations(structure);
    List<MemberRule> addressed = new ArrayList<>();
    List<MemberRule> unmodelled = new ArrayList<>();
    List<MemberRule> checked = new ArrayList<>();
    for (SdkField<?> field : FIELDS.get(structure)) {
      String name = field.memberName();
      List<String> known = enumerations.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
      MemberRule rule = new MemberRule(field, name, required.contains(name), known);
      if (field.location() == MarshallLocation.PATH
          || field.location() == MarshallLocation.GREEDY_PATH) {
        addressed.add(rule);
      }
      if (refused.contains(name)) {
        unmodelled.add(rule);
      }
      if (rule.required() || !known.isEmpty() || holdsRules(field)) {
        checked.add(rule);
      }
    }
    return new StructureRules(
        List.copyOf(addressed), List.copyOf(unmodelled), List.copyOf(checked));
  }

  /**
   * Whether anything that a member holds, however deep, has rules; structures may hold themselves.
   */
  private static boolean holdsRules(SdkField<?> member) {
    Set<Class<?>> seen = new HashSet<>();
    Deque<Class<?>> open = new ArrayDeque<>();
    structureIn(member).ifPresent(open::add);
    while (!open.isEmpty()) {
      Class<?> structure = open.pop();
      if (!seen.add(structure)) {
        continue;
      }
      if (!MemberTable.REQUIRED.of(structure).isEmpty() || !enumerations(structure).isEmpty()) {
        return true;
      }
      FIELDS.get(structure).forEach(field -> structureIn(field).ifPresent(open::push));
    }
    return false;
  }

  private static Optional<Class<?>> structureIn(SdkField<?> field) {
    if (field.containsTrait(ListTrait.class)) {
      return structureIn(field.getTrait(ListTrait.class).memberFieldInfo());
    }
    if (field.containsTrait(MapTrait.class)) {
      return structureIn(field.getTrait(MapTrait.class).valueFieldInfo());
    }
    return field.constructor() == null
        ? Optional.empty()
        : Optional.of(((SdkBuilder<?, ?>) field.constructor().get()).build().getClass());
  }

  private static List<SdkField<?>> fields(Class<?> structure) {
    try {
      Object builder = structure.getMethod("builder").invoke(null);
      return List.copyOf(((SdkPojo) builder).sdkFields());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("Every structure of the SDK has a builder.", impossible);
    }
  }

  /** Enumerations by the members' names in lower case; the SDK also hands them out as text. */
  private static Map<String, List<String>> enumerations(Class<?> structure) {
    Map<String, List<String>> found = new HashMap<>();
    for (Method getter : structure.getMethods()) {
      if (getter.getParameterCount() == 0) {
        enumeration(getter)
            .ifPresent(type -> found.put(getter.getName().toLowerCase(Locale.ROOT), values(type)));
      }
    }
    return found;
  }

  private static Optional<Class<?>> enumeration(Method getter) {
    if (getter.getReturnType().isEnum()) {
      return Optional.of(getter.getReturnType());
    }
    return getter.getGenericReturnType() instanceof ParameterizedType container
            && container.getActualTypeArguments()[0] instanceof Class<?> element
            && element.isEnum()
        ? Optional.of(element)
        : Optional.empty();
  }

  /** All but the SDK's own value for what it does not know, which has no text. */
  private static List<String> values(Class<?> enumeration) {
    return Stream.of(enumeration.getEnumConstants())
        .filter(value -> !((Enum<?>) value).name().equals("UNKNOWN_TO_SDK_VERSION"))
        .map(Object::toString)
        .toList();
  }
}

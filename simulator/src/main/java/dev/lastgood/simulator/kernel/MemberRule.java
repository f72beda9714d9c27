package dev.lastgood.simulator.kernel;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayDeque;
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
 * What is said of one member of a structure, by the API model and here.
 *
 * @param field reads the member
 * @param name the member's name in the model
 * @param required whether it has to be there
 * @param unmodelled whether a request that has it is refused by name
 * @param inPath whether the SDK puts it into the request's address
 * @param known the values that it may have, of a list its elements, of a map its keys; empty where
 *     it is no enumeration
 */
record MemberRule(
    SdkField<?> field,
    String name,
    boolean required,
    boolean unmodelled,
    boolean inPath,
    List<String> known) {
  private static final ClassValue<List<MemberRule>> RULES =
      new ClassValue<>() {
        @Override
        protected List<MemberRule> computeValue(Class<?> structure) {
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
   * The members of a structure that something is said of, or of a part of them.
   *
   * @param structure the SDK's class
   * @return in the model's order
   */
  static List<MemberRule> of(Class<?> structure) {
    return RULES.get(structure);
  }

  private static List<MemberRule> rules(Class<?> structure) {
    Set<String> required = MemberTable.REQUIRED.of(structure);
    Set<String> unmodelled = MemberTable.UNMODELLED.of(structure);
    Map<String, List<String>> enumerations = enumerations(structure);
    return FIELDS.get(structure).stream()
        .map(
            field ->
                new MemberRule(
                    field,
                    field.memberName(),
                    required.contains(field.memberName()),
                    unmodelled.contains(field.memberName()),
                    field.location() == MarshallLocation.PATH
                        || field.location() == MarshallLocation.GREEDY_PATH,
                    enumerations.getOrDefault(
                        field.memberName().toLowerCase(Locale.ROOT), List.of())))
        .filter(rule -> rule.saysSomething() || holdsRules(rule.field()))
        .toList();
  }

  private boolean saysSomething() {
    return required || unmodelled || inPath || !known.isEmpty();
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

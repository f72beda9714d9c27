package dev.lastgood.test.fidelity;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The SDK's classes of requests and answers, as they describe themselves. */
final class Structures {
  private static final ClassValue<List<SdkField<?>>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<SdkField<?>> computeValue(Class<?> structure) {
          return List.copyOf(builder(structure).sdkFields());
        }
      };

  private static final ClassValue<List<Method>> GETTERS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> structure) {
          return Stream.of(structure.getMethods())
              .filter(getter -> getter.getParameterCount() == 0)
              .filter(getter -> enumerations(getter).findAny().isPresent())
              .toList();
        }
      };

  private Structures() {}

  /** A builder of a structure; it takes members by {@link SdkField#set}. */
  static SdkPojo builder(Class<?> structure) {
    try {
      return (SdkPojo) structure.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("Every structure of the SDK has a builder.", impossible);
    }
  }

  static Object built(Object builder) {
    return ((SdkBuilder<?, ?>) builder).build();
  }

  static List<SdkField<?>> fields(Class<?> structure) {
    return FIELDS.get(structure);
  }

  /** Of a list its elements, of a map its values. */
  static Optional<SdkField<?>> element(SdkField<?> field) {
    if (field.containsTrait(ListTrait.class)) {
      return Optional.of(field.getTrait(ListTrait.class).memberFieldInfo());
    }
    return field.containsTrait(MapTrait.class)
        ? Optional.of(field.getTrait(MapTrait.class).valueFieldInfo())
        : Optional.empty();
  }

  /** The structure that a member is or holds. */
  static Optional<Class<?>> structureIn(SdkField<?> field) {
    Optional<SdkField<?>> element = element(field);
    if (element.isPresent()) {
      return structureIn(element.get());
    }
    return field.constructor() == null
        ? Optional.empty()
        : Optional.of(built(field.constructor().get()).getClass());
  }

  /** What the SDK itself says of a member; it does for some services only. */
  static boolean isMarkedRequired(SdkField<?> field) {
    return field.containsTrait(RequiredTrait.class);
  }

  /** The values that a member may have, of a list its elements, of a map its keys. */
  static List<String> known(Class<?> structure, SdkField<?> field) {
    return GETTERS.get(structure).stream()
        .filter(getter -> getter.getName().equalsIgnoreCase(field.memberName()))
        .flatMap(Structures::enumerations)
        .flatMap(enumeration -> Stream.of(enumeration.getEnumConstants()))
        .map(String::valueOf)
        .filter(value -> !value.equals("null"))
        .toList();
  }

  private static Stream<Class<?>> enumerations(Method getter) {
    Stream<Class<?>> types =
        getter.getGenericReturnType() instanceof ParameterizedType container
            ? Stream.of(container.getActualTypeArguments())
                .filter(Class.class::isInstance)
                .map(Class.class::cast)
            : Stream.of(getter.getReturnType());
    return types.filter(Class::isEnum);
  }
}

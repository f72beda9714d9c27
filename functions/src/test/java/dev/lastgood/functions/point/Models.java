package dev.lastgood.functions.point;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** Makes and changes objects of the SDK's model by its own description of them. */
final class Models {
  private Models() {}

  /** Some value of a field's type; another for each number. */
  static Object value(SdkField<?> field, int number) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.STRING) {
      // A text that is a number too, where AWS writes numbers as texts.
      return Integer.toString(number);
    } else if (type == MarshallingType.INTEGER) {
      return number;
    } else if (type == MarshallingType.LONG) {
      return (long) number;
    } else if (type == MarshallingType.DOUBLE) {
      return number + 0.5;
    } else if (type == MarshallingType.FLOAT) {
      return number + 0.5f;
    } else if (type == MarshallingType.BOOLEAN) {
      return number % 2 == 1;
    } else if (type == MarshallingType.INSTANT) {
      return Instant.EPOCH.plusSeconds(number);
    } else if (type == MarshallingType.SDK_BYTES) {
      return SdkBytes.fromUtf8String("" + number);
    } else if (type == MarshallingType.LIST) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      return List.of(value(member, number), value(member, number + 1));
    } else if (type == MarshallingType.MAP) {
      return Map.of("k", value(field.getTrait(MapTrait.class).valueFieldInfo(), number));
    } else if (type == MarshallingType.SDK_POJO) {
      return filled(field.constructor().get(), number);
    }
    throw new AssertionError("No value is known for " + field.memberName() + " of " + type);
  }

  /** Two objects, every field of which is set, and to another value in each. */
  @SuppressWarnings("unchecked")
  static <T> List<T> two(SdkPojo one, SdkPojo other) {
    return List.of((T) filled(one, 1), (T) filled(other, 2));
  }

  private static Object filled(SdkPojo builder, int number) {
    for (SdkField<?> field : builder.sdkFields()) {
      field.set(builder, value(field, number));
    }
    return ((Buildable) builder).build();
  }

  /** A copy with one field set to another value than it has. */
  static <T extends SdkPojo> T changed(T model, SdkField<?> field) {
    Object before = field.getValueOrDefault(model);
    Object first = value(field, 41);
    return with(model, field, first.equals(before) ? value(field, 42) : first);
  }

  @SuppressWarnings("unchecked")
  static <T extends SdkPojo> T with(T model, SdkField<?> field, Object value) {
    Buildable builder = (Buildable) ((ToCopyableBuilder<?, ?>) model).toBuilder();
    field.set(builder, value);
    return (T) builder.build();
  }

  /** Every list in it the other way round, save those whose order means something. */
  static <T extends SdkPojo> T reversed(T model, Set<String> ordered) {
    T copy = model;
    for (SdkField<?> field : model.sdkFields()) {
      Object value = field.getValueOrDefault(model);
      if (value != null) {
        copy = with(copy, field, reversed(value, ordered, ordered.contains(field.memberName())));
      }
    }
    return copy;
  }

  private static Object reversed(Object value, Set<String> ordered, boolean keep) {
    return switch (value) {
      case SdkPojo pojo -> reversed(pojo, ordered);
      case List<?> list -> {
        List<Object> all = new ArrayList<>();
        list.forEach(element -> all.add(reversed(element, ordered, keep)));
        yield keep ? all : all.reversed();
      }
      case Map<?, ?> map -> {
        Map<Object, Object> all = new TreeMap<>();
        map.forEach((key, element) -> all.put(key, reversed(element, ordered, keep)));
        yield all;
      }
      default -> value;
    };
  }
}

package dev.lastgood.functions.point;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * The SDK's model classes as JSON values, by the names of the API. Walks the SDK's own description
 * of each class, so that a field that a newer SDK adds is in it without a change here.
 */
final class SdkJson {
  private SdkJson() {}

  /**
   * A model object as a map in the order of its keys; members that are not set are left out.
   *
   * @param value the model object
   * @return maps, lists, strings, numbers and booleans
   */
  static Map<String, Object> of(SdkPojo value) {
    Map<String, Object> fields = new TreeMap<>();
    for (SdkField<?> field : value.sdkFields()) {
      Object member = field.getValueOrDefault(value);
      if (member != null
          && !(member instanceof SdkAutoConstructList)
          && !(member instanceof SdkAutoConstructMap)) {
        fields.put(field.memberName(), json(member));
      }
    }
    return fields;
  }

  private static Object json(Object member) {
    return switch (member) {
      case SdkPojo pojo -> of(pojo);
      case List<?> list -> {
        List<Object> values = new ArrayList<>(list.size());
        list.forEach(element -> values.add(json(element)));
        yield values;
      }
      case Map<?, ?> map -> {
        Map<String, Object> values = new TreeMap<>();
        map.forEach((key, element) -> values.put(key.toString(), json(element)));
        yield values;
      }
      case Number number -> number;
      case Boolean flag -> flag;
      default -> member.toString();
    };
  }
}

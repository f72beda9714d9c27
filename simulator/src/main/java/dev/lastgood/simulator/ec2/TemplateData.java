package dev.lastgood.simulator.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructList;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Turns the launch template data of a request into that of an answer. EC2 models the two as
 * different types whose members have the same names, at every depth; they are matched by name, so
 * that no setting is lost.
 */
final class TemplateData {
  private TemplateData() {}

  /** What a version created from another one holds: the new data over the source's, per member. */
  static ResponseLaunchTemplateData over(
      ResponseLaunchTemplateData source, RequestLaunchTemplateData data) {
    ResponseLaunchTemplateData.Builder builder = source.toBuilder();
    copyInto(builder, data);
    return builder.build();
  }

  private static void copyInto(SdkPojo builder, SdkPojo source) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (SdkField<?> field : source.sdkFields()) {
      Object value = field.getValueOrDefault(source);
      // A list that nobody set must not overwrite what the source version says.
      if (value != null && !(value instanceof DefaultSdkAutoConstructList<?>)) {
        values.put(field.memberName(), value);
      }
    }
    for (SdkField<?> field : builder.sdkFields()) {
      Object value = values.get(field.memberName());
      if (value != null) {
        field.set(builder, converted(field, value));
      }
    }
  }

  private static Object converted(SdkField<?> target, Object value) {
    if (value instanceof SdkPojo nested) {
      SdkPojo builder = target.constructor().get();
      copyInto(builder, nested);
      return ((Buildable) builder).build();
    }
    if (value instanceof List<?> list) {
      SdkField<?> member = target.getTrait(ListTrait.class).memberFieldInfo();
      List<Object> items = new ArrayList<>(list.size());
      for (Object item : list) {
        items.add(converted(member, item));
      }
      return items;
    }
    return value;
  }
}

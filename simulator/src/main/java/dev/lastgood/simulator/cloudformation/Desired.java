package dev.lastgood.simulator.cloudformation;

import java.util.Map;

/**
 * What a resource is to become.
 *
 * @param stack the stack that it belongs to
 * @param definition how the template declares it
 * @param properties the properties with every function resolved
 * @param tags the tags that the stack hands on to its resources, CloudFormation's own included
 * @param rollingBack whether an operation is being undone
 */
record Desired(
    LiveStack stack,
    TemplateResource definition,
    Map<String, Object> properties,
    Map<String, String> tags,
    boolean rollingBack) {
  String logicalId() {
    return definition.logicalId();
  }
}

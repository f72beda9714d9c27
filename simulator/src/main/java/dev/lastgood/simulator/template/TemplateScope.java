package dev.lastgood.simulator.template;

/**
 * What the names in a template stand for while its intrinsic functions are resolved: the stack
 * knows.
 */
public interface TemplateScope {
  /**
   * A pseudo parameter; see "Pseudo parameters reference" in the AWS CloudFormation User Guide.
   * {@code AWS::NoValue} is not asked for.
   *
   * @param place for messages
   * @param name such as {@code AWS::Region}
   * @return its value
   * @throws UnresolvableTemplateException where there is none of that name
   */
  Object pseudo(String place, String name);

  /**
   * A parameter of the template.
   *
   * @param place for messages
   * @param name the parameter's name
   * @return its value
   * @throws UnresolvableTemplateException where it has none
   */
  Object parameter(String place, String name);

  /**
   * What {@code Ref} gives of a resource of the template.
   *
   * @param place for messages
   * @param logicalId the resource
   * @return its value
   * @throws UnresolvableTemplateException where that is not known
   */
  Object ref(String place, String logicalId);

  /**
   * What {@code Fn::GetAtt} gives of a resource of the template.
   *
   * @param place for messages
   * @param logicalId the resource
   * @param attribute the attribute
   * @return its value
   * @throws UnresolvableTemplateException where it has no such attribute
   */
  Object attribute(String place, String logicalId, String attribute);

  /**
   * What another stack exports.
   *
   * @param place for messages
   * @param name the export's name
   * @return its value
   * @throws UnresolvableTemplateException where no stack exports it
   */
  Object imported(String place, String name);
}

package dev.lastgood.simulator.template;

/** A template says something that CloudFormation would refuse, or that is not modelled here. */
public final class UnresolvableTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Refuses a place in a template.
   *
   * @param place the stack, the logical id and the property
   * @param reason what is wrong there
   */
  public UnresolvableTemplateException(String place, String reason) {
    super(place + ": " + reason);
  }
}

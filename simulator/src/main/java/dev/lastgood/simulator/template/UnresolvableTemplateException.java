package dev.lastgood.simulator.template;

/** A template says something that CloudFormation would refuse, or that is not modelled here. */
public final class UnresolvableTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * Refuses a place in a template.
   *
   * @param place the stack, the logical id and the property
   * @param reason what is wrong there
   */
  public UnresolvableTemplateException(String place, String reason) {
    super(place + ": " + reason);
    this.reason = reason;
  }

  /**
   * What is wrong, without the place.
   *
   * @return as it was given
   */
  public String reason() {
    return reason;
  }
}

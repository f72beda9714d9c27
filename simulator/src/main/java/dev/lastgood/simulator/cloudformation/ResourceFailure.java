package dev.lastgood.simulator.cloudformation;

/** A resource could not be created, changed or deleted; the message is its status reason. */
final class ResourceFailure extends Exception {
  private static final long serialVersionUID = 1L;

  ResourceFailure(String reason) {
    super(reason);
  }

  static ResourceFailure notFound(String type, String physicalId) {
    return new ResourceFailure(
        "Resource handler returned message: \"Resource of type '"
            + type
            + "' with identifier '"
            + physicalId
            + "' was not found.\" (HandlerErrorCode: NotFound)");
  }
}

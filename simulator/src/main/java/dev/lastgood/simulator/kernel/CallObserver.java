package dev.lastgood.simulator.kernel;

/** Watches every call that reaches a simulated service: what invariants are checked from. */
public interface CallObserver {
  /**
   * Before the call takes effect.
   *
   * @param call the call
   */
  default void before(Call call) {}

  /**
   * After it took effect.
   *
   * @param call the call
   * @param response the SDK's response object
   */
  default void succeeded(Call call, Object response) {}

  /**
   * After it was refused or failed; whether it took effect is known to the service alone.
   *
   * @param call the call
   * @param failure what the caller sees, unless the SDK retries
   */
  default void failed(Call call, RuntimeException failure) {}
}

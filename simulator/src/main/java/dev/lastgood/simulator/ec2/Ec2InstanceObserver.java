package dev.lastgood.simulator.ec2;

/** Told what happens to an instance by the service that ordered it. */
public interface Ec2InstanceObserver {
  /**
   * It has become {@code running}; its operating system is still starting.
   *
   * @param instance the instance
   */
  void running(Ec2Instance instance);

  /**
   * Its status checks fail, or it left {@code running} without the observer's order.
   *
   * @param instance the instance
   */
  void impaired(Ec2Instance instance);

  /**
   * It has become {@code terminated}.
   *
   * @param instance the instance
   */
  void terminated(Ec2Instance instance);
}

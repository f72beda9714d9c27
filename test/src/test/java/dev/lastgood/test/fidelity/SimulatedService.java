package dev.lastgood.test.fidelity;

import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.ModelledOperation;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import dev.lastgood.test.Built;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkClient;

/**
 * A service of a simulated world that has a client.
 *
 * @param type the SDK's client interface
 * @param client the simulated client
 * @param operations what it models
 */
record SimulatedService(
    Class<? extends SdkClient> type, Object client, List<ModelledOperation> operations) {
  /** An empty world in which nothing fails by itself. */
  static SimulatedWorld world() {
    return world(FaultSettings.NONE);
  }

  static SimulatedWorld world(FaultSettings faults) {
    return new SimulatedWorld(new WorldSettings(Built.PRODUCTION.configuration(), 1, faults, 1));
  }

  /** Every service of a world whose model has a method {@code client()}. */
  static List<SimulatedService> of(SimulatedWorld world) {
    return Stream.of(SimulatedWorld.class.getMethods())
        .filter(getter -> getter.getParameterCount() == 0)
        .flatMap(
            getter ->
                Stream.of(getter.getReturnType().getMethods())
                    .filter(SimulatedService::givesClient)
                    .map(client -> of(invoke(client, invoke(getter, world)), client)))
        .sorted(Comparator.comparing(SimulatedService::name))
        .toList();
  }

  private static boolean givesClient(Method method) {
    return method.getName().equals("client")
        && !Modifier.isStatic(method.getModifiers())
        && SdkClient.class.isAssignableFrom(method.getReturnType());
  }

  private static SimulatedService of(Object client, Method getter) {
    return new SimulatedService(
        getter.getReturnType().asSubclass(SdkClient.class), client, ModelledOperation.of(client));
  }

  private static Object invoke(Method method, Object target) {
    try {
      return method.invoke(target);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The service as people say it. */
  String name() {
    return operations.getFirst().service();
  }

  /** The package of its client in the SDK, such as {@code autoscaling}. */
  String sdkPackage() {
    String name = type.getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The package of the simulator that models it. */
  String simulatorPackage() {
    return sdkPackage()
        .replace("elasticloadbalancingv2", "loadbalancing")
        .replace("sfn", "stepfunctions");
  }
}

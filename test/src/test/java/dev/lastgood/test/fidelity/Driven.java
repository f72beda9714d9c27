package dev.lastgood.test.fidelity;

import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.StrandResult;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;

/** An empty world whose operations are called by reflection, as a function would call them. */
final class Driven {
  private static final Duration REAL_LIMIT = Duration.ofMinutes(2);
  private static final Duration VIRTUAL_LIMIT = Duration.ofDays(3650);

  private final SimulatedWorld world;
  private final List<SimulatedService> services;

  private Driven(SimulatedWorld world) {
    this.world = world;
    this.services = SimulatedService.of(world);
  }

  /**
   * Runs a body as a strand of a world.
   *
   * @param observer watches its calls
   * @param body what calls
   * @return what the body returns
   */
  static <T> T run(CallObserver observer, Function<Driven, T> body) throws Exception {
    SimulatedWorld world = SimulatedService.world();
    world.watchCalls(observer);
    Driven driven = new Driven(world);
    List<StrandResult<T>> results = new ArrayList<>();
    VirtualTime.onVirtualThread(
        REAL_LIMIT,
        () -> {
          world.time().start("driven", driven, () -> body.apply(driven), results::add);
          world.time().run(WorldSettings.START.plus(VIRTUAL_LIMIT), () -> !results.isEmpty());
          world.time().endStrands();
          return results;
        });
    return switch (results.getFirst()) {
      case StrandResult.Returned<T>(T value) -> value;
      case StrandResult.Threw<T>(Throwable thrown) -> throw new AssertionError(thrown);
      case StrandResult.Ended<T>(String why) -> throw new AssertionError(why);
    };
  }

  List<SimulatedService> services() {
    return services;
  }

  /**
   * Calls an operation an hour after the one before, so that no throttle is in the way.
   *
   * @return what it throws; empty where it answers
   */
  Optional<RuntimeException> call(SimulatedService service, Method operation, SdkRequest request) {
    world.time().sleep(Duration.ofHours(1));
    try {
      operation.invoke(service.client(), RealClient.arguments(operation, request));
      return Optional.empty();
    } catch (InvocationTargetException thrown) {
      return Optional.of((RuntimeException) thrown.getCause());
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException("The SDK's interfaces are public.", impossible);
    }
  }
}

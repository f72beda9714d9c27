package dev.lastgood.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/**
 * CloudFormation, asked no faster than it answers. Its throttles are not published; these rates
 * leave room for the account's pipelines, which share them.
 */
final class PacedCloudFormation {
  private static final int READS_AT_ONCE = 5;
  private static final double READS_PER_SECOND = 4;
  private static final int STARTS_AT_ONCE = 5;
  private static final double STARTS_PER_SECOND = 1.5;

  private final CloudFormationClient client;
  private final Pace reads;
  private final Pace starts;

  private PacedCloudFormation(
      CloudFormationClient client, InstantSource clock, Consumer<Duration> pause) {
    this.client = client;
    this.reads = new Pace(clock, pause, READS_AT_ONCE, READS_PER_SECOND);
    this.starts = new Pace(clock, pause, STARTS_AT_ONCE, STARTS_PER_SECOND);
  }

  /**
   * A client that waits before its calls.
   *
   * @param client makes them
   * @param clock the clock that the waits take place on
   * @param pause lets time pass
   */
  static CloudFormationClient of(
      CloudFormationClient client, InstantSource clock, Consumer<Duration> pause) {
    PacedCloudFormation paced = new PacedCloudFormation(client, clock, pause);
    return (CloudFormationClient)
        Proxy.newProxyInstance(
            CloudFormationClient.class.getClassLoader(),
            new Class<?>[] {CloudFormationClient.class},
            (_, method, arguments) -> paced.call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    if (name.startsWith("describe") || name.startsWith("list")) {
      reads.take();
    } else if (name.startsWith("detect")) {
      starts.take();
    }
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}

package dev.lastgood.asl;

import java.time.Duration;
import java.util.List;

/** Distributed Maps for tests; ' stands for ". */
final class DistributedMaps {

  /** A child that gives back its input. */
  static final String PASS = "'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}";

  /** A child that calls the function with its input. */
  static final String TASK =
      "'StartAt':'I','States':{'I':{'Type':'Task','Resource':'" + World.FUNCTION + "','End':true}}";

  private DistributedMaps() {}

  /** The state {@code Map} with the label {@code L}. */
  static String of(String processor, String more) {
    return of("STANDARD", processor, more);
  }

  static String of(String executionType, String processor, String more) {
    return "{'Type':'Map','Label':'L','End':true,'ItemProcessor':{'ProcessorConfig':{"
        + "'Mode':'DISTRIBUTED','ExecutionType':'"
        + executionType
        + "'},"
        + processor
        + "}"
        + more
        + "}";
  }

  /** An ItemReader of one object. */
  static String reader(String key, String config) {
    return ",'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','Arguments':{'Bucket':'"
        + MemoryObjects.BUCKET
        + "','Key':'"
        + key
        + "'},'ReaderConfig':{"
        + config
        + "}}";
  }

  /** A ResultWriter to the folder {@code out}. */
  static String writer(String config) {
    return ",'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject','Arguments':{'Bucket':'"
        + MemoryObjects.BUCKET
        + "','Prefix':'out'}"
        + (config.isEmpty() ? "" : ",'WriterConfig':{" + config + "}")
        + "}";
  }

  /** Fails the children whose input is listed, after a second for each unit of the input. */
  static TaskHandler failingFor(World world, List<Integer> inputs) {
    return (request, completion) -> {
      int input = (Integer) request.arguments();
      return world.scheduler.after(
          Duration.ofSeconds(input),
          () -> {
            if (inputs.contains(input)) {
              completion.fail("E" + input, "c");
            } else {
              completion.succeed(input * 10);
            }
          });
    };
  }

  static String mapRunArn(World world) {
    return (String) world.event(HistoryEventType.MAP_RUN_STARTED).details().get("mapRunArn");
  }

  static List<ExecutionDescription> children(World world) {
    return world.host.executions(mapRunArn(world));
  }
}

package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A Distributed Map writes its results to objects")
final class ResultWriterTest {

  private final MemoryObjects objects = new MemoryObjects();
  private final World world = new World(1, builder -> builder.objects(objects));

  private String folder() {
    String arn = DistributedMaps.mapRunArn(world);
    return "out/" + arn.substring(arn.lastIndexOf(':') + 1) + "/";
  }

  private Object json(String name) throws JsonProcessingException {
    return Json.read(objects.text(folder() + name));
  }

  @Test
  void theStateTellsWhereTheManifestIsAndItWhereTheResultsAre() throws JsonProcessingException {
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(DistributedMaps.PASS, DistributedMaps.writer("")),
            List.of("a", "b"));
    assertEquals(
        map(
            "MapRunArn",
            DistributedMaps.mapRunArn(world),
            "ResultWriterDetails",
            map("Bucket", "data", "Key", folder() + "manifest.json")),
        end.output());
    String key = folder() + "SUCCEEDED_0.json";
    assertEquals(
        map(
            "DestinationBucket",
            "data",
            "MapRunArn",
            DistributedMaps.mapRunArn(world),
            "ResultFiles",
            map(
                "FAILED",
                List.of(),
                "PENDING",
                List.of(),
                "SUCCEEDED",
                List.of(map("Key", key, "Size", objects.contents.get(key).length)))),
        json("manifest.json"));
    assertEquals(2, objects.contents.size());
  }

  @Test
  void withoutTransformationAResultIsTheWholeExecution() throws JsonProcessingException {
    world.runState(
        DistributedMaps.of(DistributedMaps.PASS, DistributedMaps.writer("")), List.of("a"));
    ExecutionDescription child = DistributedMaps.children(world).getFirst();
    assertEquals(
        List.of(
            map(
                "ExecutionArn", child.executionArn(),
                "Input", "\"a\"",
                "InputDetails", map("Included", true),
                "Name", child.name(),
                "Output", "\"a\"",
                "OutputDetails", map("Included", true),
                "RedriveCount", 0,
                "RedriveStatus", "NOT_REDRIVABLE",
                "RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven",
                "StartDate", "2026-03-01T12:00:00.000Z",
                "StateMachineArn", child.stateMachineArn(),
                "Status", "SUCCEEDED",
                "StopDate", "2026-03-01T12:00:00.000Z")),
        json("SUCCEEDED_0.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'Transformation':'COMPACT'|SUCCEEDED_0.json|[[1,2],3]",
        "'Transformation':'FLATTEN'|SUCCEEDED_0.json|[1,2,3]",
        "'Transformation':'COMPACT','OutputType':'JSONL'|SUCCEEDED_0.jsonl|[1,2]/3",
        "'Transformation':'FLATTEN','OutputType':'JSONL'|SUCCEEDED_0.jsonl|1/2/3"
      })
  void aTransformationKeepsOutputsAlone(String config, String file, String text) {
    world.runState(
        DistributedMaps.of(DistributedMaps.PASS, DistributedMaps.writer(config)),
        List.of(List.of(1, 2), 3));
    assertEquals(text.replace('/', '\n'), objects.text(folder() + file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'Transformation':'FLATTEN'|[1,2,3]",
        "'Transformation':'COMPACT'|[[1,2],3]",
        "'OutputType':'JSONL'|\"[1,2]\\n3\""
      })
  void withAConfigurationAloneTheResultsAreTheStates(String config, String output) {
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(
                DistributedMaps.PASS, ",'ResultWriter':{'WriterConfig':{" + config + "}}"),
            List.of(List.of(1, 2), 3));
    assertEquals(output, Json.write(end.output()));
    assertTrue(objects.contents.isEmpty());
  }

  @Test
  void whatFailedAndWhatNeverStartedHaveFilesOfTheirOwn() throws JsonProcessingException {
    world.handle(DistributedMaps.failingFor(world, List.of(2)));
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(
                DistributedMaps.TASK,
                ",'MaxConcurrency':1" + DistributedMaps.writer("'Transformation':'COMPACT'")),
            List.of(1, 2, 3));
    assertEquals(Optional.of("States.ExceedToleratedFailureThreshold"), end.error());
    assertEquals(List.of(10), json("SUCCEEDED_0.json"));
    Map<?, ?> failed = (Map<?, ?>) ((List<?>) json("FAILED_0.json")).getFirst();
    assertEquals("E2", failed.get("Error"));
    assertEquals("c", failed.get("Cause"));
    assertEquals("FAILED", failed.get("Status"));
    assertFalse(failed.containsKey("Output"));
    assertEquals(
        List.of(map("Input", "3", "InputDetails", map("Included", true), "Status", "PENDING")),
        json("PENDING_0.json"));
  }

  @Test
  void filesMayBeLargerThanAPayload() {
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(
                "'StartAt':'I','States':{'I':{'Type':'Pass','Output':"
                    + "'{% $join([1..20000].$string(12345)) %}','End':true}}",
                DistributedMaps.writer("")),
            List.of(1, 2, 3));
    assertEquals(ExecutionStatus.SUCCEEDED, end.status());
    assertTrue(objects.contents.get(folder() + "SUCCEEDED_0.json").length > 300_000);
  }

  @Test
  void whatCannotBeWrittenFailsTheStateByName() {
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(
                DistributedMaps.PASS,
                DistributedMaps.writer("").replace("'Bucket':'data'", "'Bucket':'gone'")),
            List.of("a"));
    assertEquals(Optional.of("States.ResultWriterFailed"), end.error());
    assertEquals(Optional.of("no bucket gone"), end.cause());
    assertEquals(ExecutionStatus.SUCCEEDED, DistributedMaps.children(world).getFirst().status());
  }
}

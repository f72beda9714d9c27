package dev.lastgood.asl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A Distributed Map is checked when its definition is loaded")
final class DistributedMapLoadTest {

  private static Arguments fault(String map, String pointer, String message) {
    return Arguments.of(map, "/States/Only" + pointer, message);
  }

  private static String map(String more) {
    return DistributedMaps.of(DistributedMaps.PASS, more);
  }

  private static String reader(String config) {
    return map(DistributedMaps.reader("k", config));
  }

  private static String express(String states) {
    return DistributedMaps.of("EXPRESS", "'StartAt':'I','States':{" + states + "}", "");
  }

  static Stream<Arguments> faults() {
    String config = "/ItemReader/ReaderConfig";
    return Stream.of(
        fault(
            map("").replace(",'ExecutionType':'STANDARD'", ""),
            "/ItemProcessor/ProcessorConfig",
            "'ExecutionType' is missing"),
        fault(
            map("").replace("STANDARD", "FAST"),
            "/ItemProcessor/ProcessorConfig/ExecutionType",
            "must be STANDARD or EXPRESS"),
        fault(map("").replace("'Label':'L'", "'Label':'a b'"), "/Label", "1 to 40 characters"),
        fault(
            map("").replace("'Label':'L'", "'Label':'" + "l".repeat(41) + "'"),
            "/Label",
            "1 to 40 characters"),
        fault(
            map(",'Items':[1]" + DistributedMaps.reader("k", "'InputType':'JSON'")),
            "",
            "'Items' and 'ItemReader' exclude each other"),
        fault(reader("'InputType':'PARQUET'"), config + "/InputType", "PARQUET cannot be read"),
        fault(reader("'InputType':'MANIFEST'"), config + "/InputType", "MANIFEST cannot be read"),
        fault(reader("'InputType':'XML'"), config + "/InputType", "must be CSV, JSON or JSONL"),
        fault(reader(""), config, "'InputType' is missing"),
        fault(reader("'InputType':'CSV'"), config, "'CSVHeaderLocation' is missing"),
        fault(
            reader("'InputType':'CSV','CSVHeaderLocation':'GIVEN'"),
            config,
            "'CSVHeaders' is missing"),
        fault(
            reader("'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW','CSVHeaders':['a']"),
            config,
            "'CSVHeaders' needs"),
        fault(
            reader("'InputType':'CSV','CSVHeaderLocation':'GIVEN','CSVHeaders':['a',1]"),
            config + "/CSVHeaders/1",
            "must be a string"),
        fault(
            reader("'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW','CSVDelimiter':','"),
            config + "/CSVDelimiter",
            "must be COMMA or PIPE"),
        fault(
            reader("'InputType':'JSON','ItemsPointer':'a'"),
            config + "/ItemsPointer",
            "must be a JSON pointer"),
        fault(
            reader("'InputType':'JSON','CSVDelimiter':'TAB'"),
            config + "/CSVDelimiter",
            "not a field of 'ReaderConfig'"),
        fault(
            reader("'InputType':'JSON','MaxItems':-1"),
            config + "/MaxItems",
            "integer from 0 to 100000000"),
        fault(
            reader("'InputType':'JSON'").replace("s3:getObject", "s3:headObject"),
            "/ItemReader/Resource",
            "must be arn:aws:states:::s3:getObject or"),
        fault(
            map(",'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2'}"),
            "/ItemReader",
            "'Arguments' is missing"),
        fault(
            map(",'ItemBatcher':{'BatchInput':1}"),
            "/ItemBatcher",
            "'MaxItemsPerBatch' or 'MaxInputBytesPerBatch' is missing"),
        fault(
            map(",'ItemBatcher':{'MaxInputBytesPerBatch':262145}"),
            "/ItemBatcher/MaxInputBytesPerBatch",
            "integer from 1 to 262144"),
        fault(map(",'ResultWriter':{}"), "/ResultWriter", "are missing"),
        fault(
            map(",'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject'}"),
            "/ResultWriter",
            "'Arguments' is missing"),
        fault(
            map(DistributedMaps.writer("'Transformation':'ZIP'")),
            "/ResultWriter/WriterConfig/Transformation",
            "must be NONE or COMPACT or FLATTEN"),
        fault(
            map(DistributedMaps.writer("'OutputType':'CSV'")),
            "/ResultWriter/WriterConfig/OutputType",
            "must be JSON or JSONL"),
        fault(
            express(
                "'I':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage"
                    + ".waitForTaskToken','End':true}"),
            "/ItemProcessor",
            "waits for a job or a callback"),
        fault(
            express("'I':" + map("").replace("'I'", "'J'")),
            "/ItemProcessor",
            "cannot run in an EXPRESS execution"));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("faults")
  void aFaultIsReportedAtItsPlace(String map, String pointer, String message) {
    String definition = World.machineOf("'Only': " + map);
    List<DefinitionFault> faults =
        assertThrows(InvalidDefinitionException.class, () -> StateMachine.load(definition))
            .faults();
    assertEquals(1, faults.size(), faults::toString);
    assertEquals(pointer, faults.getFirst().pointer());
    assertTrue(faults.getFirst().message().contains(message), faults.getFirst()::message);
  }

  @Test
  void withoutALabelItIsMadeOfTheStatesNameAndAlwaysTheSame() {
    World world = new World();
    World again = new World();
    for (World each : List.of(world, again)) {
      each.runState(map("").replace("'Label':'L',", ""), List.of(1));
    }
    assertTrue(
        DistributedMaps.mapRunArn(world).matches(".*:mapRun:Machine/[0-9a-f-]{36}:[0-9a-f-]{36}"));
    assertEquals(DistributedMaps.mapRunArn(world), DistributedMaps.mapRunArn(again));
  }
}

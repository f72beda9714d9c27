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

@DisplayName("A definition is checked when it is loaded")
final class StateMachineLoadTest {

  private static List<DefinitionFault> faultsOf(String definition) {
    return assertThrows(
            InvalidDefinitionException.class,
            () -> StateMachine.load(definition.replace('\'', '"')))
        .faults();
  }

  private static String task(String more) {
    return "{'QueryLanguage':'JSONata','StartAt':'A','States':{'A':{'Type':'Task','Resource':'"
        + World.FUNCTION
        + "','End':true"
        + more
        + "}}}";
  }

  private static String state(String fields) {
    return "{'QueryLanguage':'JSONata','StartAt':'A','States':{'A':{" + fields + "}}}";
  }

  private static String map(String processorFields, String mapFields) {
    return state(
        "'Type':'Map','End':true"
            + mapFields
            + ",'ItemProcessor':{"
            + processorFields
            + "'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}}");
  }

  static Stream<Arguments> definitionsWithOneFault() {
    return Stream.of(
        fault(
            "{'QueryLanguage':'JSONata','StartAt':'A','StartAt':'B','States':{}}", "", "not JSON"),
        fault("[]", "", "must be a JSON object"),
        fault(state("'Type':'Pass'"), "/States/A", "'Next' or 'End' is missing"),
        fault(state("'Type':'Pass','End':false"), "/States/A/End", "must be true"),
        fault(state("'Type':'Pass','End':true,'Next':'A'"), "/States/A", "exclude each other"),
        fault(state("'Type':'Pass','End':'yes'"), "/States/A/End", "must be true or false"),
        fault(state("'Type':'Poss','End':true"), "/States/A/Type", "no such type of state: Poss"),
        fault(state("'End':true"), "/States/A", "'Type' is missing"),
        fault(
            state("'Type':'Pass','End':true,'Colour':1"),
            "/States/A/Colour",
            "'Colour' is not a field of a Pass state"),
        fault(state("'Type':'Succeed','End':true"), "/States/A/End", "not a field of a Succeed"),
        fault(
            state("'Type':'Succeed','Assign':{'a':1}"),
            "/States/A/Assign",
            "not a field of a Succeed"),
        fault(state("'Type':'Fail','Error':5"), "/States/A/Error", "must be a string"),
        fault(
            state("'Type':'Pass','End':true,'Output':{'a':[1,'{% $states. %}']}"),
            "/States/A/Output/a/1",
            "not a JSONata expression"),
        fault(
            state("'Type':'Pass','End':true,'Output':'{% 1'"),
            "/States/A/Output",
            "must open with"),
        fault(
            state("'Type':'Pass','End':true,'Assign':{'states':1}"),
            "/States/A/Assign/states",
            "reserved"),
        fault(
            state("'Type':'Pass','End':true,'Assign':{'a b':1}"),
            "/States/A/Assign/a b",
            "identifier"),
        fault(state("'Type':'Wait','End':true"), "/States/A", "either 'Seconds' or 'Timestamp'"),
        fault(
            state("'Type':'Wait','End':true,'Seconds':-1"),
            "/States/A/Seconds",
            "an integer from 0"),
        fault(
            state("'Type':'Wait','End':true,'Timestamp':'2026-01-01'"),
            "/States/A/Timestamp",
            "ISO 8601"),
        fault(task(",'TimeoutSeconds':0"), "/States/A/TimeoutSeconds", "an integer from 1"),
        fault(task(",'TimeoutSeconds':'ten'"), "/States/A/TimeoutSeconds", "an integer from 1"),
        fault(
            task(",'TimeoutSeconds':10,'HeartbeatSeconds':10"),
            "/States/A/HeartbeatSeconds",
            "less than 'TimeoutSeconds'"),
        fault(
            state("'Type':'Task','End':true,'Resource':'arn:aws:states:eu-west-1:1:activity:a'"),
            "/States/A/Resource",
            "without activities"),
        fault(state("'Type':'Task','End':true"), "/States/A", "'Resource' is missing"),
        fault(task(",'Credentials':{}"), "/States/A/Credentials", "'RoleArn' is missing"),
        fault(task(",'Retry':[{}]"), "/States/A/Retry/0", "'ErrorEquals' is missing"),
        fault(
            task(",'Retry':[{'ErrorEquals':[]}]"), "/States/A/Retry/0/ErrorEquals", "at least one"),
        fault(
            task(",'Retry':[{'ErrorEquals':['States.ALL','B']}]"),
            "/States/A/Retry/0/ErrorEquals",
            "must stand alone"),
        fault(
            task(",'Retry':[{'ErrorEquals':['States.ALL']},{'ErrorEquals':['B']}]"),
            "/States/A/Retry/0/ErrorEquals",
            "must be in the last entry"),
        fault(
            task(",'Retry':[{'ErrorEquals':['B'],'BackoffRate':0.5}]"),
            "/States/A/Retry/0/BackoffRate",
            "at least 1"),
        fault(
            task(",'Retry':[{'ErrorEquals':['B'],'MaxAttempts':-1}]"),
            "/States/A/Retry/0/MaxAttempts",
            "an integer from 0"),
        fault(
            task(",'Retry':[{'ErrorEquals':['B'],'IntervalSeconds':5,'MaxDelaySeconds':5}]"),
            "/States/A/Retry/0/MaxDelaySeconds",
            "greater than 'IntervalSeconds'"),
        fault(
            task(",'Retry':[{'ErrorEquals':['B'],'JitterStrategy':'SOME'}]"),
            "/States/A/Retry/0/JitterStrategy",
            "FULL or NONE"),
        fault(task(",'Catch':[{'ErrorEquals':['B']}]"), "/States/A/Catch/0", "'Next' is missing"),
        fault(
            task(",'Catch':[{'ErrorEquals':['B'],'Next':'Gone'}]"),
            "/States/A/Catch/0/Next",
            "no state is named 'Gone'"),
        fault(task(",'Retry':{}"), "/States/A/Retry", "must be an array"),
        fault(state("'Type':'Choice','Choices':[]"), "/States/A/Choices", "must not be empty"),
        fault(
            "{'QueryLanguage':'JSONata','StartAt':'A','States':{'A':{'Type':'Choice','Choices':["
                + "{'Condition':'yes','Next':'B'}]},'B':{'Type':'Succeed'}}}",
            "/States/A/Choices/0/Condition",
            "must be an expression"),
        fault(
            state("'Type':'Parallel','End':true,'Branches':[]"),
            "/States/A/Branches",
            "must not be empty"),
        fault(state("'Type':'Map','End':true"), "/States/A", "'ItemProcessor' is missing"),
        fault(
            map("'ProcessorConfig':{'Mode':'SCATTERED'},", ""),
            "/States/A/ItemProcessor/ProcessorConfig/Mode",
            "must be INLINE or DISTRIBUTED"),
        fault(
            map("", ",'ItemReader':{'Resource':'arn:aws:states:::s3:getObject'}"),
            "/States/A/ItemReader",
            "needs a Distributed Map"),
        fault(map("", ",'Items':'all'"), "/States/A/Items", "must be an array"),
        fault(
            map("", ",'ToleratedFailurePercentage':101"),
            "/States/A/ToleratedFailurePercentage",
            "at most 100"),
        fault(
            "{'QueryLanguage':'JSONata','States':{'A':{'Type':'Succeed'}}}",
            "",
            "'StartAt' is missing"),
        fault("{'QueryLanguage':'JSONata','StartAt':'A'}", "", "'States' is missing"),
        fault(
            "{'QueryLanguage':'JSONata','StartAt':'B','States':{'A':{'Type':'Succeed'}}}",
            "/StartAt",
            "no state is named 'B'"),
        fault(state("'Type':'Pass','Next':'a/b~c'"), "/States/A/Next", "no state is named 'a/b~c'"),
        fault(
            "{'QueryLanguage':'JSONata','StartAt':'A','States':{'A':{'Type':'Succeed'},"
                + "'x/y~z':{'Type':'Succeed'}}}",
            "/States/x~1y~0z",
            "no way leads to the state 'x/y~z'"),
        fault(
            "{'QueryLanguage':'JSONata','StartAt':'A','States':{'A':{'Type':'Pass','Next':'B'},"
                + "'B':{'Type':'Pass','Next':'A'}}}",
            "/States",
            "no state reachable from 'A' ends the block"),
        fault(
            map("", "").replace("'I'", "'A'"),
            "/States/A/ItemProcessor/States/A",
            "is taken by /States/A"),
        fault(
            "{'QueryLanguage':'JSONata','TimeoutSeconds':'{% 5 %}','StartAt':'A',"
                + "'States':{'A':{'Type':'Succeed'}}}",
            "/TimeoutSeconds", "an integer from 1"),
        fault(
            "{'QueryLanguage':'JSONata','Version':'2.0','StartAt':'A',"
                + "'States':{'A':{'Type':'Succeed'}}}",
            "/Version",
            "must be \"1.0\""),
        fault(
            "{'QueryLanguage':'JSONata','StartAt':'"
                + "A".repeat(81)
                + "','States':{'"
                + "A".repeat(81)
                + "':{'Type':'Succeed'}}}",
            "/States/" + "A".repeat(81),
            "1 to 80 characters"));
  }

  private static Arguments fault(String definition, String pointer, String message) {
    return Arguments.of(definition, pointer, message);
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("definitionsWithOneFault")
  void aSingleFaultIsReportedAtItsPlace(String definition, String pointer, String message) {
    List<DefinitionFault> faults = faultsOf(definition);
    assertEquals(1, faults.size(), faults::toString);
    assertEquals(pointer, faults.getFirst().pointer());
    assertTrue(faults.getFirst().message().contains(message), faults.getFirst()::message);
  }

  @Test
  void everyFaultIsReportedAtOnce() {
    List<DefinitionFault> faults =
        faultsOf(
            """
            {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'Wrong': 1, 'States': {
              'A': {'Type': 'Pass', 'Next': 'Gone', 'Output': '{% ( %}'},
              'B': {'Type': 'Parallel', 'Next': 'C', 'Branches': [
                {'StartAt': 'A', 'States': {'A': {'Type': 'Task', 'Resource': 'x', 'End': true}}}]},
              'C': {'Type': 'Wait', 'Seconds': 1}
            }}
            """);
    assertEquals(
        List.of(
            "/States/A/Output",
            "/States/B/Branches/0/States/A",
            "/States/B/Branches/0/States/A/Resource",
            "/States/C",
            "/States/A/Next",
            "/States/B",
            "/States/C",
            "/Wrong"),
        faults.stream().map(DefinitionFault::pointer).toList());
  }

  @Test
  void theMessageOfTheExceptionTellsAllFaults() {
    InvalidDefinitionException refused =
        assertThrows(
            InvalidDefinitionException.class,
            () -> StateMachine.load("{\"QueryLanguage\":\"JSONata\"}"));
    assertTrue(refused.getMessage().contains("(document): 'StartAt' is missing"));
    assertTrue(refused.getMessage().contains("(document): 'States' is missing"));
  }

  @Test
  void aVariableOfAnOuterScopeCannotBeAssignedInside() {
    List<DefinitionFault> faults =
        faultsOf(
            """
            {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {
              'A': {'Type': 'Pass', 'Next': 'B', 'Assign': {'count': 1}},
              'B': {'Type': 'Map', 'End': true, 'ItemProcessor': {'StartAt': 'I', 'States': {
                'I': {'Type': 'Pass', 'End': true, 'Assign': {'count': 2, 'own': 3}}}}}
            }}
            """);
    assertEquals(
        List.of("/States/B/ItemProcessor/States/I/Assign/count"),
        faults.stream().map(DefinitionFault::pointer).toList());
  }

  @Test
  void siblingScopesMayUseTheSameVariable() {
    String branch =
        "{'StartAt':'%s','States':{'%s':{'Type':'Pass','End':true,'Assign':{'own':1}}}}";
    StateMachine loaded =
        StateMachine.load(
            state(
                    "'Type':'Parallel','End':true,'Branches':["
                        + branch.formatted("X", "X")
                        + ","
                        + branch.formatted("Y", "Y")
                        + "]")
                .replace('\'', '"'));
    assertEquals(1, loaded.block().states().size());
  }

  @Test
  void aChoiceNeedsNoDefault() {
    StateMachine loaded =
        StateMachine.load(
            World.machineOf(
                "'A': {'Type':'Choice','Choices':[{'Condition':true,'Next':'B'}]},"
                    + "'B': {'Type':'Succeed'}"));
    assertEquals(2, loaded.block().states().size());
  }
}

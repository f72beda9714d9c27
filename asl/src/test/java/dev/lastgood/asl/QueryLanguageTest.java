package dev.lastgood.asl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Only JSONata is run; JSONPath is refused by its name")
final class QueryLanguageTest {

  private static List<DefinitionFault> faultsOf(String definition) {
    return assertThrows(
            InvalidDefinitionException.class,
            () -> StateMachine.load(definition.replace('\'', '"')))
        .faults();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "'QueryLanguage':'JSONPath',"})
  void aDefinitionInJsonPathIsRefusedOnce(String declaration) {
    List<DefinitionFault> faults =
        faultsOf(
            "{"
                + declaration
                + "'StartAt':'A','States':{'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Succeed'}}}");
    assertEquals(1, faults.size(), faults::toString);
    assertEquals("/QueryLanguage", faults.getFirst().pointer());
    assertTrue(faults.getFirst().message().contains("JSONPath"));
  }

  @Test
  void jsonataMayBeDeclaredByEveryStateInstead() {
    StateMachine loaded =
        StateMachine.load(
            "{'StartAt':'A','States':{'A':{'Type':'Succeed','QueryLanguage':'JSONata'}}}"
                .replace('\'', '"'));
    assertEquals("A", loaded.block().startAt());
  }

  @Test
  void theStateThatDoesNotDeclareItIsNamed() {
    List<DefinitionFault> faults =
        faultsOf(
            """
            {'StartAt': 'A', 'States': {
              'A': {'Type': 'Pass', 'QueryLanguage': 'JSONata', 'Next': 'B'},
              'B': {'Type': 'Succeed'}}}
            """);
    assertEquals(1, faults.size(), faults::toString);
    assertEquals("/States/B/QueryLanguage", faults.getFirst().pointer());
    assertTrue(faults.getFirst().message().contains("the state 'B' is in JSONPath"));
  }

  @Test
  void aStateCannotGoBackToJsonPath() {
    List<DefinitionFault> faults =
        faultsOf(
            "{'QueryLanguage':'JSONata','StartAt':'A','States':"
                + "{'A':{'Type':'Succeed','QueryLanguage':'JSONPath'}}}");
    assertEquals("/States/A/QueryLanguage", faults.getFirst().pointer());
  }

  @Test
  void anUnknownLanguageIsAFault() {
    List<DefinitionFault> faults =
        faultsOf(
            "{'QueryLanguage':'JSONata','StartAt':'A','States':"
                + "{'A':{'Type':'Succeed','QueryLanguage':'SQL'}}}");
    assertTrue(faults.getFirst().message().contains("no such query language: SQL"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InputPath",
        "OutputPath",
        "Parameters",
        "ResultPath",
        "ResultSelector",
        "Result",
        "TimeoutSecondsPath"
      })
  void fieldsOfJsonPathAreNamed(String field) {
    List<DefinitionFault> faults =
        faultsOf(
            "{'QueryLanguage':'JSONata','StartAt':'A','States':{'A':{'Type':'Task','Resource':'"
                + World.FUNCTION
                + "','End':true,'"
                + field
                + "':'$'}}}");
    assertEquals(1, faults.size(), faults::toString);
    assertEquals("/States/A/" + field, faults.getFirst().pointer());
    assertTrue(faults.getFirst().message().contains("'" + field + "' belongs to JSONPath"));
  }

  @Test
  void aComparisonOfJsonPathIsNamed() {
    List<DefinitionFault> faults =
        faultsOf(
            """
            {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {
              'A': {'Type': 'Choice', 'Choices': [
                {'Variable': '$.x', 'NumericLessThanEqualsPath': '$.y', 'Next': 'B'}]},
              'B': {'Type': 'Succeed'}}}
            """);
    assertEquals(
        List.of(
            "/States/A/Choices/0",
            "/States/A/Choices/0/Variable",
            "/States/A/Choices/0/NumericLessThanEqualsPath"),
        faults.stream().map(DefinitionFault::pointer).toList());
    assertTrue(faults.get(2).message().contains("belongs to JSONPath"));
  }
}

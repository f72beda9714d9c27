package dev.lastgood.test.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import dev.lastgood.simulator.template.Properties;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import dev.lastgood.test.Built;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What mutated inputs have shown to be answered badly: by an error of the JDK or of AWS, in a
 * reader's own words, or not at all.
 */
@DisplayName("A handler that cannot work with its input")
class RefusalsTest {
  private final SimulatedWorld world =
      new SimulatedWorld(
          new WorldSettings(Built.PRODUCTION.configuration(), 1, FaultSettings.NONE, 1));

  private JsonHandler<?, ?> handler(String function) {
    String className =
        Built.PRODUCTION.assembly().resources("AWS::Lambda::Function").stream()
            .map(Properties::of)
            .filter(says -> says.text("FunctionName").equals("lastgood-production-" + function))
            .findFirst()
            .orElseThrow()
            .text("Handler");
    return SimulatedLambda.handler(className)
        .apply(Bytes.platform(world, Built.PRODUCTION.configuration()));
  }

  private String refusal(String function, String input) {
    Built.PRODUCTION.deploy(world, WorldSettings.START);
    List<String> changes = new ArrayList<>();
    world.watchCalls(
        new CallObserver() {
          @Override
          public void before(Call call) {
            if (call.operation().mutating()) {
              changes.add(call.says());
            }
          }
        });
    JsonHandler<?, ?> handler = handler(function);
    String message =
        assertThrows(MalformedEventException.class, () -> Bytes.call(handler, input)).getMessage();
    assertEquals(List.of(), changes, "something was changed all the same");
    return message;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "acquire | {'incidentId':'x','at':'+1000000000-12-31T23:59:59.999999999Z'} | The field at is +1000000000-12-31T23:59:59.999999999Z, which is no time of now.",
        "acquire | {'incidentId':'x','at':'2026-03-01T00:00:00Z','sightings':{'web':null}} | The field sightings is missing",
        "acquire | {'incidentId':'x','at':'2026-03-01T00:00:00Z','sightings':{'web':{}}} | The field sightings.recordVersion is missing.",
        "acquire | {'incidentId':'x','at':'yesterday'} | 'yesterday' is not a time such as",
        "capture | {'targetIds':[null]} | The field targetIds is missing or empty.",
        "capture | {'targetIds':['nope']} | The field targetIds names no target: there is no nope.",
        "check | {'targetIds':['nope']} | The field targetIds names no target: there is no nope.",
        "check | {'targetIds':'web'} | refused at /targetIds: it is not a list.",
        "back-up | {'incidentId':'x','at':'2026-03-01T00:00:00Z','planKey':'incidents/y/plan/z.json'} | The field planKey names no plan of incident x",
        "verify | {'incidentId':'x','at':'2026-03-01T00:00:00Z','planKey':'incidents/x/../y/plan/z.json'} | The field planKey names no plan of incident x",
        "act | {'incidentId':'x','planKey':'incidents/x/plan/z.json','targetId':'web','actionIndex':1e400,'what':'START'} | refused at /actionIndex",
        "act | {'incidentId':'x','planKey':'incidents/x/plan/z.json','targetId':'web','what':'DANCE'} | is not one of START, OBSERVE.",
        "act | {'incidentId':'\\ud800','planKey':'k','targetId':'web','what':'START'} | The field incidentId holds a character that is none, at 0.",
        "ask | {'incidentId':'x','planKey':'incidents/x/plan/z.json','at':'2026-03-01T00:00:00Z','seconds':9223372036854775807} | The field seconds is 9223372036854775807",
        "answer | {'incidentId':'x','by':'a\\u0000b','approved':true} | The field by holds a character that is none, at 1.",
        "answer | {'incidentId':'x','by':'ann','approved':'perhaps'} | is not true or false.",
        "open | {'request':{'targetIds':['web'],'requestedBy':'ann','reason':'why'},'startedAt':'2999-01-01T00:00:00Z'} | The field startedAt is 2999-01-01T00:00:00Z, which is still to come.",
        "open | {'request':{'targetIds':[null],'requestedBy':'ann','reason':'why'},'startedAt':'2026-03-01T00:00:00Z'} | The field targetIds is missing or empty.",
        "close | {'id':'e','detail':{}} | The field detail.name is missing or empty.",
        "detect | {'id':'e','source':'aws.cloudwatch','detail-type':'CloudWatch Alarm State Change','detail':{'alarmName':{},'state':{}}} | refused at /detail/alarmName: it is not a text."
      })
  @DisplayName("says which field, in words, and has changed nothing")
  void inWords(String function, String input, String refusal) {
    String message = refusal(function, input.replace('\'', '"'));
    assertTrue(message.contains(refusal), message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"acquire", "act", "answer", "ask", "back-up", "close", "plan", "verify"})
  @DisplayName("does not ask AWS about an incident whose id is longer than any")
  void huge(String function) {
    String message =
        refusal(
            function,
            """
            {"incidentId":"%s","planKey":"k","targetId":"web","what":"START",
             "by":"ann","approved":true,"at":"2026-03-01T00:00:00Z","seconds":60}"""
                .formatted("x".repeat(250 * 1024)));
    assertEquals("The field incidentId is longer than 1000 characters.", message);
  }

  @Test
  @DisplayName("quotes what it found no further than a log can bear, and without its control codes")
  void quoted() {
    String message =
        refusal(
            "detect",
            """
            {"id":"e","source":"\\u001b[31m%s","detail-type":"CloudWatch Alarm State Change"}"""
                .formatted("x".repeat(250 * 1024)));
    assertTrue(message.length() < 1_100, "length " + message.length());
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
  }

  @Test
  @DisplayName("refuses what is nested deeper than it reads")
  void deep() {
    String message = refusal("detect", "{\"id\":" + "[".repeat(1_500) + "]".repeat(1_500) + "}");
    assertTrue(message.contains("it is "), message);
  }
}

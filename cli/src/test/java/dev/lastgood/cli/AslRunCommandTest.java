package dev.lastgood.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("lastgood asl run")
class AslRunCommandTest {
  /** ' stands for " in definitions, inputs and responses here. */
  private static final String CHARGE =
      machine(
          "'Charge':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',"
              + "'TimeoutSeconds':5,'Retry':[{'ErrorEquals':['Busy','States.Timeout'],"
              + "'IntervalSeconds':60}],'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Gone'}],"
              + "'Output':'{% $states.result.Payload %}','Next':'Rest'},"
              + "'Rest':{'Type':'Wait','Seconds':86400,'End':true},"
              + "'Gone':{'Type':'Fail','Error':'Gone','Cause':'{% $states.input.Error %}'}");

  @TempDir private Path folder;

  private static String machine(String states) {
    return "{'QueryLanguage':'JSONata','StartAt':'"
        + states.substring(1, states.indexOf('\'', 1))
        + "','States':{"
        + states
        + "}}";
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text.replace('\'', '"'));
  }

  private Run run(String definition, String responses, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("asl", "run", "--definition"));
    arguments.add(file("machine.json", definition).toString());
    arguments.add("--responses");
    arguments.add(file("responses.json", responses).toString());
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static JsonNode json(Run run) throws JsonProcessingException {
    return new ObjectMapper().readTree(run.out());
  }

  private static String types(Run run) throws JsonProcessingException {
    List<String> types = new ArrayList<>();
    json(run).get("trace").forEach(event -> types.add(event.get("type").textValue()));
    return String.join(" ", types);
  }

  @Test
  @DisplayName("prints one document: status, output, error, cause and the trace with states' names")
  void document() throws IOException {
    Run run =
        run(machine("'P':{'Type':'Pass','Output':{'n':1.5,'of':null},'End':true}"), "[]", "--json");
    assertEquals(0, run.status(), run.err());
    assertEquals("", run.err());
    assertEquals(
        "{'status':'SUCCEEDED','output':{'n':1.5,'of':null},'error':null,'cause':null,'trace':["
            + "{'type':'ExecutionStarted','name':null},{'type':'PassStateEntered','name':'P'},"
            + "{'type':'PassStateExited','name':'P'},"
            + "{'type':'ExecutionSucceeded','name':null}]}",
        json(run).toString().replace('"', '\''));
  }

  @Test
  @DisplayName("answers tasks in order, and lets waits and retries cost no time")
  void responses() throws IOException {
    Run run =
        run(
            CHARGE,
            "[{'state':'Charge','error':'Busy','cause':'b'},"
                + "{'state':'Charge','output':{'Payload':[7]}}]",
            "--json");
    assertEquals(0, run.status(), run.err());
    assertEquals("[7]", json(run).get("output").toString());
    assertEquals(
        "ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskFailed TaskScheduled"
            + " TaskStarted TaskSucceeded TaskStateExited WaitStateEntered WaitStateExited"
            + " ExecutionSucceeded",
        types(run));
  }

  @Test
  @DisplayName("an execution that fails exits with 1, and tells error and cause")
  void failed() throws IOException {
    Run run = run(CHARGE, "[{'state':'Charge','error':'Broken'}]", "--json");
    assertEquals(1, run.status());
    assertEquals("FAILED", json(run).get("status").textValue());
    assertTrue(json(run).get("output").isNull());
    assertEquals("Gone", json(run).get("error").textValue());
    assertEquals("Broken", json(run).get("cause").textValue());
  }

  @Test
  @DisplayName("a timeout comes of a late answer, or of an error of that name")
  void timeouts() throws IOException {
    Run run =
        run(
            CHARGE,
            "[{'state':'Charge','output':1,'delaySeconds':5.001},"
                + "{'state':'Charge','error':'States.Timeout'},"
                + "{'state':'Charge','output':{'Payload':1},'delaySeconds':4.999}]",
            "--json");
    assertEquals(0, run.status(), run.err());
    assertEquals(3, types(run).split("TaskTimedOut").length);
  }

  @Test
  @DisplayName(
      "a task whose answers are used up fails the execution, whatever it retries or catches")
  void noneLeft() throws IOException {
    Run run = run(CHARGE, "[{'state':'Charge','error':'Busy'}]", "--json");
    assertEquals(1, run.status());
    assertEquals("FAILED", json(run).get("status").textValue());
    assertEquals("States.Runtime", json(run).get("error").textValue());
    assertTrue(json(run).get("cause").textValue().contains("the state 'Charge'"), run.out());
    assertTrue(
        run.err().startsWith("lastgood: no response is left for the state 'Charge': add one to "),
        run.err());
  }

  @Test
  @DisplayName("says which answers nobody asked for")
  void unused() throws IOException {
    Run run =
        run(
            CHARGE,
            "[{'state':'Charge','output':{'Payload':1}},{'state':'Charge','output':2}]",
            "--json");
    assertEquals(0, run.status());
    assertTrue(
        run.err().contains("nobody asked for 1 of the responses of the state 'Charge'"), run.err());
  }

  @Test
  @DisplayName("an answer ends tasks with callbacks, jobs and nested executions as well")
  void patterns() throws IOException {
    Run run =
        run(
            machine(
                "'A':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken',"
                    + "'Next':'B'},'B':{'Type':'Task','Resource':'arn:aws:states:::batch:submitJob"
                    + ".sync','Next':'C'},'C':{'Type':'Task','Resource':"
                    + "'arn:aws:states:::states:startExecution.sync:2','End':true}"),
            "[{'state':'C','output':3},{'state':'B','output':2},{'state':'A','output':1}]",
            "--json");
    assertEquals(0, run.status(), run.out() + run.err());
    assertEquals(3, json(run).get("output").intValue());
    assertEquals(4, types(run).split("TaskSubmitted").length);
  }

  @Test
  @DisplayName("takes the input from a file, and an empty object without one")
  void input() throws IOException {
    String definition = machine("'P':{'Type':'Pass','End':true}");
    Path input = file("input.json", "[1, {'a': 'x'}]");
    assertEquals(
        "[1,{\"a\":\"x\"}]",
        json(run(definition, "[]", "--json", "--input", input.toString()))
            .get("output")
            .toString());
    Run without =
        Run.of("asl", "run", "--json", "--definition", folder.resolve("machine.json").toString());
    assertEquals("{}", json(without).get("output").toString());
  }

  @Test
  @DisplayName("tells people the events with their virtual times, and the end")
  void text() throws IOException {
    Run run = run(CHARGE, "[{'state':'Charge','output':{'Payload':'x'},'delaySeconds':2}]");
    assertEquals(0, run.status());
    assertTrue(run.out().startsWith("Execution of machine.json"), run.out());
    assertTrue(run.out().contains("00:02  TaskStateExited     Charge"), run.out());
    assertTrue(run.out().contains("SUCCEEDED in 1440:02 of virtual time"), run.out());
    assertTrue(run.out().contains("output: \"x\""), run.out());
    Run failed = run(CHARGE, "[{'state':'Charge','error':'Broken'}]");
    assertEquals(1, failed.status());
    assertTrue(failed.out().contains("error: Gone"), failed.out());
    assertTrue(failed.out().contains("cause: Broken"), failed.out());
  }

  @Test
  @DisplayName("the same seed draws the same chance")
  void seeds() throws IOException {
    String definition = machine("'P':{'Type':'Pass','Output':'{% $uuid() %}','End':true}");
    String first = run(definition, "[]", "--json").out();
    assertEquals(first, run(definition, "[]", "--json").out());
    assertFalse(first.equals(run(definition, "[]", "--json", "--seed", "2").out()));
  }

  @Test
  @DisplayName("a Distributed Map reads and writes files of a folder")
  void objects() throws IOException {
    Path bucket = Files.createDirectories(folder.resolve("objects/data/in"));
    Files.writeString(bucket.resolve("rows.csv"), "n\n1\n2\n");
    Run run =
        run(
            machine(
                "'M':{'Type':'Map','Label':'M','End':true,'ItemReader':{'Resource':"
                    + "'arn:aws:states:::s3:getObject','Arguments':{'Bucket':'data',"
                    + "'Key':'in/rows.csv'},'ReaderConfig':{'InputType':'CSV',"
                    + "'CSVHeaderLocation':'FIRST_ROW'}},'ItemProcessor':{'ProcessorConfig':"
                    + "{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},'StartAt':'T','States':{"
                    + "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',"
                    + "'End':true}}},'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject',"
                    + "'Arguments':{'Bucket':'data','Prefix':'out'},'WriterConfig':"
                    + "{'Transformation':'COMPACT'}}}"),
            "[{'state':'T','output':'a'},{'state':'T','output':'b'}]",
            "--json",
            "--objects",
            folder.resolve("objects").toString());
    assertEquals(0, run.status(), run.out() + run.err());
    String manifest = json(run).at("/output/ResultWriterDetails/Key").textValue();
    Path results =
        folder.resolve("objects/data").resolve(manifest).resolveSibling("SUCCEEDED_0.json");
    assertEquals("[\"a\",\"b\"]", Files.readString(results));
  }

  @Test
  @DisplayName("tells people why children of a Distributed Map failed")
  void children() throws IOException {
    Path input = file("input.json", "[1, 2]");
    Run run =
        run(
            machine(
                "'M':{'Type':'Map','End':true,'ItemProcessor':{'ProcessorConfig':"
                    + "{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},'StartAt':'T','States':{"
                    + "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',"
                    + "'End':true}}}}"),
            "[{'state':'T','output':'a'},{'state':'T','error':'Broken','cause':'it is'}]",
            "--input",
            input.toString());
    assertEquals(1, run.status());
    assertTrue(run.out().contains("Child executions: 1 SUCCEEDED, 1 FAILED"), run.out());
    assertTrue(run.out().contains("input 2: Broken: it is"), run.out());
    assertTrue(run.out().contains("error: States.ExceedToleratedFailureThreshold"), run.out());
  }

  @Test
  @DisplayName("null is an output, and no error")
  void nulls() throws IOException {
    String definition =
        machine("'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true}");
    Run output = run(definition, "[{'state':'T','output':null,'error':null}]", "--json");
    assertEquals(0, output.status(), output.err());
    Run error = run(definition, "[{'state':'T','output':null,'error':'E','cause':null}]", "--json");
    assertEquals("E", json(error).get("error").textValue());
    assertTrue(json(error).get("cause").isNull());
  }

  @Test
  @DisplayName("lists every fault of a definition with its place")
  void faults() throws IOException {
    Run run =
        run(
            "{'QueryLanguage':'JSONata','StartAt':'P','States':{'P':{'Type':'Pass','Next':'Q'},"
                + "'R':{'Type':'Poss'}}}",
            "[]",
            "--json");
    assertAll(
        () -> assertEquals(2, run.status()),
        () -> assertEquals("", run.out()),
        () -> assertTrue(run.err().contains("machine.json: /States/P/Next: no state is named 'Q'")),
        () -> assertTrue(run.err().contains("machine.json: /States/R/Type: no such type")));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|responses.json: expected a list of objects",
        "[|responses.json:1:2: expected one JSON document",
        "[1]|responses.json: /0: expected an object",
        "[{'output':1}]|responses.json: /0/state: expected the name of a Task state",
        "[{'state':'Charg','output':1}]|no state 'Charg'; did you mean 'Charge'?",
        "[{'state':'Nowhere','output':1}]|no state 'Nowhere'; its Task states are 'Charge'",
        "[{'state':'Rest','output':1}]|/0/state: the state 'Rest' is a Wait, and only a Task",
        "[{'state':'Charge'}]|/0: expected output or error, found neither",
        "[{'state':'Charge','output':1,'error':'E'}]|/0: expected either output or error",
        "[{'state':'Charge','error':5}]|/0/error: expected the error's name, a string",
        "[{'state':'Charge','error':'E','cause':5}]|/0/cause: expected the explanation",
        "[{'state':'Charge','output':1,'delaySeconds':-1}]|/0/delaySeconds: expected a number"
      })
  @DisplayName("refuses responses that are none, with the place and the cure")
  void badResponses(String responses, String told) throws IOException {
    Run run = run(CHARGE, responses);
    assertEquals(2, run.status(), run.out());
    assertEquals("", run.out());
    assertTrue(run.err().contains(told), run.err());
  }

  @Test
  @DisplayName("refuses an input that is no JSON, or too large, or a folder that is none")
  void badInput() throws IOException {
    String definition = machine("'P':{'Type':'Pass','End':true}");
    Path input = file("input.json", "{'a':}");
    Run run = run(definition, "[]", "--input", input.toString());
    assertEquals(2, run.status());
    assertTrue(run.err().contains("input.json:1:6: expected one JSON document"), run.err());
    file("input.json", "'" + "x".repeat(262_144) + "'");
    Run large = run(definition, "[]", "--input", input.toString());
    assertEquals(2, large.status());
    assertTrue(large.err().contains("input.json: The input exceeds 262144 bytes"), large.err());
    Run empty = run("", "[]");
    assertEquals(2, empty.status());
    assertTrue(empty.err().contains("machine.json: expected one JSON document"), empty.err());
    Run objects = run(definition, "[]", "--objects", folder.resolve("none").toString());
    assertEquals(2, objects.status());
    assertTrue(objects.err().contains("none: expected a folder"), objects.err());
  }
}

package dev.lastgood.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.asl.ExecutionStatus;
import dev.lastgood.asl.InvalidDefinitionException;
import dev.lastgood.asl.ObjectStore;
import dev.lastgood.asl.StateMachine;
import dev.lastgood.asl.StepFunctionsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one execution of a definition, its tasks answered from a file. */
@Command(
    name = "run",
    description = {
      "Runs one execution of a state machine, with canned answers to its tasks.",
      "Time is virtual: waits, retries and timeouts cost none. Nothing outside is called."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = ExitStatus.HEADING,
    exitCodeList = {
      ExitStatus.AS_WISHED_HELP,
      ExitStatus.NOT_SUCCEEDED_HELP,
      ExitStatus.REFUSED_HELP
    })
final class AslRunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--definition",
      paramLabel = "FILE",
      required = true,
      description = "the state machine, in JSON and JSONata")
  private Path definition;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "the execution's input, in JSON; by default {}")
  private Path input;

  @Option(
      names = "--responses",
      paramLabel = "FILE",
      description = {
        "what tasks answer, in order for each state: a JSON list of",
        "{\"state\", \"output\"} or {\"state\", \"error\", \"cause\"}, each with",
        "\"delaySeconds\" where it takes its time; by default []"
      })
  private Path responses;

  @Option(
      names = "--objects",
      paramLabel = "FOLDER",
      description = {
        "what Distributed Maps read and write instead of S3: FOLDER/bucket/key;",
        "by default there are no objects"
      })
  private Path objects;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "what all chance comes from: the same seed, the same run; by default 1")
  private long seed = 1;

  @Option(names = "--json", description = "print one JSON document, and nothing else")
  private boolean json;

  AslRunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (objects != null && !Files.isDirectory(objects)) {
      throw new ParameterException(
          spec.commandLine(), objects + ": expected a folder with a folder for each bucket");
    }
    StateMachine machine = machine();
    Object given = input == null ? Map.of() : JsonFile.plain(JsonFile.read(input, spec));
    List<CannedResponse> answers =
        responses == null ? List.of() : ResponsesFile.read(responses, spec, machine.stateTypes());
    CannedExecution execution = run(machine, given, answers);
    if (json) {
      JsonDocuments.print(terminal, JsonDocuments.execution(execution));
    } else {
      new ExecutionText(terminal).print(definition.getFileName().toString(), execution);
    }
    return status(execution);
  }

  private StateMachine machine() {
    JsonNode document = JsonFile.read(definition, spec);
    try {
      return StateMachine.load(document.toString());
    } catch (InvalidDefinitionException invalid) {
      throw refused(
          invalid.faults().stream()
              .map(
                  fault ->
                      definition
                          + ": "
                          + (fault.pointer().isEmpty() ? "" : fault.pointer() + ": ")
                          + fault.message())
              .collect(Collectors.joining(System.lineSeparator())),
          invalid);
    }
  }

  private CannedExecution run(StateMachine machine, Object given, List<CannedResponse> answers) {
    try {
      return CannedExecution.run(
          machine,
          given,
          answers,
          objects == null ? ObjectStore.NONE : new ObjectsFolder(objects),
          seed);
    } catch (StepFunctionsException refused) {
      throw refused(input + ": " + refused.getMessage(), refused);
    }
  }

  private int status(CannedExecution execution) {
    execution
        .statesWithoutResponse()
        .forEach(
            state ->
                terminal
                    .err()
                    .println(
                        "lastgood: no response is left for the state '%s': add one to %s"
                            .formatted(
                                state, responses == null ? "a file for --responses" : responses)));
    execution
        .unusedResponses()
        .forEach(
            (state, count) ->
                terminal
                    .err()
                    .println(
                        "lastgood: %s: nobody asked for %d of the responses of the state '%s'"
                            .formatted(responses, count, state)));
    boolean succeeded =
        execution.description().status() == ExecutionStatus.SUCCEEDED
            && execution.statesWithoutResponse().isEmpty();
    return succeeded ? ExitStatus.AS_WISHED : ExitStatus.FELL_SHORT;
  }

  private ParameterException refused(String why, Exception cause) {
    return new ParameterException(spec.commandLine(), why, cause);
  }
}

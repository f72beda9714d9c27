package dev.lastgood.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.stack.DescribedStack;
import dev.lastgood.functions.stack.StackInput;
import dev.lastgood.functions.stack.UnreadableTemplateException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What commands of {@code aws cloudformation} printed, and templates: one file, or a folder with
 * the files of a stack, each recognised by what it holds. A folder in it is another stack's.
 */
final class StacksInput {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private StacksInput() {}

  /** Whether a path is a folder, or a file that describes stacks and not groups. */
  static boolean isStacks(Path path) {
    if (Files.isDirectory(path)) {
      return true;
    }
    try {
      return DescribedStack.isDescription(MAPPER.readTree(Files.readAllBytes(path)));
    } catch (JsonProcessingException | IllegalArgumentException other) {
      return false;
    } catch (IOException unreadable) {
      // Whoever reads it as a group says why.
      return false;
    }
  }

  /**
   * Reads the stacks.
   *
   * @return by their names; at least one
   */
  static Map<String, DescribedStack> read(Path path, CommandSpec spec) {
    Map<String, DescribedStack> stacks = new TreeMap<>();
    try {
      if (Files.isDirectory(path)) {
        folder(path, spec, stacks);
      } else {
        described(List.of(path), spec, stacks);
      }
    } catch (IOException failed) {
      throw refused(spec, path + ": cannot be read");
    }
    if (stacks.isEmpty()) {
      throw refused(
          spec, path + ": holds no stack; add what 'aws cloudformation describe-stacks' prints");
    }
    return stacks;
  }

  private static void folder(Path folder, CommandSpec spec, Map<String, DescribedStack> stacks)
      throws IOException {
    List<Path> files = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> inside = Files.list(folder)) {
      inside
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .forEach(path -> (Files.isDirectory(path) ? folders : files).add(path));
    }
    if (!files.isEmpty()) {
      described(files, spec, stacks);
    }
    for (Path inner : folders) {
      folder(inner, spec, stacks);
    }
  }

  private static void described(
      List<Path> files, CommandSpec spec, Map<String, DescribedStack> stacks) throws IOException {
    List<StackInput> inputs = new ArrayList<>();
    for (Path file : files) {
      try {
        inputs.add(new StackInput(file.toString(), Files.readString(file)));
      } catch (CharacterCodingException binary) {
        throw refused(spec, file + ": is no text in UTF-8");
      }
    }
    try {
      for (DescribedStack stack : DescribedStack.read(inputs)) {
        if (stacks.put(stack.stack().stackName(), stack) != null) {
          throw refused(
              spec, files.getFirst() + ": describes " + stack.stack().stackName() + " again");
        }
      }
    } catch (MalformedEventException | UnreadableTemplateException malformed) {
      String place = files.size() == 1 ? "" : files.getFirst().getParent() + ": ";
      throw refused(spec, place + malformed.getMessage());
    }
  }

  private static ParameterException refused(CommandSpec spec, String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}

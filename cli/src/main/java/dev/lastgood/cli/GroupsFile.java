package dev.lastgood.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.point.DescribedGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What {@code aws autoscaling describe-auto-scaling-groups} printed, in a file. */
final class GroupsFile {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private GroupsFile() {}

  /** Reads the groups; refuses what are none, with its place. */
  static List<DescribedGroup> read(Path file, CommandSpec spec) {
    List<DescribedGroup> groups;
    try {
      JsonNode document = MAPPER.readTree(Files.readAllBytes(file));
      if (document.isMissingNode()) {
        throw refused(spec, file + ": is empty; look whether the AWS CLI's command failed");
      }
      groups = DescribedGroup.read(document);
    } catch (JsonProcessingException unreadable) {
      JsonLocation place = unreadable.getLocation();
      throw refused(
          spec,
          "%s:%d:%d: expected one JSON document; add --output json to the AWS CLI's command"
              .formatted(file, place.getLineNr(), place.getColumnNr()));
    } catch (NoSuchFileException missing) {
      throw refused(spec, file + ": no such file");
    } catch (IOException failed) {
      throw refused(
          spec, file + ": " + (Files.isDirectory(file) ? "is a folder" : "cannot be read"));
    } catch (MalformedEventException malformed) {
      throw refused(spec, file + ": " + malformed.getMessage());
    }
    if (groups.isEmpty()) {
      throw refused(
          spec,
          file
              + ": holds no group; one that was deleted has to be made again before it can be"
              + " brought back");
    }
    return groups;
  }

  /**
   * Whether the AWS CLI printed one page of several, because it was told to.
   *
   * @param file a file that was read
   */
  static boolean hasMore(Path file) {
    try {
      return MAPPER.readTree(Files.readAllBytes(file)).path("NextToken").isTextual();
    } catch (IOException gone) {
      return false;
    }
  }

  private static ParameterException refused(CommandSpec spec, String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}

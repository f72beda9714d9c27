package dev.lastgood.asl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The results of a Map Run: as the state's result, and as files. */
final class MapResults {

  private final ResultWriter writer;
  private final List<ExecutionDescription> ended;
  private final List<ChildInput> pending;

  /**
   * The results.
   *
   * @param ended the children that ended, in the order of their items
   * @param pending the inputs of those that never started
   */
  MapResults(ResultWriter writer, List<ExecutionDescription> ended, List<ChildInput> pending) {
    this.writer = writer;
    this.ended = ended;
    this.pending = pending;
  }

  /** The result of a state that writes no files. */
  Object inline() {
    List<Object> results = transformed(ended);
    return writer.lines() ? lines(results) : results;
  }

  /**
   * Writes a file for each kind of end there was, and the manifest.
   *
   * @return the result of the state
   */
  Map<String, Object> write(
      ResultWriter.Destination destination, String mapRunArn, ObjectStore objects)
      throws ObjectStore.AccessException {
    String folder =
        destination.prefix() + mapRunArn.substring(mapRunArn.lastIndexOf(':') + 1) + "/";
    List<ExecutionDescription> succeeded =
        ended.stream().filter(child -> child.status() == ExecutionStatus.SUCCEEDED).toList();
    List<ExecutionDescription> failed =
        ended.stream().filter(child -> child.status() != ExecutionStatus.SUCCEEDED).toList();
    Map<String, Object> files = new LinkedHashMap<>();
    files.put("FAILED", file(destination, folder, "FAILED", transformed(failed), objects));
    files.put(
        "PENDING",
        file(
            destination,
            folder,
            "PENDING",
            pending.stream().<Object>map(MapResults::pendingRecord).toList(),
            objects));
    files.put("SUCCEEDED", file(destination, folder, "SUCCEEDED", transformed(succeeded), objects));
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("DestinationBucket", destination.bucket());
    manifest.put("MapRunArn", mapRunArn);
    manifest.put("ResultFiles", files);
    String key = folder + "manifest.json";
    objects.put(destination.bucket(), key, bytes(Json.write(manifest)));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("Bucket", destination.bucket());
    details.put("Key", key);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("MapRunArn", mapRunArn);
    result.put("ResultWriterDetails", details);
    return result;
  }

  private List<Object> file(
      ResultWriter.Destination destination,
      String folder,
      String kind,
      List<Object> results,
      ObjectStore objects)
      throws ObjectStore.AccessException {
    if (results.isEmpty()) {
      return List.of();
    }
    String key = folder + kind + (writer.lines() ? "_0.jsonl" : "_0.json");
    byte[] content = bytes(writer.lines() ? lines(results) : Json.write(results));
    objects.put(destination.bucket(), key, content);
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("Key", key);
    file.put("Size", content.length);
    return List.of(file);
  }

  /** A child that failed is told whole, whatever the transformation. */
  private List<Object> transformed(List<ExecutionDescription> children) {
    List<Object> results = new ArrayList<>();
    for (ExecutionDescription child : children) {
      if (child.status() != ExecutionStatus.SUCCEEDED) {
        results.add(record(child));
        continue;
      }
      switch (writer.transformation()) {
        case NONE -> results.add(record(child));
        case COMPACT -> results.add(child.output());
        case FLATTEN -> {
          if (child.output() instanceof List<?> list) {
            results.addAll(list);
          } else {
            results.add(child.output());
          }
        }
      }
    }
    return results;
  }

  private static Map<String, Object> record(ExecutionDescription child) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("ExecutionArn", child.executionArn());
    fields.put("Input", Json.write(child.input()));
    fields.put("InputDetails", Map.of("Included", true));
    fields.put("Name", child.name());
    fields.put("RedriveCount", 0);
    fields.put("StartDate", Timestamps.format(child.startDate()));
    fields.put("StateMachineArn", child.stateMachineArn());
    fields.put("Status", child.status().name());
    child.stopDate().ifPresent(date -> fields.put("StopDate", Timestamps.format(date)));
    if (child.status() == ExecutionStatus.SUCCEEDED) {
      fields.put("Output", Json.write(child.output()));
      fields.put("OutputDetails", Map.of("Included", true));
      fields.put("RedriveStatus", "NOT_REDRIVABLE");
      fields.put("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
    } else {
      child.error().ifPresent(error -> fields.put("Error", error));
      child.cause().ifPresent(cause -> fields.put("Cause", cause));
      fields.put("RedriveStatus", "REDRIVABLE");
    }
    return new LinkedHashMap<>(fields);
  }

  private static Map<String, Object> pendingRecord(ChildInput input) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Input", Json.write(input.input()));
    fields.put("InputDetails", Map.of("Included", true));
    fields.put("Status", "PENDING");
    return fields;
  }

  private static String lines(List<Object> results) {
    return results.stream().map(Json::write).collect(Collectors.joining("\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

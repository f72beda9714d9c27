package dev.lastgood.asl;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the fields that only a Distributed Map has. */
final class DistributedMapReader {

  private static final String READER = "ItemReader";
  private static final String GET = ":states:::s3:getObject";
  private static final String LIST = ":states:::s3:listObjectsV2";
  private static final String PUT = ":states:::s3:putObject";

  /** The service refuses these in a label, as it does in names. */
  private static final Pattern LABEL =
      Pattern.compile("[^\\s?*<>{}\\[\\]:;,\\\\|^~$#%&`\"\\p{Cntrl}]{1,40}");

  private final ValueReader values;

  DistributedMapReader(ValueReader values) {
    this.values = values;
  }

  /** A label of the definition, or one that is made of the state's name and always the same. */
  static String label(Fields map, String stateName) {
    Optional<String> label = map.text("Label");
    label
        .filter(text -> !LABEL.matcher(text).matches())
        .ifPresent(
            text ->
                map.fault(
                    "Label",
                    "'Label' must have 1 to 40 characters, without spaces, wildcards, brackets and"
                        + " punctuation that ARNs need"));
    return label.orElseGet(
        () -> UUID.nameUUIDFromBytes(stateName.getBytes(StandardCharsets.UTF_8)).toString());
  }

  Optional<ItemReader> itemReader(Fields map) {
    return map.object(READER).map(this::readItemReader);
  }

  private ItemReader readItemReader(Fields reader) {
    String resource = reader.requiredText("Resource").orElse(GET);
    boolean lists = resource.endsWith(LIST);
    if (!lists && !resource.endsWith(GET)) {
      reader.fault(
          "Resource",
          "'Resource' of an ItemReader must be arn:aws:states:::s3:getObject or"
              + " arn:aws:states:::s3:listObjectsV2");
    }
    Template arguments = arguments(reader, READER);
    Optional<Fields> config = reader.object("ReaderConfig");
    boolean flattens =
        config
            .flatMap(fields -> choice(fields, "Transformation", "NONE", "LOAD_AND_FLATTEN"))
            .equals(Optional.of("LOAD_AND_FLATTEN"));
    boolean readsObjects = !lists || flattens;
    Optional<ItemFormat> format =
        readsObjects ? Optional.of(format(reader, config)) : Optional.empty();
    if (flattens && !lists) {
      config.ifPresent(
          fields ->
              fields.fault(
                  "Transformation", "'Transformation' is for listings (s3:listObjectsV2) alone"));
    }
    Optional<Template> maxItems =
        config.flatMap(
            fields ->
                values.integer(
                    fields, "MaxItems", 0, ItemReader.ITEMS_MAX, READER + "/ReaderConfig"));
    config.ifPresent(fields -> fields.refuseOthers("'ReaderConfig'"));
    reader.refuseOthers("'ItemReader'");
    return new ItemReader(lists, flattens, arguments, format, maxItems);
  }

  private Template arguments(Fields holder, String what) {
    if (!holder.has("Arguments")) {
      holder.fault("'Arguments' is missing");
    }
    return values.any(holder, "Arguments", what + "/Arguments").orElse(new Template.Constant(null));
  }

  private static ItemFormat format(Fields reader, Optional<Fields> config) {
    ItemFormat json = new ItemFormat.WholeJson(Optional.empty());
    if (config.isEmpty()) {
      reader.fault("'ReaderConfig' is missing");
      return json;
    }
    Fields fields = config.get();
    if (fields.has("ManifestType")) {
      fields.raw("ManifestType");
      fields.fault("ManifestType", "manifests cannot be read here; use CSV, JSON or JSONL");
    }
    String type = fields.requiredText("InputType").orElse("JSON");
    return switch (type) {
      case "JSON" -> new ItemFormat.WholeJson(pointer(fields));
      case "JSONL" -> new ItemFormat.JsonLines();
      case "CSV" -> delimitedText(fields);
      case "MANIFEST", "PARQUET" -> {
        fields.fault("InputType", type + " cannot be read here; use CSV, JSON or JSONL");
        yield json;
      }
      default -> {
        fields.fault("InputType", "'InputType' must be CSV, JSON or JSONL");
        yield json;
      }
    };
  }

  private static Optional<JsonPointer> pointer(Fields config) {
    Optional<String> text = config.text("ItemsPointer");
    try {
      return text.map(JsonPointer::compile);
    } catch (IllegalArgumentException malformed) {
      config.fault("ItemsPointer", "'ItemsPointer' must be a JSON pointer such as /a/b");
      return Optional.empty();
    }
  }

  private static ItemFormat delimitedText(Fields config) {
    char delimiter =
        switch (choice(config, "CSVDelimiter", "COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB")
            .orElse("COMMA")) {
          case "PIPE" -> '|';
          case "SEMICOLON" -> ';';
          case "SPACE" -> ' ';
          case "TAB" -> '\t';
          default -> ',';
        };
    if (!config.has("CSVHeaderLocation")) {
      config.fault("'CSVHeaderLocation' is missing");
    }
    boolean given =
        choice(config, "CSVHeaderLocation", "FIRST_ROW", "GIVEN").equals(Optional.of("GIVEN"));
    if (given != config.has("CSVHeaders")) {
      config.fault(
          given
              ? "'CSVHeaders' is missing, which 'CSVHeaderLocation' GIVEN asks for"
              : "'CSVHeaders' needs 'CSVHeaderLocation' GIVEN");
    }
    List<String> headers = new ArrayList<>();
    List<?> names = config.array("CSVHeaders").orElse(List.of());
    for (int index = 0; index < names.size(); index++) {
      if (names.get(index) instanceof String name) {
        headers.add(name);
      } else {
        config.fault("CSVHeaders/" + index, "a header must be a string");
      }
    }
    return new ItemFormat.DelimitedText(
        delimiter, given ? Optional.of(List.copyOf(headers)) : Optional.empty());
  }

  Optional<ItemBatcher> itemBatcher(Fields map) {
    return map.object("ItemBatcher")
        .map(
            batcher -> {
              if (!batcher.has("MaxItemsPerBatch") && !batcher.has("MaxInputBytesPerBatch")) {
                batcher.fault("'MaxItemsPerBatch' or 'MaxInputBytesPerBatch' is missing");
              }
              ItemBatcher read =
                  new ItemBatcher(
                      values.integer(
                          batcher, "MaxItemsPerBatch", 1, ItemReader.ITEMS_MAX, "ItemBatcher"),
                      values.integer(
                          batcher,
                          "MaxInputBytesPerBatch",
                          1,
                          JsonSize.PAYLOAD_BYTES_MAX,
                          "ItemBatcher"),
                      values.any(batcher, "BatchInput", "ItemBatcher/BatchInput"));
              batcher.refuseOthers("'ItemBatcher'");
              return read;
            });
  }

  ResultWriter resultWriter(Fields map) {
    return map.object("ResultWriter").map(this::readResultWriter).orElse(ResultWriter.DEFAULT);
  }

  private ResultWriter readResultWriter(Fields writer) {
    boolean exports = writer.has("Resource") || writer.has("Arguments");
    if (!exports && !writer.has("WriterConfig")) {
      writer.fault("'Resource' and 'Arguments', or 'WriterConfig', are missing");
    }
    Optional<Template> arguments = Optional.empty();
    if (exports) {
      writer
          .requiredText("Resource")
          .filter(resource -> !resource.endsWith(PUT))
          .ifPresent(
              resource ->
                  writer.fault(
                      "Resource",
                      "'Resource' of a ResultWriter must be arn:aws:states:::s3:putObject"));
      arguments = Optional.of(arguments(writer, "ResultWriter"));
    }
    Optional<Fields> config = writer.object("WriterConfig");
    ResultWriter.Transformation transformation =
        config
            .flatMap(fields -> choice(fields, "Transformation", "NONE", "COMPACT", "FLATTEN"))
            .map(ResultWriter.Transformation::valueOf)
            .orElse(
                exports ? ResultWriter.Transformation.NONE : ResultWriter.Transformation.COMPACT);
    boolean lines =
        config
            .flatMap(fields -> choice(fields, "OutputType", "JSON", "JSONL"))
            .equals(Optional.of("JSONL"));
    config.ifPresent(fields -> fields.refuseOthers("'WriterConfig'"));
    writer.refuseOthers("'ResultWriter'");
    return new ResultWriter(arguments, transformation, lines);
  }

  private static Optional<String> choice(Fields fields, String field, String... allowed) {
    Optional<String> chosen = fields.text(field);
    if (chosen.isPresent() && !List.of(allowed).contains(chosen.get())) {
      fields.fault(field, "'" + field + "' must be " + String.join(" or ", allowed));
      return Optional.empty();
    }
    return chosen;
  }
}

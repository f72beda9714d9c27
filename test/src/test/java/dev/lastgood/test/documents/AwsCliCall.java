package dev.lastgood.test.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A call of {@code aws dynamodb get-item} as a document shows it, so that it can be made.
 *
 * @param region what it says after {@code --region}
 * @param table what it says after {@code --table-name}
 * @param key what it says after {@code --key}
 * @param query what it says after {@code --query}: names joined by full stops
 */
public record AwsCliCall(
    String region, String table, Map<String, AttributeValue> key, String query) {
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CALL =
      Pattern.compile(
          "aws dynamodb get-item --region (\\S+) --table-name (\\S+) --consistent-read"
              + " --key '([^']*)' --query '([^']*)' --output text");
  private static final Pattern NAME = Pattern.compile("\"([^\"]*)\"|([^.\"]+)");

  /**
   * The blocks of shell in a document.
   *
   * @param document the document
   * @return their texts, in order
   */
  public static List<String> shell(Path document) {
    try {
      return SHELL
          .matcher(Files.readString(document))
          .results()
          .map(block -> block.group(1))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * The calls in a document.
   *
   * @param document the document
   * @return in order
   */
  public static List<AwsCliCall> in(Path document) {
    return shell(document).stream()
        .flatMap(block -> CALL.matcher(block.replaceAll("\\s*\\\\\n\\s*", " ")).results())
        .map(
            call ->
                new AwsCliCall(
                    call.group(1), call.group(2), attributes(call.group(3)), call.group(4)))
        .toList();
  }

  private static Map<String, AttributeValue> attributes(String json) {
    try {
      Map<String, AttributeValue> attributes = new TreeMap<>();
      JsonNode read = new ObjectMapper().readTree(json);
      read.properties()
          .forEach(
              attribute ->
                  attributes.put(
                      attribute.getKey(),
                      AttributeValue.fromS(attribute.getValue().path("S").asText())));
      return attributes;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Makes the call.
   *
   * @param client whom it is made to
   * @param tableName the table's name there
   * @return what the AWS CLI would print
   */
  public String answer(DynamoDbClient client, String tableName) {
    Map<String, AttributeValue> item =
        client
            .getItem(request -> request.tableName(tableName).consistentRead(true).key(key))
            .item();
    Optional<AttributeValue> found =
        Optional.of(AttributeValue.fromM(item)).filter(whole -> !whole.m().isEmpty());
    Matcher names = NAME.matcher(query.replaceFirst("^Item\\.", ""));
    while (names.find() && found.isPresent()) {
      String name = Optional.ofNullable(names.group(1)).orElse(names.group(2));
      found =
          switch (name) {
            // The type of the value before it; the next name is a member of a map.
            case "S" -> found.filter(value -> value.type() == AttributeValue.Type.S);
            case "M" -> found.filter(value -> value.type() == AttributeValue.Type.M);
            default -> found.map(value -> value.m().get(name));
          };
    }
    return found.map(AttributeValue::s).orElse("None");
  }
}

package dev.lastgood.test.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A service's API model: one of the files from which AWS generates its SDKs. They name what the
 * SDK's classes for Java do not say, such as the members that are required.
 */
final class ApiModel {
  private static final String DESCRIPTOR =
      "META-INF/maven/com.amazonaws/aws-java-sdk-models/pom.properties";

  private final JsonNode root;

  private ApiModel(JsonNode root) {
    this.root = root;
  }

  /** The newest model of a service; empty for S3, whose classes say themselves what is required. */
  static Optional<ApiModel> of(SimulatedService service) {
    String prefix = "models/" + metadataId(service) + "-20";
    try (JarFile jar = jar();
        Stream<String> names = jar.stream().map(entry -> entry.getName())) {
      Optional<String> newest =
          names
              .filter(name -> name.endsWith("-model.json"))
              .filter(
                  name ->
                      name.replaceFirst("^models/([a-z]+)-([a-z]+)-", "models/$1$2-")
                          .startsWith(prefix))
              .max(Comparator.naturalOrder());
      return newest.isEmpty()
          ? Optional.empty()
          : Optional.of(new ApiModel(read(jar, newest.get())));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String metadataId(SimulatedService service) {
    try {
      return (String) service.type().getField("SERVICE_METADATA_ID").get(null);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("Every client has its metadata's id.", impossible);
    }
  }

  private static JarFile jar() throws IOException {
    URL descriptor = ApiModel.class.getClassLoader().getResource(DESCRIPTOR);
    JarURLConnection connection = (JarURLConnection) descriptor.openConnection();
    connection.setUseCaches(false);
    return connection.getJarFile();
  }

  private static JsonNode read(JarFile jar, String name) throws IOException {
    try (InputStream text = jar.getInputStream(jar.getEntry(name))) {
      return new ObjectMapper().readTree(text);
    }
  }

  /** The shape that an operation takes. */
  Shape input(String operation) {
    return shape(root.at("/operations/" + operation + "/input/shape").asText());
  }

  /** The shape that an operation answers with; the empty one where it answers nothing. */
  Shape output(String operation) {
    return shape(root.at("/operations/" + operation + "/output/shape").asText());
  }

  private Shape shape(String name) {
    return new Shape(this, root.path("shapes").path(name));
  }

  /** One structure of a model. */
  record Shape(ApiModel model, JsonNode node) {
    /** The names of the members that have to be there. */
    SortedSet<String> required() {
      SortedSet<String> names = new TreeSet<>();
      node.path("required").forEach(name -> names.add(name.asText()));
      return names;
    }

    boolean has(String member) {
      return node.path("members").has(member);
    }

    /** The structure that a member is or holds. */
    Shape in(String member) {
      JsonNode found = model.shape(node.at("/members/" + member + "/shape").asText()).node;
      while (found.path("type").asText().matches("list|map")) {
        String element = found.path("type").asText().equals("list") ? "member" : "value";
        found = model.shape(found.path(element).path("shape").asText()).node;
      }
      return new Shape(model, found);
    }
  }
}

package dev.lastgood.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stacks of one environment in an assembly of the CDK, resolved. Values that only AWS can
 * choose, such as the name of a bucket that the template leaves unnamed, are made of the stack's
 * and the resource's names: the same at every reading.
 *
 * <p>See "Intrinsic function reference" and "Pseudo parameters reference" in the AWS CloudFormation
 * User Guide.
 *
 * @param environment the environment's name
 * @param account the account's twelve digits
 * @param region the Region
 * @param resources all resources of its stacks, in the order of stacks and logical ids
 */
public record CloudAssembly(
    String environment, String account, String region, List<Resource> resources) {
  private static final String STACK = "aws:cloudformation:stack";

  /** Copies its list. */
  public CloudAssembly {
    resources = List.copyOf(resources);
  }

  /**
   * Reads the stacks of an environment: {@code lastgood-NAME-state} and what imports from it.
   *
   * @param folder the assembly, with its {@code manifest.json}
   * @param environment the environment's name
   * @return its stacks, resolved
   * @throws UnresolvableTemplateException naming the place, where a template cannot be resolved or
   *     the assembly has no such environment
   */
  public static CloudAssembly read(Path folder, String environment) {
    JsonNode manifest = json(folder.resolve("manifest.json"));
    List<Stack> stacks = new ArrayList<>();
    for (String part : List.of("state", "service")) {
      String name = "lastgood-" + environment + "-" + part;
      JsonNode artifact = manifest.path("artifacts").path(name);
      if (!artifact.path("type").asText().equals(STACK)) {
        throw new UnresolvableTemplateException(
            folder.toString(), "there is no stack " + name + "; synthesise it: npx cdk synth");
      }
      stacks.add(
          Stack.of(
              name,
              artifact.path("environment").asText(),
              json(folder.resolve(artifact.at("/properties/templateFile").asText()))));
    }
    Map<String, Object> exports = new TreeMap<>();
    List<Resource> resources = new ArrayList<>();
    for (Stack stack : stacks) {
      // The state first: what it exports, the service imports.
      Intrinsics intrinsics = new Intrinsics(stack, exports);
      resources.addAll(intrinsics.resources());
      exports.putAll(intrinsics.exports());
    }
    return new CloudAssembly(
        environment, stacks.getFirst().account(), stacks.getFirst().region(), resources);
  }

  /**
   * The resources of a type.
   *
   * @param type such as {@code AWS::Lambda::Function}
   * @return in the order of stacks and logical ids
   */
  public List<Resource> resources(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  private static JsonNode json(Path file) {
    try {
      return Json.MAPPER.readTree(Files.readString(file));
    } catch (NoSuchFileException missing) {
      throw new UnresolvableTemplateException(
          file.toString(), "there is no such file; synthesise it: npx cdk synth");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package dev.lastgood.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
 * @param assets where the files are that the resources name, by the key of the object that they
 *     become in the bucket of the bootstrap stack
 */
public record CloudAssembly(
    String environment,
    String account,
    String region,
    List<Resource> resources,
    Map<String, Path> assets) {
  private static final String STACK = "aws:cloudformation:stack";

  /** Copies what it holds. */
  public CloudAssembly {
    resources = List.copyOf(resources);
    assets = Collections.unmodifiableMap(new TreeMap<>(assets));
  }

  /**
   * An assembly without files.
   *
   * @param environment the environment's name
   * @param account the account's twelve digits
   * @param region the Region
   * @param resources its resources
   */
  public CloudAssembly(
      String environment, String account, String region, List<Resource> resources) {
    this(environment, account, region, resources, Map.of());
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
    Map<String, Path> assets = new TreeMap<>();
    for (Stack stack : stacks) {
      assets.putAll(assets(folder, stack.name()));
    }
    Map<String, Object> exports = new TreeMap<>();
    List<Resource> resources = new ArrayList<>();
    for (Stack stack : stacks) {
      // The state first: what it exports, the service imports.
      Intrinsics intrinsics =
          new Intrinsics(stack.name(), stack.template(), new AssemblyScope(stack, exports));
      resources.addAll(intrinsics.resources());
      exports.putAll(intrinsics.exports());
    }
    return new CloudAssembly(
        environment, stacks.getFirst().account(), stacks.getFirst().region(), resources, assets);
  }

  /**
   * Whether an assembly has an environment.
   *
   * @param folder the assembly, or a folder that is none
   * @param environment the environment's name
   * @return true where both of its stacks are there
   */
  public static boolean holds(Path folder, String environment) {
    Path manifest = folder.resolve("manifest.json");
    return Files.isRegularFile(manifest)
        && json(manifest).path("artifacts").has("lastgood-" + environment + "-state")
        && json(manifest).path("artifacts").has("lastgood-" + environment + "-service");
  }

  /** See "cloud assembly schema" in the documentation of the CDK. */
  private static Map<String, Path> assets(Path folder, String stack) {
    Path file = folder.resolve(stack + ".assets.json");
    Map<String, Path> assets = new TreeMap<>();
    if (Files.isRegularFile(file)) {
      for (JsonNode asset : json(file).path("files")) {
        Path source = folder.resolve(asset.at("/source/path").asText());
        for (JsonNode destination : asset.path("destinations")) {
          assets.put(destination.path("objectKey").asText(), source);
        }
      }
    }
    return assets;
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

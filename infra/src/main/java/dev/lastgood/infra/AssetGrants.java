package dev.lastgood.infra;

import static dev.lastgood.infra.Grant.allow;

import dev.lastgood.functions.config.AssetPlaces;
import dev.lastgood.functions.config.Configuration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is needed to look for what the stacks' templates name: in the places alone that targets
 * declare, and nothing where none does.
 */
final class AssetGrants {
  private static final String ANY = "*";

  private final Configuration configuration;
  private final Names names;

  AssetGrants(Configuration configuration, Names names) {
    this.configuration = configuration;
    this.names = names;
  }

  /** Whether what a template names is there. */
  Stream<Grant> lookFor() {
    return Stream.of(objects(), missingObjects(), images(), layers(), macros())
        .flatMap(grants -> grants);
  }

  /** What a name means that can be given another content. */
  Stream<Grant> remember() {
    return Stream.concat(objects(), images());
  }

  private Stream<Grant> objects() {
    return each(AssetPlaces::buckets, bucket -> names.ofS3(bucket) + "/*")
        .map(
            objects ->
                allow("LookForAssets", List.of("s3:GetObject"), objects)
                    .because(
                        "The bucket is named; what templates name in it changes with each of"
                            + " them."));
  }

  /** Without the right to list, S3 says of what is missing that it is forbidden. */
  private Stream<Grant> missingObjects() {
    return each(AssetPlaces::buckets, names::ofS3)
        .map(buckets -> allow("LookForMissingAssets", List.of("s3:ListBucket"), buckets));
  }

  private Stream<Grant> images() {
    return each(AssetPlaces::repositories, name -> names.arn("ecr", "repository/" + name))
        .map(repositories -> allow("LookForImages", List.of("ecr:DescribeImages"), repositories));
  }

  private Stream<Grant> layers() {
    return each(AssetPlaces::layers, layer -> layerArn(layer) + ":*")
        .map(
            versions ->
                allow("LookForLayers", List.of("lambda:GetLayerVersion"), versions)
                    .because("The layer is named; which version templates name changes."));
  }

  private String layerArn(String layer) {
    return layer.startsWith("arn:") ? layer : names.arn("lambda", "layer:" + layer);
  }

  private Stream<Grant> macros() {
    return each(AssetPlaces::macros, name -> name)
        .map(
            _ ->
                allow(
                        "LookForMacros",
                        List.of("cloudformation:DescribeStackResources"),
                        List.of(ANY))
                    .because(
                        "Which stack has a macro is what is asked; of one that is gone there is"
                            + " none to name."));
  }

  /** The resources of all targets in one list; nothing where there are none. */
  private Stream<List<String>> each(
      Function<AssetPlaces, List<String>> places, Function<String, String> arn) {
    List<String> resources =
        configuration.targets().stream()
            .flatMap(target -> places.apply(target.assetPlaces()).stream())
            .distinct()
            .map(arn)
            .toList();
    return Stream.of(resources).filter(named -> !named.isEmpty());
  }
}

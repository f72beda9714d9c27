package dev.lastgood.functions.config;

import java.util.List;

/**
 * Where what a stack's template names may be looked for: each place costs rights, and only those
 * that are named here are given.
 *
 * @param buckets the names of S3 buckets
 * @param repositories the names of repositories of Amazon ECR, in the environment's account and
 *     Region
 * @param layers Lambda layers, each by its name in the environment's account and Region, or by its
 *     ARN without a version
 * @param macros the names of CloudFormation macros, as templates have them
 */
public record AssetPlaces(
    List<String> buckets, List<String> repositories, List<String> layers, List<String> macros) {
  /** Nothing is looked for anywhere. */
  public static final AssetPlaces NONE =
      new AssetPlaces(List.of(), List.of(), List.of(), List.of());

  /** Copies its lists. */
  public AssetPlaces {
    buckets = List.copyOf(buckets);
    repositories = List.copyOf(repositories);
    layers = List.copyOf(layers);
    macros = List.copyOf(macros);
  }
}

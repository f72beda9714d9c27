package dev.lastgood.functions.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a template needs besides itself, and whether a stack can go back to it: CloudFormation
 * fetches all of it anew.
 */
public final class Assets {
  /** "Methods for accessing a bucket" in the Amazon S3 User Guide: by the host, or by the path. */
  private static final Pattern BY_HOST =
      Pattern.compile("(.+)\\.s3[.-]?[a-z0-9-]*\\.(?:[a-z0-9-]+\\.)*amazonaws\\.com(?:\\.cn)?");

  private static final Pattern BY_PATH =
      Pattern.compile("s3[.-]?[a-z0-9-]*\\.(?:[a-z0-9-]+\\.)*amazonaws\\.com(?:\\.cn)?");

  private static final Pattern VERSION = Pattern.compile("(?:^|&)versionId=([^&]+)");

  private final PlainValues values;
  private final String prefix;
  private final List<Asset> found = new ArrayList<>();

  private Assets(PlainValues values, String prefix) {
    this.values = values;
    this.prefix = prefix;
  }

  /**
   * What a captured stack and all nested in it need.
   *
   * @param stack the point
   * @return each once, sorted by name
   * @throws UnreadableTemplateException where a template cannot be read
   */
  public static List<Asset> of(StackCapture stack) {
    List<Asset> assets = new ArrayList<>();
    collect(stack, "", assets);
    return sorted(assets);
  }

  private static void collect(StackCapture stack, String prefix, List<Asset> assets) {
    assets.addAll(
        of(
            stack.template(),
            stack.stackName(),
            stack.stackId(),
            stack.configuration().parameters(),
            prefix));
    stack
        .state()
        .nested()
        .forEach((logicalId, child) -> collect(child, prefix + logicalId + ".", assets));
  }

  /**
   * What a template needs.
   *
   * @param template its text, with and without its transforms expanded
   * @param stackName the stack's name
   * @param stackId its ARN; "" where it is not known
   * @param parameters the values that were given
   * @return each once, sorted by name
   * @throws UnreadableTemplateException where a template cannot be read
   */
  public static List<Asset> of(
      StackTemplate template,
      String stackName,
      String stackId,
      Map<String, StackParameter> parameters) {
    return sorted(of(template, stackName, stackId, parameters, ""));
  }

  private static List<Asset> of(
      StackTemplate template,
      String stackName,
      String stackId,
      Map<String, StackParameter> parameters,
      String prefix) {
    TemplateDocument original = TemplateDocument.parse(template.original());
    TemplateDocument processed = TemplateDocument.parse(template.processed());
    Assets assets = new Assets(PlainValues.of(processed, stackName, stackId, parameters), prefix);
    processed.resources().values().forEach(assets::resource);
    assets.transforms(original);
    return assets.found;
  }

  private static List<Asset> sorted(List<Asset> assets) {
    return assets.stream().distinct().sorted(Comparator.comparing(Asset::name)).toList();
  }

  private void resource(TemplateResource resource) {
    JsonNode properties = resource.properties();
    String id = prefix + resource.logicalId();
    switch (resource.type()) {
      case "AWS::CloudFormation::Stack" -> url(properties.path("TemplateURL"), id + ".TemplateURL");
      case "AWS::Lambda::Function" -> {
        object(properties.path("Code"), "S3", "S3ObjectVersion", id + ".Code");
        image(properties.path("Code").path("ImageUri"), id + ".Code.ImageUri");
        layers(properties.path("Layers"), id + ".Layers");
      }
      case "AWS::Lambda::LayerVersion" ->
          object(properties.path("Content"), "S3", "S3ObjectVersion", id + ".Content");
      case "AWS::StepFunctions::StateMachine" ->
          object(
              properties.path("DefinitionS3Location"), "", "Version", id + ".DefinitionS3Location");
      case "AWS::ApiGateway::RestApi" ->
          object(properties.path("BodyS3Location"), "", "Version", id + ".BodyS3Location");
      case "AWS::ECS::TaskDefinition" ->
          properties
              .path("ContainerDefinitions")
              .forEach(container -> image(container.path("Image"), id + ".ContainerDefinitions"));
      default -> {
        // Others need nothing that a template names by its place.
      }
    }
  }

  private void object(JsonNode place, String before, String version, String usedBy) {
    JsonNode bucket = place.path(before + "Bucket");
    JsonNode key = place.path(before + "Key");
    if (bucket.isMissingNode() || key.isMissingNode()) {
      return;
    }
    Optional<String> bucketName = values.text(bucket);
    Optional<String> keyName = values.text(key);
    JsonNode versionId = place.path(version);
    Optional<String> versionName = values.text(versionId);
    if (bucketName.isEmpty()
        || keyName.isEmpty()
        || !versionId.isMissingNode() && versionName.isEmpty()) {
      found.add(new Asset.Untold(place.toString(), usedBy));
    } else {
      found.add(new Asset.S3Object(bucketName.get(), keyName.get(), versionName, usedBy));
    }
  }

  private void url(JsonNode url, String usedBy) {
    found.add(
        values
            .text(url)
            .flatMap(text -> s3Object(text, usedBy))
            .<Asset>map(object -> object)
            .orElseGet(() -> new Asset.Untold(url.toString(), usedBy)));
  }

  /** An address of S3, as {@code https:} or {@code s3:}. */
  static Optional<Asset.S3Object> s3Object(String address, String usedBy) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
    if (uri.getHost() == null && uri.getAuthority() == null || uri.getPath() == null) {
      return Optional.empty();
    }
    String host = uri.getHost() == null ? uri.getAuthority() : uri.getHost();
    String path = uri.getPath().startsWith("/") ? uri.getPath().substring(1) : uri.getPath();
    Optional<String> version =
        Optional.ofNullable(uri.getQuery())
            .map(VERSION::matcher)
            .filter(Matcher::find)
            .map(matcher -> matcher.group(1));
    if ("s3".equals(uri.getScheme())) {
      return Optional.of(new Asset.S3Object(host, path, version, usedBy));
    }
    Matcher byHost = BY_HOST.matcher(host);
    if (byHost.matches()) {
      return Optional.of(new Asset.S3Object(byHost.group(1), path, version, usedBy));
    }
    int slash = path.indexOf('/');
    return BY_PATH.matcher(host).matches() && slash > 0
        ? Optional.of(
            new Asset.S3Object(
                path.substring(0, slash), path.substring(slash + 1), version, usedBy))
        : Optional.empty();
  }

  private void image(JsonNode uri, String usedBy) {
    if (!uri.isMissingNode()) {
      found.add(
          values
              .text(uri)
              .<Asset>map(text -> new Asset.Image(text, usedBy))
              .orElseGet(() -> new Asset.Untold(uri.toString(), usedBy)));
    }
  }

  /** A layer of the same template is made with it. */
  private void layers(JsonNode layers, String usedBy) {
    for (JsonNode layer : layers) {
      Optional<String> arn = values.text(layer);
      if (arn.isPresent()) {
        found.add(new Asset.Layer(arn.get(), usedBy));
      } else if (!layer.has("Ref")) {
        found.add(new Asset.Untold(layer.toString(), usedBy));
      }
    }
  }

  private void transforms(TemplateDocument original) {
    original.transforms().stream()
        .filter(name -> !name.startsWith("AWS::"))
        .map(Asset.Macro::new)
        .forEach(found::add);
    Stream.concat(
            original.find("Fn::Transform").stream(), Stream.of(original.root().path("Transform")))
        .filter(transform -> transform.path("Name").asText().equals("AWS::Include"))
        .forEach(
            include -> url(include.path("Parameters").path("Location"), prefix + "AWS::Include"));
  }

  /**
   * Judges whether all is there; has no effects.
   *
   * @param readings what was found of each asset
   * @param fingerprints what names that can be given another content meant when the point was
   *     captured, by these names, as {@link AssetReading.Present} had it then; those that are not
   *     in it are not compared
   * @return the judgement
   */
  public static AssetJudgement judge(
      Map<Asset, AssetReading> readings, Map<String, String> fingerprints) {
    List<String> missing = new ArrayList<>();
    List<String> unchecked = new ArrayList<>();
    List<String> notLookedFor = new ArrayList<>();
    readings.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().name()))
        .forEach(
            entry -> {
              Asset asset = entry.getKey();
              String who = asset.name() + ", which " + asset.usedBy() + " needs, ";
              switch (entry.getValue()) {
                case AssetReading.Gone _ -> missing.add(who + "does not exist any more.");
                case AssetReading.Unusable(String because) -> missing.add(who + because);
                case AssetReading.Unchecked(String because) ->
                    unchecked.add(who + "was not seen: " + because);
                case AssetReading.NotLookedFor(String because) ->
                    notLookedFor.add(who + "was not looked for: " + because);
                case AssetReading.Present(Optional<String> now) -> {
                  Optional<String> then = Optional.ofNullable(fingerprints.get(asset.name()));
                  if (then.isPresent() && now.isPresent() && !then.equals(now)) {
                    missing.add(who + "was overwritten: it is something else now.");
                  }
                }
              }
            });
    if (!missing.isEmpty()) {
      return new AssetJudgement.Missing(missing);
    }
    return unchecked.isEmpty()
        ? new AssetJudgement.AllThere(notLookedFor)
        : new AssetJudgement.Unknown(unchecked);
  }
}

package dev.lastgood.functions.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.config.AssetPlaces;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageStatus;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

@DisplayName("Looking for what a template needs")
class AssetReaderTest {
  private static final String REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/";
  private static final String FOREIGN_LAYER =
      "arn:aws:lambda:eu-west-1:999988887777:layer:telemetry";
  private static final AssetPlaces PLACES =
      new AssetPlaces(
          List.of("code"),
          List.of("shop/orders"),
          List.of("tools", FOREIGN_LAYER),
          List.of("Company-Defaults"));

  private static final Asset OBJECT =
      new Asset.S3Object("code", "f.zip", Optional.empty(), "Function.Code");
  private static final Asset VERSION =
      new Asset.S3Object("code", "f.zip", Optional.of("v1"), "Function.Code");
  private static final Asset LAYER =
      new Asset.Layer("arn:aws:lambda:eu-west-1:111122223333:layer:tools:3", "Function.Layers");
  private static final Asset TAG = new Asset.Image(REGISTRY + "shop/orders:stable", "Task");
  private static final Asset DIGEST = new Asset.Image(REGISTRY + "shop/orders@sha256:12ab", "Task");
  private static final Asset MACRO = new Asset.Macro("Company-Defaults");

  private final S3Client s3 = mock(S3Client.class);
  private final LambdaClient lambda = mock(LambdaClient.class);
  private final EcrClient ecr = mock(EcrClient.class);
  private final CloudFormationClient cloudFormation = mock(CloudFormationClient.class);
  private final Platform platform = mock(Platform.class);

  @BeforeEach
  void clients() {
    Configuration configuration = mock(Configuration.class);
    when(configuration.account()).thenReturn("111122223333");
    when(configuration.region()).thenReturn("eu-west-1");
    when(platform.configuration()).thenReturn(configuration);
    when(platform.client(S3Client.class)).thenReturn(s3);
    when(platform.client(LambdaClient.class)).thenReturn(lambda);
    when(platform.client(EcrClient.class)).thenReturn(ecr);
    when(platform.client(CloudFormationClient.class)).thenReturn(cloudFormation);
  }

  private AssetReading read(Asset asset) {
    return new AssetReader(platform).read(List.of(asset), PLACES).get(asset);
  }

  @Test
  @DisplayName("finds an object with its entity tag, which a version does not need")
  void there() {
    when(s3.headObject(any(HeadObjectRequest.class)))
        .thenReturn(HeadObjectResponse.builder().eTag("tag").build());
    assertEquals(new AssetReading.Present(Optional.of("tag")), read(OBJECT));
    assertEquals(new AssetReading.Present(Optional.empty()), read(VERSION));
  }

  @Test
  @DisplayName("says gone of what S3 does not find, and of a delete marker")
  void gone() {
    for (int status : List.of(404, 405)) {
      when(s3.headObject(any(HeadObjectRequest.class)))
          .thenThrow(S3Exception.builder().statusCode(status).build());
      assertEquals(new AssetReading.Gone(), read(VERSION));
    }
  }

  @Test
  @DisplayName("says unchecked of what it may not see: a missing object looks the same")
  void forbidden() {
    when(s3.headObject(any(HeadObjectRequest.class)))
        .thenThrow(S3Exception.builder().statusCode(403).message("Forbidden").build());
    assertInstanceOf(AssetReading.Unchecked.class, read(OBJECT));
  }

  @Test
  @DisplayName("finds the version of a layer, or says that it is gone")
  void layers() {
    when(lambda.getLayerVersionByArn(any(GetLayerVersionByArnRequest.class)))
        .thenReturn(GetLayerVersionByArnResponse.builder().build())
        .thenThrow(ResourceNotFoundException.builder().build());
    assertEquals(new AssetReading.Present(Optional.empty()), read(LAYER));
    assertEquals(new AssetReading.Gone(), read(LAYER));
  }

  @Test
  @DisplayName("says unchecked of another account's layer that is not shared any more")
  void layerOfOthers() {
    when(lambda.getLayerVersionByArn(any(GetLayerVersionByArnRequest.class)))
        .thenThrow(refused(LambdaException.builder(), "AccessDeniedException"));
    assertInstanceOf(
        AssetReading.Unchecked.class, read(new Asset.Layer(FOREIGN_LAYER + ":7", "F")));
  }

  @Test
  @DisplayName("asks ECR for a tag, which is found with the digest that it means now")
  void tag() {
    found(ImageDetail.builder().imageDigest("sha256:77").imageStatus(ImageStatus.ACTIVE).build());
    assertEquals(new AssetReading.Present(Optional.of("sha256:77")), read(TAG));
    verify(ecr)
        .describeImages(
            DescribeImagesRequest.builder()
                .registryId("111122223333")
                .repositoryName("shop/orders")
                .imageIds(ImageIdentifier.builder().imageTag("stable").build())
                .build());
  }

  @Test
  @DisplayName("asks ECR for a digest, beside which a tag means nothing")
  void digest() {
    found(ImageDetail.builder().imageDigest("sha256:12ab").build());
    assertEquals(new AssetReading.Present(Optional.empty()), read(DIGEST));
    assertEquals(
        new AssetReading.Present(Optional.empty()),
        read(new Asset.Image(REGISTRY + "shop/orders:any@sha256:12ab", "Task")));
    verify(ecr, times(2))
        .describeImages(
            DescribeImagesRequest.builder()
                .registryId("111122223333")
                .repositoryName("shop/orders")
                .imageIds(ImageIdentifier.builder().imageDigest("sha256:12ab").build())
                .build());
  }

  @Test
  @DisplayName("says gone of an image that ECR does not find, and of one whose repository is gone")
  void imageGone() {
    when(ecr.describeImages(any(DescribeImagesRequest.class)))
        .thenThrow(ImageNotFoundException.builder().build())
        .thenThrow(RepositoryNotFoundException.builder().build())
        .thenReturn(DescribeImagesResponse.builder().build());
    assertEquals(new AssetReading.Gone(), read(DIGEST));
    assertEquals(new AssetReading.Gone(), read(DIGEST));
    assertEquals(new AssetReading.Gone(), read(DIGEST), "only active ones are answered with");
  }

  @Test
  @DisplayName("says of an archived image that it cannot be pulled")
  void archived() {
    for (ImageStatus status : List.of(ImageStatus.ARCHIVED, ImageStatus.ACTIVATING)) {
      found(ImageDetail.builder().imageDigest("sha256:12ab").imageStatus(status).build());
      assertInstanceOf(AssetReading.Unusable.class, read(DIGEST));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "ThrottlingException", "ServerException"})
  @DisplayName("says unchecked of what a service refuses to say, whatever the reason")
  void refusals(String code) {
    when(ecr.describeImages(any(DescribeImagesRequest.class)))
        .thenThrow(refused(EcrException.builder(), code));
    when(lambda.getLayerVersionByArn(any(GetLayerVersionByArnRequest.class)))
        .thenThrow(refused(LambdaException.builder(), code));
    when(cloudFormation.describeStackResources(any(DescribeStackResourcesRequest.class)))
        .thenThrow(refused(CloudFormationException.builder(), code));
    for (Asset asset : List.of(TAG, DIGEST, LAYER, MACRO)) {
      assertInstanceOf(AssetReading.Unchecked.class, read(asset), asset.name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "public.ecr.aws/docker/library/redis:7, it is in no private registry of Amazon ECR.",
    "redis:7, it is in no private registry of Amazon ECR.",
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com, it is in no private registry of Amazon ECR.",
    "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/orders:1,"
        + "'its registry is in us-east-1, not in eu-west-1.'",
    "999988887777.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:1,"
        + "'its registry is the account 999988887777''s, not this one''s.'",
    "111122223333.dkr.ecr.eu-west-1.amazonaws.com/other:1,"
        + "the repository other is none of assetRepositories."
  })
  @DisplayName("does not look for images elsewhere, and says why")
  void imagesElsewhere(String uri, String because) {
    assertEquals(new AssetReading.NotLookedFor(because), read(new Asset.Image(uri, "Task")));
    verifyNoInteractions(ecr);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders",
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com.cn/shop/orders",
        "111122223333.dkr.ecr-fips.eu-west-1.amazonaws.com/shop/orders",
        "111122223333.dkr-ecr.eu-west-1.on.aws/shop/orders",
        "111122223333.dkr.ecr.eu-west-1.c2s.ic.gov/shop/orders",
        "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:latest"
      })
  @DisplayName("knows a registry by any of its hosts, and an image without a tag as the latest")
  void hosts(String uri) {
    assertEquals(
        Optional.of(
            new RegistryImage(
                "111122223333", "eu-west-1", "shop/orders", Optional.empty(), "latest")),
        RegistryImage.of(uri));
  }

  @Test
  @DisplayName("finds a macro by the stack that has it, also where a deleted stack was to keep it")
  void macroThere() {
    for (ResourceStatus status :
        List.of(ResourceStatus.CREATE_COMPLETE, ResourceStatus.DELETE_SKIPPED)) {
      macroIn("AWS::CloudFormation::Macro", status);
      assertEquals(new AssetReading.Present(Optional.empty()), read(MACRO), status.toString());
    }
    verify(cloudFormation, times(2))
        .describeStackResources(
            DescribeStackResourcesRequest.builder().physicalResourceId("Company-Defaults").build());
  }

  @Test
  @DisplayName("says gone of a macro that no stack has, and of one that was deleted with its stack")
  void macroGone() {
    macroIn("AWS::CloudFormation::Macro", ResourceStatus.DELETE_COMPLETE);
    assertEquals(new AssetReading.Gone(), read(MACRO));
    when(cloudFormation.describeStackResources(any(DescribeStackResourcesRequest.class)))
        .thenThrow(
            CloudFormationException.builder()
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("ValidationError")
                        .errorMessage("Stack for Company-Defaults does not exist")
                        .build())
                .build());
    assertEquals(new AssetReading.Gone(), read(MACRO));
  }

  @Test
  @DisplayName("says unchecked of a macro where something else has its name")
  void macroUnclear() {
    macroIn("AWS::IAM::Role", ResourceStatus.CREATE_COMPLETE);
    assertInstanceOf(AssetReading.Unchecked.class, read(MACRO));
  }

  @Test
  @DisplayName("does not look for what is declared nowhere, or cannot be told")
  void undeclared() {
    for (Asset asset :
        List.of(
            new Asset.S3Object("other", "f.zip", Optional.empty(), "F"),
            new Asset.Layer("arn:aws:lambda:eu-west-1:111122223333:layer:other:3", "F"),
            new Asset.Layer("arn:aws:lambda:eu-west-1:555566667777:layer:tools:3", "F"),
            new Asset.Layer("tools", "F"),
            new Asset.Macro("Other"),
            new Asset.Untold("{}", "Own.Content"))) {
      assertInstanceOf(AssetReading.NotLookedFor.class, read(asset), asset.name());
    }
    verifyNoInteractions(s3, lambda, ecr, cloudFormation);
  }

  @Test
  @DisplayName("remembers what names mean that can be given another content, and no more")
  void fingerprints() {
    String template =
        """
        Resources:
          Pinned:
            Type: AWS::Lambda::Function
            Properties: {Code: {ImageUri: '%1$sshop/orders@sha256:12ab'}}
          Tagged:
            Type: AWS::Lambda::Function
            Properties: {Code: {ImageUri: '%1$sshop/orders:stable'}}
          Elsewhere:
            Type: AWS::Lambda::Function
            Properties: {Code: {ImageUri: 'redis:7'}}
          Zip:
            Type: AWS::Lambda::Function
            Properties: {Code: {S3Bucket: code, S3Key: f.zip}}
          Version:
            Type: AWS::Lambda::Function
            Properties: {Code: {S3Bucket: code, S3Key: g.zip, S3ObjectVersion: v1}}
        """
            .formatted(REGISTRY);
    found(ImageDetail.builder().imageDigest("sha256:77").build());
    when(s3.headObject(any(HeadObjectRequest.class)))
        .thenReturn(HeadObjectResponse.builder().eTag("tag").build());
    StackCapture stack =
        new StackBuilder("web").body().capture(new StackTemplate(template, template));
    assertEquals(
        new TreeMap<>(
            Map.of(REGISTRY + "shop/orders:stable", "sha256:77", "s3://code/f.zip", "tag")),
        new AssetFingerprints(platform).read(stack, PLACES));
    when(ecr.describeImages(any(DescribeImagesRequest.class)))
        .thenThrow(refused(EcrException.builder(), "ThrottlingException"));
    assertEquals(
        new TreeMap<>(Map.of("s3://code/f.zip", "tag")),
        new AssetFingerprints(platform).read(stack, PLACES),
        "what was not seen is not remembered");
  }

  private void found(ImageDetail detail) {
    when(ecr.describeImages(any(DescribeImagesRequest.class)))
        .thenReturn(DescribeImagesResponse.builder().imageDetails(detail).build());
  }

  private void macroIn(String type, ResourceStatus status) {
    when(cloudFormation.describeStackResources(any(DescribeStackResourcesRequest.class)))
        .thenReturn(
            DescribeStackResourcesResponse.builder()
                .stackResources(
                    StackResource.builder()
                        .resourceType("AWS::Lambda::Function")
                        .physicalResourceId("macros-function")
                        .resourceStatus(ResourceStatus.CREATE_COMPLETE)
                        .build(),
                    StackResource.builder()
                        .resourceType(type)
                        .physicalResourceId("Company-Defaults")
                        .resourceStatus(status)
                        .build())
                .build());
  }

  private static SdkException refused(AwsServiceException.Builder exception, String code) {
    return exception
        .message("refused")
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("refused").build())
        .build();
  }
}

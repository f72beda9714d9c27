package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.cloudformation.TemplateSource;
import dev.lastgood.simulator.iam.DependentAuthorisation.Basis;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationRequest;

/** What CloudFormation checks of whoever calls it. */
final class StackRules {
  private static final Set<String> URLS =
      Set.of("TemplateURL", "StackPolicyURL", "StackPolicyDuringUpdateURL");
  private static final String ACCESS =
      "\"Control CloudFormation access with AWS Identity and Access Management\", AWS"
          + " CloudFormation User Guide";

  static final List<DependentRule<?>> ALL =
      List.of(
          rule(
              "a template or a stack policy is named by URL",
              List.of("s3:GetObject"),
              "the object",
              List.of("s3:TlsVersion", "aws:SecureTransport"),
              ACCESS,
              Basis.REMEMBERED,
              (call, facts) ->
                  objects(call)
                      .map(
                          object ->
                              new Check(
                                  call.caller(),
                                  facts.arns().s3(object.bucket() + "/" + object.key()),
                                  Map.of("aws:SecureTransport", "true", "s3:TlsVersion", "1.3")))),
          rule(
              "that object is in a bucket with a customer managed key",
              List.of("kms:Decrypt"),
              "the bucket's key",
              List.of("kms:ViaService", "kms:CallerAccount", "kms:EncryptionContext"),
              "\"Using server-side encryption with AWS KMS keys (SSE-KMS)\", Amazon S3 User Guide",
              Basis.REMEMBERED,
              (call, facts) ->
                  objects(call)
                      .flatMap(
                          object -> CallRules.object(call, facts, object.bucket(), object.key()))),
          rule(
              "a service role is named",
              List.of("iam:PassRole"),
              "the role",
              List.of("iam:PassedToService"),
              "\"CloudFormation service role\", AWS CloudFormation User Guide",
              Basis.DOCUMENTED,
              (call, _) ->
                  texts(call, Set.of("RoleARN"))
                      .map(
                          role ->
                              new Check(
                                  call.caller(),
                                  role,
                                  Map.of("iam:PassedToService", "cloudformation.amazonaws.com")))));

  private StackRules() {}

  private static Stream<TemplateSource.S3Object> objects(Occasion.Called call) {
    return texts(call, URLS).flatMap(url -> TemplateSource.object(url).stream());
  }

  private static Stream<String> texts(Occasion.Called call, Set<String> members) {
    return call.request() instanceof CloudFormationRequest request
        ? request.sdkFields().stream()
            .filter(field -> members.contains(field.memberName()))
            .map((SdkField<?> field) -> field.getValueOrDefault(request))
            .filter(String.class::isInstance)
            .map(String.class::cast)
        : Stream.of();
  }

  private static DependentRule<Occasion.Called> rule(
      String when,
      List<String> actions,
      String resource,
      List<String> contextKeys,
      String document,
      Basis basis,
      BiFunction<Occasion.Called, RuleFacts, Stream<Check>> checks) {
    return DependentRule.of(
        Occasion.Called.class, when, actions, resource, contextKeys, document, basis, checks);
  }
}

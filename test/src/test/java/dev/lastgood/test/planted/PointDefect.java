package dev.lastgood.test.planted;

import dev.lastgood.functions.plan.PlanHandler;
import dev.lastgood.functions.point.CaptureHandler;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

/** What can be wrong with recovery points. */
enum PointDefect implements PlantedDefect {
  /** A point whose seal does not hold is taken all the same. */
  SEAL_NOT_CHECKED(
      new Mistake(
          "A point whose seal does not hold is taken all the same.",
          "PointStore.read and Seals.refusal",
          Spoil.call(
              VerifyMacRequest.class,
              (request, right, _) -> {
                try {
                  return right.call(request);
                } catch (KmsInvalidMacException forged) {
                  return VerifyMacResponse.builder().macValid(true).build();
                }
              },
              PlanHandler.class),
          new Shown(
              "point-tampered",
              FaultSettings.TYPICAL,
              29,
              1,
              "the scenario's outcome",
              "ended as RECOVERED instead of ESCALATED"))),
  /** A seal is made over another text than it is checked over. */
  SEAL_OVER_ANOTHER_TEXT(
      new Mistake(
          "A seal is made over another text than it is checked over.",
          "Seal.message is what both take",
          Spoil.request(
              GenerateMacRequest.class,
              request ->
                  request.toBuilder()
                      .message(
                          SdkBytes.fromUtf8String(request.message().asUtf8String().strip() + "\n"))
                      .build(),
              CaptureHandler.class),
          Shown.at("bad-launch-template", "the scenario's outcome", "ended as ESCALATED"))),
  /** A point is called good as soon as it is seen. */
  SOAK_SKIPPED(
      new Mistake(
          "A point is called good as soon as it is seen.",
          "Soak.judge makes it a candidate first",
          Spoil.request(
              PutItemRequest.class,
              request -> {
                Map<String, AttributeValue> item = new HashMap<>(request.item());
                if (Items.has(item, "target#", "point#")) {
                  item.put("status", AttributeValue.fromS("GOOD"));
                  item.putIfAbsent("promotedAt", item.get("firstSeenAt"));
                }
                return request.toBuilder().item(item).build();
              },
              CaptureHandler.class),
          Shown.at(
              "bad-launch-template", "good means soaked", "is called good when it is 0 s old")));

  private final Mistake mistake;

  PointDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }
}

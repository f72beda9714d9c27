package dev.lastgood.functions.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.MalformedEventException;
import dev.lastgood.functions.handler.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Asks the team's own functions whether a target works. A probe that cannot be asked, fails or
 * answers anything but {@code {"healthy": true}} has not passed: nothing is called recovered on the
 * strength of an answer that was not given.
 */
final class Probes {
  private static final int ANSWER_LENGTH_MAX = 200;

  private final LambdaClient lambda;

  Probes(Platform platform) {
    this.lambda = platform.client(LambdaClient.class);
  }

  /** What is missing, a sentence for each probe that has not passed. */
  List<String> missing(Target target, String incidentId) {
    List<String> missing = new ArrayList<>();
    for (String probe : target.probes()) {
      String found = ask(target, probe, incidentId);
      if (!found.isEmpty()) {
        missing.add("The probe " + probe + " of " + target.id() + " " + found);
      }
    }
    return missing;
  }

  private String ask(Target target, String probe, String incidentId) {
    Map<String, String> question =
        new TreeMap<>(Map.of("targetId", target.id(), "incidentId", incidentId));
    InvokeResponse response;
    try {
      response =
          lambda.invoke(
              InvokeRequest.builder()
                  .functionName(probe)
                  .payload(SdkBytes.fromUtf8String(Json.write(question)))
                  .build());
    } catch (SdkException failed) {
      return "could not be asked: " + failed.getMessage();
    }
    String answer = response.payload() == null ? "" : response.payload().asUtf8String();
    if (response.functionError() != null) {
      return "failed: " + shortened(answer);
    }
    try {
      return Json.read(answer, JsonNode.class).path("healthy").asBoolean(false)
          ? ""
          : "answered " + shortened(answer);
    } catch (MalformedEventException unreadable) {
      return "answered what is no JSON: " + shortened(answer);
    }
  }

  private static String shortened(String answer) {
    return answer.length() <= ANSWER_LENGTH_MAX
        ? answer
        : answer.substring(0, ANSWER_LENGTH_MAX) + "…";
  }
}

package dev.lastgood.functions.point;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.Platform;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/**
 * A point's launch template data in the form in which EC2 takes it, user data included: what a
 * deleted version is made again from. See "RequestLaunchTemplateData" in the Amazon EC2 API
 * Reference; what EC2 answers has the same members, and a few that only describe.
 */
public final class TemplateData {
  private static final String USER_DATA = "UserData";
  private static final String USER_DATA_SHA_256 = "UserDataSha256";

  private final HashedTexts userData;

  /**
   * A reader.
   *
   * @param platform where its client comes from, and the variable {@code BUCKET}
   */
  public TemplateData(Platform platform) {
    this.userData = new HashedTexts(new WriteOnceObjects(platform), "user-data");
  }

  /**
   * The data of one template version that a point names.
   *
   * @param targetId the target that the point is of
   * @param body the point
   * @param place the version's place in the point's launch names
   * @return empty where its user data, which is kept apart, is not there any more
   */
  public Optional<RequestLaunchTemplateData> of(String targetId, GroupBody body, String place) {
    LaunchTemplate template = body.configuration().launch().templates().get(place);
    ObjectNode json = Json.MAPPER.valueToTree(template.data());
    if (json.remove(USER_DATA_SHA_256) instanceof JsonNode hash) {
      Optional<String> text = userData.find(targetId, hash.asText());
      if (text.isEmpty()) {
        return Optional.empty();
      }
      json.put(USER_DATA, text.get());
    }
    return Optional.of(
        (RequestLaunchTemplateData)
            SdkReader.read(RequestLaunchTemplateData.builder(), json, place));
  }
}

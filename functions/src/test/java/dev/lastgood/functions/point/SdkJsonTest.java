package dev.lastgood.functions.point;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.handler.CanonicalJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

@DisplayName("A launch template's data as JSON")
class SdkJsonTest {
  private static final ResponseLaunchTemplateData DATA =
      ResponseLaunchTemplateData.builder()
          .imageId("ami-1")
          .instanceType(InstanceType.M7_G_LARGE)
          .ebsOptimized(true)
          .userData("c2VjcmV0")
          .securityGroupIds("sg-2", "sg-1")
          .iamInstanceProfile(profile -> profile.name("web"))
          .blockDeviceMappings(
              LaunchTemplateBlockDeviceMapping.builder()
                  .deviceName("/dev/xvda")
                  .ebs(ebs -> ebs.volumeSize(20))
                  .build())
          .build();

  @Test
  @DisplayName("holds every field that is set, under the API's names, and no other")
  void fields() {
    assertEquals(
        Map.of(
            "ImageId",
            "ami-1",
            "InstanceType",
            "m7g.large",
            "EbsOptimized",
            true,
            "UserData",
            "c2VjcmV0",
            "SecurityGroupIds",
            List.of("sg-1", "sg-2"),
            "IamInstanceProfile",
            Map.of("Name", "web"),
            "BlockDeviceMappings",
            List.of(Map.of("DeviceName", "/dev/xvda", "Ebs", Map.of("VolumeSize", 20)))),
        SdkJson.of(DATA));
    assertEquals(Map.of(), SdkJson.of(ResponseLaunchTemplateData.builder().build()));
  }

  @Test
  @DisplayName("in a recovery point the user data, which may be secret, is a hash only")
  void userData() {
    LaunchTemplate template =
        TemplateReader.templateOf(
            LaunchTemplateVersion.builder()
                .launchTemplateId("lt-1")
                .launchTemplateData(DATA)
                .build());
    assertEquals("lt-1", template.id());
    assertEquals(null, template.data().get("UserData"));
    assertEquals(CanonicalJson.sha256OfText("c2VjcmV0"), template.data().get("UserDataSha256"));
    assertEquals(false, template.toString().contains("c2VjcmV0"));
  }
}

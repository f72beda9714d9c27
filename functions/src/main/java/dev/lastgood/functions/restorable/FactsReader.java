package dev.lastgood.functions.restorable;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LaunchTemplate;
import dev.lastgood.functions.point.LostSource;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.SourceReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/**
 * Looks whether what a point needs exists: what is quick to see, and certain once seen. One call
 * for each kind of thing where all of it is there.
 */
public final class FactsReader {
  /** How many ids go into a call to EC2, well below the length that a request may have. */
  private static final int EC2_BATCH = 100;

  private static final int TARGET_GROUPS_BATCH = 20;

  private static final Predicate<AwsServiceException> UNKNOWN_TO_EC2 =
      refused -> {
        // "Error codes for the Amazon EC2 API": InvalidAMIID.NotFound, InvalidAMIID.Unavailable,
        // InvalidSubnetID.NotFound, InvalidGroup.NotFound, InvalidKeyPair.NotFound, …
        String code = Existing.code(refused);
        return code.startsWith("Invalid")
            && (code.endsWith(".NotFound")
                || code.endsWith(".Unavailable")
                || code.endsWith(".Malformed"));
      };

  private final Ec2Client ec2;
  private final ElasticLoadBalancingV2Client loadBalancing;
  private final SourceReader sources;
  private final PointStore points;

  /**
   * A reader.
   *
   * @param platform where its clients come from
   */
  public FactsReader(Platform platform) {
    this.ec2 = platform.client(Ec2Client.class);
    this.loadBalancing = platform.client(ElasticLoadBalancingV2Client.class);
    this.sources = new SourceReader(platform);
    this.points = new PointStore(platform);
  }

  /**
   * Looks.
   *
   * @param body the point
   * @param needs what it needs
   * @return what is there; nothing of what a launch would meet
   */
  public Facts read(GroupBody body, Needs needs) {
    return new Facts(
        Look.at("What it launches from", () -> sources(body)),
        Look.at("Its images", () -> imageStates(needs)),
        Look.at("Its subnets", () -> subnets(needs)),
        Look.at("Its security groups", () -> securityGroups(needs)),
        Look.at("Its key pairs", () -> keyNames(needs)),
        Look.at("Its target groups", () -> targetGroupArns(needs)),
        Optional.empty());
  }

  private Facts.Sources sources(GroupBody body) {
    List<LostSource> lost = sources.lost(body);
    Map<String, LaunchTemplate> templates = body.configuration().launch().templates();
    return new Facts.Sources(
        lost,
        lost.stream()
            .filter(LostSource.Version.class::isInstance)
            .map(LostSource.Version.class::cast)
            .filter(
                version ->
                    Optional.ofNullable(templates.get(version.named().place()))
                        .flatMap(LaunchTemplate::userDataSha256)
                        .filter(sha256 -> points.userData(body.targetId(), sha256).isEmpty())
                        .isPresent())
            .toList());
  }

  /** A deprecated image can still be launched; a disabled one cannot, and says so. */
  private Map<String, String> imageStates(Needs needs) {
    return Existing.of(
            needs.imageIds(),
            EC2_BATCH,
            ids ->
                ec2.describeImages(
                        DescribeImagesRequest.builder()
                            .imageIds(ids)
                            .includeDeprecated(true)
                            .includeDisabled(true)
                            .build())
                    .images(),
            UNKNOWN_TO_EC2)
        .stream()
        .collect(Collectors.toMap(Image::imageId, Image::stateAsString));
  }

  private Map<String, Facts.Subnet> subnets(Needs needs) {
    Map<String, Facts.Subnet> subnets = new TreeMap<>();
    Existing.of(
            needs.subnetIds(),
            EC2_BATCH,
            ids ->
                ec2.describeSubnets(DescribeSubnetsRequest.builder().subnetIds(ids).build())
                    .subnets(),
            UNKNOWN_TO_EC2)
        .forEach(
            subnet ->
                subnets.put(
                    subnet.subnetId(),
                    new Facts.Subnet(
                        subnet.availabilityZone(),
                        subnet.stateAsString(),
                        Boolean.TRUE.equals(subnet.ipv6Native())
                            ? OptionalInt.empty()
                            : OptionalInt.of(subnet.availableIpAddressCount()))));
    return subnets;
  }

  /** Launch data name security groups by ids; those of a default VPC may have names. */
  private Set<String> securityGroups(Needs needs) {
    Map<Boolean, List<String>> byId =
        needs.securityGroups().stream()
            .collect(Collectors.partitioningBy(name -> name.startsWith("sg-")));
    Set<String> found = new HashSet<>();
    Existing.of(
            byId.get(true),
            EC2_BATCH,
            ids ->
                ec2.describeSecurityGroups(
                        DescribeSecurityGroupsRequest.builder().groupIds(ids).build())
                    .securityGroups(),
            UNKNOWN_TO_EC2)
        .stream()
        .map(SecurityGroup::groupId)
        .forEach(found::add);
    Existing.of(
            byId.get(false),
            EC2_BATCH,
            names ->
                ec2.describeSecurityGroups(
                        DescribeSecurityGroupsRequest.builder().groupNames(names).build())
                    .securityGroups(),
            UNKNOWN_TO_EC2)
        .stream()
        .map(SecurityGroup::groupName)
        .forEach(found::add);
    return found;
  }

  private Set<String> keyNames(Needs needs) {
    return Existing.of(
            needs.keyNames(),
            EC2_BATCH,
            names ->
                ec2.describeKeyPairs(DescribeKeyPairsRequest.builder().keyNames(names).build())
                    .keyPairs(),
            UNKNOWN_TO_EC2)
        .stream()
        .map(KeyPairInfo::keyName)
        .collect(Collectors.toSet());
  }

  private Set<String> targetGroupArns(Needs needs) {
    return Existing.of(
            needs.targetGroupArns(),
            TARGET_GROUPS_BATCH,
            arns ->
                loadBalancing
                    .describeTargetGroups(
                        DescribeTargetGroupsRequest.builder().targetGroupArns(arns).build())
                    .targetGroups(),
            TargetGroupNotFoundException.class::isInstance)
        .stream()
        .map(TargetGroup::targetGroupArn)
        .collect(Collectors.toSet());
  }
}

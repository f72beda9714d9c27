package dev.lastgood.simulator.ec2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The describing operations of the EC2 API Reference, launch templates excepted. */
final class Descriptions {
  /** How long a terminated instance stays visible; EC2 says "for a short interval". */
  private static final Duration TERMINATED_VISIBLE = Duration.ofHours(1);

  private final SimulatedEc2 ec2;

  Descriptions(SimulatedEc2 ec2) {
    this.ec2 = ec2;
  }

  static int pageSize(Integer asked, int max) {
    return asked == null ? max : Math.clamp(asked, 1, max);
  }

  DescribeImagesResponse images(DescribeImagesRequest request) {
    refuseFilters(request.filters());
    List<Image> found = new ArrayList<>();
    if (request.imageIds().isEmpty()) {
      found.addAll(ec2.prerequisites().images().values());
    } else {
      List<String> unknown =
          request.imageIds().stream()
              .filter(imageId -> !ec2.prerequisites().images().containsKey(imageId))
              .toList();
      if (!unknown.isEmpty()) {
        throw Ec2Errors.imagesNotFound(unknown);
      }
      request.imageIds().forEach(imageId -> found.add(ec2.prerequisites().image(imageId)));
    }
    Page<Image> page =
        Page.of(
            found,
            pageSize(request.maxResults(), 1000),
            request.nextToken(),
            Image::imageId,
            Ec2Errors::invalidToken);
    return DescribeImagesResponse.builder()
        .images(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  DescribeSubnetsResponse subnets(DescribeSubnetsRequest request) {
    refuseFilters(request.filters());
    List<Subnet> found = new ArrayList<>();
    if (request.subnetIds().isEmpty()) {
      ec2.subnets().all().forEach(subnet -> found.add(subnet.described()));
    } else {
      request.subnetIds().forEach(id -> found.add(ec2.subnets().get(id).described()));
    }
    Page<Subnet> page =
        Page.of(
            found,
            pageSize(request.maxResults(), 1000),
            request.nextToken(),
            Subnet::subnetId,
            Ec2Errors::invalidToken);
    return DescribeSubnetsResponse.builder()
        .subnets(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  DescribeInstanceTypesResponse instanceTypes(DescribeInstanceTypesRequest request) {
    refuseFilters(request.filters());
    List<String> unknown =
        request.instanceTypesAsStrings().stream()
            .filter(name -> !name.matches("[a-z0-9-]+\\.[a-z0-9-]+"))
            .toList();
    if (!unknown.isEmpty()) {
      throw Ec2Errors.of(
          Ec2Errors.INVALID_TYPE, "The following supplied instance types do not exist: " + unknown);
    }
    return DescribeInstanceTypesResponse.builder()
        .instanceTypes(
            (request.instanceTypesAsStrings().isEmpty()
                    ? InstanceTypes.smallestFirst().stream()
                    : request.instanceTypesAsStrings().stream().map(InstanceTypes::named))
                .map(
                    type ->
                        InstanceTypeInfo.builder()
                            .instanceType(type.name())
                            .vCpuInfo(vcpus -> vcpus.defaultVCpus(type.vcpus()))
                            .build())
                .toList())
        .build();
  }

  DescribeInstancesResponse instances(DescribeInstancesRequest request) {
    forgetLongTerminated();
    List<Ec2Instance> found = new ArrayList<>();
    if (request.instanceIds().isEmpty()) {
      found.addAll(ec2.instances().byId().values());
    } else {
      for (String id : request.instanceIds()) {
        found.add(ec2.instance(id).orElseThrow(() -> Ec2Errors.instanceNotFound(id)));
      }
    }
    found.removeIf(instance -> !request.filters().stream().allMatch(it -> matches(instance, it)));
    Page<Ec2Instance> page =
        Page.of(
            found,
            pageSize(request.maxResults(), 1000),
            request.nextToken(),
            Ec2Instance::id,
            Ec2Errors::invalidToken);
    return DescribeInstancesResponse.builder()
        .reservations(
            page.items().stream()
                .map(
                    instance ->
                        Reservation.builder()
                            .reservationId("r-" + instance.id().substring(2))
                            .ownerId(ec2.account().id())
                            .instances(instance.described())
                            .build())
                .toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private void forgetLongTerminated() {
    var before = ec2.time().now().minus(TERMINATED_VISIBLE);
    ec2.instances()
        .byId()
        .values()
        .removeIf(
            instance ->
                instance.state() == InstanceStateName.TERMINATED
                    && instance.terminatedAt().isBefore(before));
  }

  private static boolean matches(Ec2Instance instance, Filter filter) {
    String name = filter.name();
    String value =
        switch (name) {
          case "instance-state-name" -> instance.state().toString();
          case "image-id" -> instance.order().imageId();
          case "instance-id" -> instance.id();
          case "subnet-id" -> instance.order().subnetId();
          default -> {
            if (!name.startsWith("tag:")) {
              throw notModelled(filter);
            }
            yield instance.tag(name.substring("tag:".length()));
          }
        };
    return filter.values().contains(value);
  }

  static void refuseFilters(List<Filter> filters) {
    if (!filters.isEmpty()) {
      throw notModelled(filters.getFirst());
    }
  }

  static UnsupportedOperationException notModelled(Filter filter) {
    return new UnsupportedOperationException(
        "Simulated EC2 does not model the filter " + filter.name() + ".");
  }
}

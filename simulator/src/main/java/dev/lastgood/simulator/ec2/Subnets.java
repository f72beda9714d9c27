package dev.lastgood.simulator.ec2;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Subnets with their free addresses, and the capacity that EC2 has left in each zone. */
final class Subnets {
  private final Map<String, SubnetState> byId = new LinkedHashMap<>();
  private final Map<String, Integer> capacityByZone = new LinkedHashMap<>();

  static final class SubnetState {
    private final String id;
    private final String availabilityZone;
    private int freeAddresses;

    private SubnetState(String id, String availabilityZone, int freeAddresses) {
      this.id = id;
      this.availabilityZone = availabilityZone;
      this.freeAddresses = freeAddresses;
    }

    String availabilityZone() {
      return availabilityZone;
    }

    Subnet described() {
      return Subnet.builder()
          .subnetId(id)
          .availabilityZone(availabilityZone)
          .availableIpAddressCount(freeAddresses)
          .state("available")
          .build();
    }
  }

  void add(String id, String availabilityZone, int freeAddresses) {
    byId.put(id, new SubnetState(id, availabilityZone, freeAddresses));
  }

  Iterable<SubnetState> all() {
    return byId.values();
  }

  SubnetState get(String id) {
    SubnetState subnet = byId.get(id);
    if (subnet == null) {
      throw Ec2Errors.of("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
    }
    return subnet;
  }

  void limitCapacity(String availabilityZone, OptionalInt remaining) {
    if (remaining.isPresent()) {
      capacityByZone.put(availabilityZone, remaining.getAsInt());
    } else {
      capacityByZone.remove(availabilityZone);
    }
  }

  void take(SubnetState subnet, String instanceType) {
    Integer capacity = capacityByZone.get(subnet.availabilityZone);
    if (capacity != null && capacity < 1) {
      throw Ec2Errors.of(
          "InsufficientInstanceCapacity",
          "We currently do not have sufficient "
              + instanceType
              + " capacity in the Availability Zone you requested ("
              + subnet.availabilityZone
              + "). Our system will be working on provisioning additional capacity.",
          500);
    }
    if (subnet.freeAddresses < 1) {
      throw Ec2Errors.of(
          "InsufficientFreeAddressesInSubnet",
          "There are not enough free addresses in subnet '"
              + subnet.id
              + "' to satisfy the requested number of instances.");
    }
    if (capacity != null) {
      capacityByZone.put(subnet.availabilityZone, capacity - 1);
    }
    subnet.freeAddresses--;
  }

  /** A terminated instance gives its address and its capacity back. */
  void giveBack(SubnetState subnet) {
    subnet.freeAddresses++;
    capacityByZone.computeIfPresent(subnet.availabilityZone, (zone, capacity) -> capacity + 1);
  }
}

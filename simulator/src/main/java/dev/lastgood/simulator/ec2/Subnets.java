package dev.lastgood.simulator.ec2;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Subnets with their free addresses, and the capacity that EC2 has left, by zone and by type. */
final class Subnets {
  private final Map<String, SubnetState> byId = new LinkedHashMap<>();
  private final Map<String, Integer> capacityByPool = new LinkedHashMap<>();

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

  void delete(String id) {
    byId.remove(id);
  }

  void leaveAddresses(String id, int freeAddresses) {
    get(id).freeAddresses = freeAddresses;
  }

  Iterable<SubnetState> all() {
    return byId.values();
  }

  SubnetState get(String id) {
    SubnetState subnet = byId.get(id);
    if (subnet == null) {
      throw Ec2Errors.of(Ec2Errors.SUBNET_NOT_FOUND, "The subnet ID '" + id + "' does not exist");
    }
    return subnet;
  }

  /** The capacity of one type in a zone, beside that of the zone as a whole. */
  static String pool(String availabilityZone, String instanceType) {
    return availabilityZone + "/" + instanceType;
  }

  /** Bounds a zone as a whole, by its name, or one {@link #pool} of it. */
  void limitCapacity(String zoneOrPool, OptionalInt remaining) {
    if (remaining.isPresent()) {
      capacityByPool.put(zoneOrPool, remaining.getAsInt());
    } else {
      capacityByPool.remove(zoneOrPool);
    }
  }

  void take(SubnetState subnet, String instanceType) {
    String pool = pool(subnet.availabilityZone, instanceType);
    if (!hasCapacity(subnet.availabilityZone) || !hasCapacity(pool)) {
      throw Ec2Errors.of(
          Ec2Errors.NO_CAPACITY,
          "We currently do not have sufficient "
              + instanceType
              + " capacity in the Availability Zone you requested ("
              + subnet.availabilityZone
              + "). Our system will be working on provisioning additional capacity.");
    }
    if (subnet.freeAddresses < 1) {
      throw Ec2Errors.of(
          Ec2Errors.NO_ADDRESSES,
          "There are not enough free addresses in subnet '"
              + subnet.id
              + "' to satisfy the requested number of instances.");
    }
    changeCapacity(subnet, pool, -1);
    subnet.freeAddresses--;
  }

  private boolean hasCapacity(String zoneOrPool) {
    Integer remaining = capacityByPool.get(zoneOrPool);
    return remaining == null || remaining > 0;
  }

  private void changeCapacity(SubnetState subnet, String pool, int by) {
    capacityByPool.computeIfPresent(subnet.availabilityZone, (_, capacity) -> capacity + by);
    capacityByPool.computeIfPresent(pool, (_, capacity) -> capacity + by);
  }

  /** A terminated instance gives its address and its capacity back. */
  void giveBack(SubnetState subnet, String instanceType) {
    subnet.freeAddresses++;
    changeCapacity(subnet, pool(subnet.availabilityZone, instanceType), 1);
  }
}

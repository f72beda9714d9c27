package dev.lastgood.simulator.ec2;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/**
 * Amazon EC2 as far as Auto Scaling groups and their recovery touch it: launch templates, images,
 * subnets, instances, and what makes a launch fail.
 */
public final class SimulatedEc2 {
  private final VirtualTime time;
  private final Account account;
  private final Ids ids;
  private final LaunchTemplates templates = new LaunchTemplates();
  private final Subnets subnets = new Subnets();
  private final LaunchPrerequisites prerequisites;
  private final VolumeSnapshots snapshots;
  private final Instances instances;
  private final Ec2Client client;

  /**
   * A Region without anything in it.
   *
   * @param time its clock
   * @param calls the door of its API
   * @param chance its source of chance
   * @param account where it is
   * @param timings how long it takes
   */
  public SimulatedEc2(
      VirtualTime time, Calls calls, Chance chance, Account account, Ec2Timings timings) {
    this.time = time;
    this.account = account;
    this.ids = new Ids(chance.stream("ec2.ids"));
    this.prerequisites = new LaunchPrerequisites(time::now, account.id());
    this.snapshots = new VolumeSnapshots(time, account.id(), ids);
    this.instances = new Instances(time, chance, timings, ids, subnets);
    this.client =
        Unmodelled.refused(Ec2Client.class, "EC2", new Ec2Api(this, calls), Ec2Errors.COMMON);
  }

  /**
   * The API.
   *
   * @return a client for handlers (as strands) and for the world itself (outside strands)
   */
  public Ec2Client client() {
    return client;
  }

  /**
   * Makes an image available.
   *
   * @param imageId such as {@code ami-0123}
   * @param name what DescribeImages shows
   */
  public void registerImage(String imageId, String name) {
    prerequisites.registerImage(imageId, name);
  }

  /**
   * Takes an image away: it is no longer listed, and launches from it fail. Instances that run from
   * it stay.
   *
   * @param imageId the image
   */
  public void deregisterImage(String imageId) {
    prerequisites.deregisterImage(imageId);
  }

  /**
   * Sets a Systems Manager parameter that launch templates may name as {@code resolve:ssm:NAME}.
   *
   * @param name the parameter's name
   * @param imageId its value
   */
  public void imageParameter(String name, String imageId) {
    prerequisites.imageParameter(name, imageId);
  }

  /**
   * Adds a subnet.
   *
   * @param subnetId such as {@code subnet-0a}
   * @param availabilityZone such as {@code eu-west-1a}
   * @param freeAddresses how many instances fit
   */
  public void addSubnet(String subnetId, String availabilityZone, int freeAddresses) {
    subnets.add(subnetId, availabilityZone, freeAddresses);
  }

  /**
   * Bounds what an Availability Zone can still launch; beyond it, launches fail with {@code
   * InsufficientInstanceCapacity}.
   *
   * @param availabilityZone the zone
   * @param remaining how many more instances; empty lifts the bound
   */
  public void limitCapacity(String availabilityZone, OptionalInt remaining) {
    subnets.limitCapacity(availabilityZone, remaining);
  }

  /**
   * Bounds what an Availability Zone can still launch of one type, on top of its other bound.
   *
   * @param availabilityZone the zone
   * @param instanceType such as {@code m7g.large}
   * @param remaining how many more instances; empty lifts the bound
   */
  public void limitCapacity(String availabilityZone, String instanceType, OptionalInt remaining) {
    subnets.limitCapacity(Subnets.pool(availabilityZone, instanceType), remaining);
  }

  /**
   * Sets the account's quota of vCPUs of running On-Demand Instances; beyond it, launches fail with
   * {@code VcpuLimitExceeded}. One quota stands for those of all buckets of types.
   *
   * @param vcpus how many; empty lifts the bound
   */
  public void limitVcpus(OptionalInt vcpus) {
    instances.limitVcpus(vcpus);
  }

  /**
   * The account's quota of vCPUs of running On-Demand Instances.
   *
   * @return empty where nothing bounds them
   */
  public OptionalInt vcpusMax() {
    return instances.vcpusMax();
  }

  /**
   * How much of that quota is used.
   *
   * @return the vCPUs of On-Demand Instances that are pending or running
   */
  public int vcpusUsed() {
    return instances.vcpusUsed();
  }

  /**
   * Tells whenever the vCPUs in use may have changed.
   *
   * @param listener told after the change
   */
  public void onUse(Runnable listener) {
    instances.onUse(listener);
  }

  /**
   * Deletes a subnet. EC2 refuses that while something is in it; here its instances stay.
   *
   * @param subnetId the subnet
   */
  public void deleteSubnet(String subnetId) {
    subnets.delete(subnetId);
  }

  /**
   * Lets other things take addresses of a subnet, or give them back.
   *
   * @param subnetId the subnet
   * @param freeAddresses how many are left
   */
  public void leaveAddresses(String subnetId, int freeAddresses) {
    subnets.leaveAddresses(subnetId, freeAddresses);
  }

  /**
   * What launches need besides capacity, to add to it and to take from it.
   *
   * @return the Region's images, snapshots, security groups and key pairs
   */
  public LaunchPrerequisites prerequisites() {
    return prerequisites;
  }

  /**
   * Snapshots of volumes.
   *
   * @return those that were taken, to look at and to let fail
   */
  public VolumeSnapshots snapshots() {
    return snapshots;
  }

  /**
   * Lets an instance's status checks fail from now on.
   *
   * @param instanceId the instance
   */
  public void impair(String instanceId) {
    instances.impair(instanceId);
  }

  /**
   * An instance, running or terminated within the last hour.
   *
   * @param instanceId the instance
   * @return empty where EC2 does not know it
   */
  public Optional<Ec2Instance> instance(String instanceId) {
    return Optional.ofNullable(instances.byId().get(instanceId));
  }

  /**
   * The Availability Zone of a subnet.
   *
   * @param subnetId the subnet
   * @return its zone
   * @throws Ec2Exception {@code InvalidSubnetID.NotFound}
   */
  public String availabilityZone(String subnetId) {
    return subnets.get(subnetId).availabilityZone();
  }

  /**
   * Finds a launch template's version as a launch would use it now.
   *
   * @param id the template, or null where the name is given
   * @param name its name, or null where the id is given
   * @param version a number, {@code $Latest}, {@code $Default}, or null for the default
   * @return the version, its image alias resolved
   * @throws Ec2Exception {@code InvalidLaunchTemplateId.NotFound}, {@code
   *     InvalidLaunchTemplateName.NotFoundException} or {@code
   *     InvalidLaunchTemplateId.VersionNotFound}
   */
  public ResolvedTemplate resolve(String id, String name, String version) {
    LaunchTemplates.Template template = templates.get(id, name);
    long number = template.number(version == null ? "$Default" : version);
    return new ResolvedTemplate(
        template.id(),
        template.name(),
        number,
        withImageResolved(template.version(number).launchTemplateData()));
  }

  /**
   * Whether a launch template names its image by a Systems Manager parameter.
   *
   * @param id the template
   * @param version a number, {@code $Latest} or {@code $Default}
   * @return true where the image may change without the template
   * @throws Ec2Exception where template or version does not exist
   */
  public boolean usesImageParameter(String id, String version) {
    return imageParameter(id, null, version).isPresent();
  }

  /**
   * The Systems Manager parameter that a launch template names its image by.
   *
   * @param id the template; null where its name is given
   * @param name the template's name; null where its id is given
   * @param version a number, {@code $Latest} or {@code $Default}; null for the default
   * @return the parameter's name, version and label left off; empty where the image is an id
   * @throws Ec2Exception where template or version does not exist
   */
  public Optional<String> imageParameter(String id, String name, String version) {
    LaunchTemplates.Template template = templates.get(id, name);
    long number = template.number(version == null ? "$Default" : version);
    return Optional.ofNullable(template.version(number).launchTemplateData().imageId())
        .filter(image -> image.startsWith("resolve:ssm:"))
        .map(image -> image.substring("resolve:ssm:".length()))
        .map(parameter -> parameter.split(":", 2)[0]);
  }

  /**
   * Launches an instance for another service.
   *
   * @param order what
   * @param observer told how it goes on
   * @return the instance, pending
   * @throws Ec2Exception what RunInstances throws where it cannot launch
   */
  public Ec2Instance launch(LaunchOrder order, Ec2InstanceObserver observer) {
    prerequisites.check(order.specification());
    return instances.launch(order, observer);
  }

  /**
   * An instance that has been running for a while when the world begins.
   *
   * @param order what
   * @param launchedAt since when
   * @param observer told how it goes on
   * @return the instance, running
   */
  public Ec2Instance launchedEarlier(
      LaunchOrder order, Instant launchedAt, Ec2InstanceObserver observer) {
    return instances.launchedEarlier(order, launchedAt, observer);
  }

  /**
   * Terminates an instance; its observer hears when it is done.
   *
   * @param instanceId the instance
   */
  public void terminate(String instanceId) {
    instances.terminate(instanceId);
  }

  ResponseLaunchTemplateData withImageResolved(ResponseLaunchTemplateData data) {
    String image = data.imageId();
    return image == null || !image.startsWith("resolve:ssm:")
        ? data
        : data.toBuilder().imageId(prerequisites.resolvedImage(image)).build();
  }

  VirtualTime time() {
    return time;
  }

  Account account() {
    return account;
  }

  Ids ids() {
    return ids;
  }

  LaunchTemplates templates() {
    return templates;
  }

  Subnets subnets() {
    return subnets;
  }

  Instances instances() {
    return instances;
  }
}

package dev.lastgood.functions.stack;

import java.util.Collection;

/**
 * How long operations on a stack are expected to take: estimates, unless they come from the stack's
 * own past.
 *
 * @param changeSeconds a change set from its creation to the end of its execution
 * @param rollbackSeconds a rollback
 * @param cleanupSeconds the removal of what is not needed any more
 * @param snapshotSeconds the snapshots of what would be lost, before the stack is changed
 */
public record StackForecast(
    int changeSeconds, int rollbackSeconds, int cleanupSeconds, int snapshotSeconds) {
  private static final int WITHOUT_SLOW_SECONDS = 90;
  private static final int WITH_GROUP_SECONDS = 300;
  private static final int WITH_DATABASE_SECONDS = 600;
  private static final int CLEANUP_SECONDS = 60;

  /**
   * An estimate by what a stack changes.
   *
   * @param types the resource types that would change
   * @return the forecast
   */
  public static StackForecast estimate(Collection<String> types) {
    int change = WITHOUT_SLOW_SECONDS;
    for (String type : types) {
      change = Math.max(change, seconds(type));
    }
    return ofChange(change);
  }

  /**
   * A forecast from how long changes of this stack took.
   *
   * @param changeSeconds how long
   * @return with as long for a rollback
   */
  public static StackForecast ofChange(int changeSeconds) {
    return new StackForecast(changeSeconds, changeSeconds, CLEANUP_SECONDS, 0);
  }

  /**
   * The same with snapshots.
   *
   * @param seconds until all are complete; 0 where none are taken
   * @return a copy
   */
  public StackForecast withSnapshots(int seconds) {
    return new StackForecast(changeSeconds, rollbackSeconds, cleanupSeconds, seconds);
  }

  private static int seconds(String type) {
    return switch (type) {
      case "AWS::RDS::DBInstance",
          "AWS::RDS::DBCluster",
          "AWS::CloudFront::Distribution",
          "AWS::ElastiCache::ReplicationGroup",
          "AWS::ElastiCache::CacheCluster",
          "AWS::OpenSearchService::Domain",
          "AWS::Redshift::Cluster",
          "AWS::MSK::Cluster",
          "AWS::EKS::Cluster" ->
          WITH_DATABASE_SECONDS;
      case "AWS::AutoScaling::AutoScalingGroup",
          "AWS::ECS::Service",
          "AWS::EC2::Instance",
          "AWS::EKS::Nodegroup",
          "AWS::ElasticLoadBalancingV2::LoadBalancer" ->
          WITH_GROUP_SECONDS;
      default -> WITHOUT_SLOW_SECONDS;
    };
  }
}

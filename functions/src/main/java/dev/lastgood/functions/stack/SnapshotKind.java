package dev.lastgood.functions.stack;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of resources of which a snapshot holds the data, so that a new one can be made from it.
 */
public enum SnapshotKind {
  /**
   * A volume; see "Create Amazon EBS snapshots" in the Amazon EBS User Guide. Its estimate is for
   * what has changed since the snapshot before: a first one of a large volume takes longer.
   */
  VOLUME("AWS::EC2::Volume", 180),
  /**
   * A DB instance that is in no cluster; see "Creating a DB snapshot for a Single-AZ DB instance"
   * in the Amazon RDS User Guide.
   */
  DATABASE("AWS::RDS::DBInstance", 300),
  /**
   * A DB cluster with all of its instances, of Aurora or Multi-AZ; see "Creating a DB cluster
   * snapshot" in the Amazon Aurora User Guide.
   */
  DATABASE_CLUSTER("AWS::RDS::DBCluster", 300);

  private final String type;
  private final int forecastSeconds;

  SnapshotKind(String type, int forecastSeconds) {
    this.type = type;
    this.forecastSeconds = forecastSeconds;
  }

  /**
   * The kind of a resource.
   *
   * @param type such as {@code AWS::EC2::Volume}
   * @return empty for a type of which AWS takes no snapshot here
   */
  public static Optional<SnapshotKind> of(String type) {
    return Stream.of(values()).filter(kind -> kind.type.equals(type)).findFirst();
  }

  /**
   * Its type.
   *
   * @return as templates name it
   */
  public String type() {
    return type;
  }

  /**
   * How long a snapshot is expected to take: an estimate, no measurement on AWS.
   *
   * @return seconds until it is complete
   */
  public int forecastSeconds() {
    return forecastSeconds;
  }
}

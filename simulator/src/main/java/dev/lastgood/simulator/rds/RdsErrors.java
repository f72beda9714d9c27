package dev.lastgood.simulator.rds;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.SnapshotQuotaExceededException;

/**
 * What Amazon RDS answers when it refuses; see the errors of each action and "Common errors" in its
 * API Reference.
 */
final class RdsErrors {
  static final ServiceError INSTANCE_NOT_FOUND =
      error("DBInstanceNotFound", 404, DbInstanceNotFoundException::builder);
  static final ServiceError CLUSTER_NOT_FOUND =
      error("DBClusterNotFoundFault", 404, DbClusterNotFoundException::builder);
  static final ServiceError SNAPSHOT_NOT_FOUND =
      error("DBSnapshotNotFound", 404, DbSnapshotNotFoundException::builder);
  static final ServiceError CLUSTER_SNAPSHOT_NOT_FOUND =
      error("DBClusterSnapshotNotFoundFault", 404, DbClusterSnapshotNotFoundException::builder);
  static final ServiceError SNAPSHOT_EXISTS =
      error("DBSnapshotAlreadyExists", 400, DbSnapshotAlreadyExistsException::builder);
  static final ServiceError CLUSTER_SNAPSHOT_EXISTS =
      error(
          "DBClusterSnapshotAlreadyExistsFault",
          400,
          DbClusterSnapshotAlreadyExistsException::builder);
  static final ServiceError INSTANCE_STATE =
      error("InvalidDBInstanceState", 400, InvalidDbInstanceStateException::builder);
  static final ServiceError CLUSTER_STATE =
      error("InvalidDBClusterStateFault", 400, InvalidDbClusterStateException::builder);
  static final ServiceError QUOTA =
      error("SnapshotQuotaExceeded", 400, SnapshotQuotaExceededException::builder);
  static final ServiceError INVALID_VALUE =
      error("InvalidParameterValue", 400, RdsException::builder);
  static final ServiceError VALIDATION = error("ValidationError", 400, RdsException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("Throttling", 400, RdsException::builder),
          error("AccessDenied", 403, RdsException::builder),
          error("InternalFailure", 500, RdsException::builder),
          Validation.constraints(VALIDATION));

  private RdsErrors() {}

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("Rds", code, status, exception);
  }
}

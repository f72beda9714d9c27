package dev.lastgood.infra;

import dev.lastgood.functions.config.Deployment;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** The bucket of points, plans and evidence, and the bucket of its access logs. */
final class Points extends Construct {
  private static final int INCOMPLETE_UPLOAD_DAYS = 7;

  private final Bucket bucket;

  Points(Construct scope, Names names, IKey key, Deployment deployment) {
    super(scope, "Points");
    Bucket accessLogs =
        Bucket.Builder.create(this, "AccessLogs")
            // S3 writes access logs to buckets with its own keys alone: "Enabling Amazon S3 server
            // access logging" in the Amazon S3 User Guide.
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .enforceSsl(true)
            .minimumTlsVersion(1.2)
            .versioned(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("expire")
                        .expiration(Duration.days(deployment.logDays()))
                        .noncurrentVersionExpiration(Duration.days(1))
                        .build()))
            .build();
    Acknowledgements.on(
        accessLogs,
        "NIST.800.53.R5-S3DefaultEncryptionKMS",
        "S3 delivers access logs to buckets with its own keys alone.");
    Bucket.Builder points =
        Bucket.Builder.create(this, "Bucket")
            .bucketName(names.bucket())
            .encryption(BucketEncryption.KMS)
            .encryptionKey(key)
            .bucketKeyEnabled(true)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .enforceSsl(true)
            .minimumTlsVersion(1.2)
            .versioned(true)
            .serverAccessLogsBucket(accessLogs)
            .removalPolicy(RemovalPolicy.RETAIN)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("replaced-versions")
                        .noncurrentVersionExpiration(Duration.days(deployment.noncurrentDays()))
                        .abortIncompleteMultipartUploadAfter(Duration.days(INCOMPLETE_UPLOAD_DAYS))
                        .build()));
    deployment
        .objectLockDays()
        .ifPresent(
            days ->
                points
                    .objectLockEnabled(true)
                    .objectLockDefaultRetention(
                        ObjectLockRetention.governance(Duration.days(days))));
    this.bucket = points.build();
  }

  Bucket bucket() {
    return bucket;
  }
}

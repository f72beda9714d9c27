/**
 * Amazon S3 in memory: buckets with versions, conditional writes and retention.
 *
 * <p>Begin with {@link dev.lastgood.simulator.s3.SimulatedS3}. Not modelled, and refused by name:
 * multipart uploads, copies, ranges, conditional reads and delimiters of listings. Checksums and
 * encryption are accepted and have no effect.
 */
package dev.lastgood.simulator.s3;

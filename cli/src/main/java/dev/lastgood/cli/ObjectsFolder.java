package dev.lastgood.cli;

import dev.lastgood.asl.ObjectStore;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A folder that stands in for S3: its folders are buckets, and the paths below them keys. */
final class ObjectsFolder implements ObjectStore {
  private final Path root;

  ObjectsFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public byte[] get(String bucket, String key, Optional<String> versionId) throws AccessException {
    if (versionId.isPresent()) {
      throw new AccessException(
          "The file of s3://%s/%s has no versions; leave 'VersionId' out.".formatted(bucket, key));
    }
    Path file = file(bucket, key);
    if (!Files.isRegularFile(file)) {
      throw new AccessException(
          "There is no object s3://%s/%s: expected the file %s.".formatted(bucket, key, file));
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException failed) {
      throw new AccessException(file + " cannot be read: " + failed.getMessage());
    }
  }

  @Override
  public List<Listed> list(String bucket, String prefix) throws AccessException {
    Path folder = file(bucket, "");
    if (!Files.isDirectory(folder)) {
      throw new AccessException(
          "There is no bucket %s: expected the folder %s.".formatted(bucket, folder));
    }
    List<Listed> listed = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              String key = folder.relativize(file).toString().replace('\\', '/');
              if (key.startsWith(prefix)) {
                listed.add(listed(key, file, attributes));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failed) {
      throw new AccessException(folder + " cannot be listed: " + failed.getMessage());
    }
    listed.sort(Comparator.comparing(Listed::key));
    return listed;
  }

  private static Listed listed(String key, Path file, BasicFileAttributes attributes)
      throws IOException {
    return new Listed(
        key,
        md5(Files.readAllBytes(file)),
        attributes.lastModifiedTime().toInstant(),
        attributes.size(),
        "STANDARD");
  }

  @Override
  public void put(String bucket, String key, byte[] content) throws AccessException {
    Path file = file(bucket, key);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException failed) {
      throw new AccessException(file + " cannot be written: " + failed.getMessage());
    }
  }

  /** A key may hold dots and slashes as it likes; none may lead out of the folder. */
  private Path file(String bucket, String key) throws AccessException {
    Path file = root.resolve(bucket).resolve(key.isEmpty() ? "." : key).normalize();
    if (!file.startsWith(root) || file.equals(root)) {
      throw new AccessException(
          "s3://%s/%s leads out of the folder %s.".formatted(bucket, key, root));
    }
    return file;
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has MD5.", impossible);
    }
  }
}

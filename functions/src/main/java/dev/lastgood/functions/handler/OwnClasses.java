package dev.lastgood.functions.handler;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own classes, as they lie in a function's package. */
final class OwnClasses {
  private static final String SUFFIX = ".class";

  private OwnClasses() {}

  /**
   * Loads them all, and runs nothing of them: each is a file, and reading it is what takes its
   * time.
   *
   * @param anyOfThem one of them, which tells where they are
   * @throws IOException where they cannot be listed
   */
  static void load(Class<?> anyOfThem) throws IOException {
    Path root;
    try {
      root = Path.of(anyOfThem.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IOException(impossible);
    }
    if (!Files.isDirectory(root)) {
      return;
    }
    List<String> names;
    try (Stream<Path> files = Files.walk(root.resolve("dev"))) {
      names =
          files
              .map(file -> root.relativize(file).toString())
              .filter(file -> file.endsWith(SUFFIX) && !file.endsWith("package-info.class"))
              .map(file -> file.substring(0, file.length() - SUFFIX.length()))
              .map(file -> file.replace(root.getFileSystem().getSeparator(), "."))
              .sorted()
              .toList();
    }
    for (String name : names) {
      try {
        Class.forName(name, false, anyOfThem.getClassLoader());
      } catch (ClassNotFoundException gone) {
        throw new IOException("A class of the package is gone: " + name, gone);
      }
    }
  }
}

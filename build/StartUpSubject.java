import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.ToolProvider;

/**
 * What is started: a function's package, or the empty handler that it is held against.
 *
 * @param name the function's name, or {@code empty}
 * @param handler the handler's class
 * @param folder the package, unzipped
 * @param packageBytes the size of the package
 */
record StartUpSubject(String name, String handler, Path folder, long packageBytes) {
  private static final String EMPTY = "empty";
  private static final String EMPTY_HANDLER =
      """
      import com.amazonaws.services.lambda.runtime.Context;
      import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
      import java.io.*;

      public final class EmptyHandler implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
          input.readAllBytes();
          output.write("{}".getBytes());
        }
      }
      """;

  boolean isEmpty() {
    return name.equals(EMPTY);
  }

  /** The empty handler first, then each package, unzipped below a folder. */
  static List<StartUpSubject> all(Path target, List<String> only, Path work) throws IOException {
    List<StartUpSubject> subjects = new ArrayList<>(List.of(empty(work)));
    List<String> known = new ArrayList<>();
    try (Stream<Path> files = Files.list(target.resolve("packages"))) {
      for (Path file : files.sorted().toList()) {
        String simpleName = file.getFileName().toString().replace(".zip", "");
        String name =
            simpleName
                .replace("Handler", "")
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
        known.add(name);
        if (only.isEmpty() || only.contains(name)) {
          subjects.add(unzipped(name, simpleName, file, work.resolve(simpleName)));
        }
      }
    }
    for (String wanted : only) {
      if (!known.contains(wanted)) {
        throw new IllegalArgumentException(
            "There is no function " + wanted + "; there are " + String.join(", ", known) + ".");
      }
    }
    return subjects;
  }

  private static StartUpSubject empty(Path work) throws IOException {
    Path folder = Files.createDirectories(work.resolve("EmptyHandler"));
    Path source = Files.writeString(work.resolve("EmptyHandler.java"), EMPTY_HANDLER);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                StartUpRun.classPath(work.resolve("runtime")),
                "-d",
                folder.toString(),
                source.toString());
    if (status != 0) {
      throw new IOException("The empty handler does not compile.");
    }
    long bytes = Files.size(folder.resolve("EmptyHandler.class"));
    return new StartUpSubject(EMPTY, "EmptyHandler", folder, bytes);
  }

  private static StartUpSubject unzipped(String name, String simpleName, Path file, Path folder)
      throws IOException {
    delete(folder);
    String handler = "";
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path path = folder.resolve(entry.getName());
        Files.createDirectories(path.getParent());
        try (InputStream stream = zip.getInputStream(entry)) {
          Files.copy(stream, path);
        }
        if (entry.getName().endsWith("/" + simpleName + ".class")) {
          handler = entry.getName().replace(".class", "").replace('/', '.');
        }
      }
    }
    return new StartUpSubject(name, handler, folder, Files.size(file));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted((one, other) -> other.compareTo(one)).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}

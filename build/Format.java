import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats every Java source of the project, or checks that it is formatted.
 *
 * <p>Run by the build on the JDK that compiles the sources, because google-java-format parses with
 * the compiler of the JDK that it runs on: {@code java build/Format.java check|apply}.
 */
final class Format {
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2 || !List.of("check", "apply").contains(arguments[0])) {
      System.err.println("usage: Format check|apply FOLDER");
      System.exit(2);
    }
    boolean apply = arguments[0].equals("apply");
    List<Path> different = new ArrayList<>();
    int broken = 0;
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    for (Path file : sources(Path.of(arguments[1]))) {
      String before = Files.readString(file);
      try {
        String after =
            formatter.formatSource(
                RemoveUnusedImports.removeUnusedImports(
                    ImportOrderer.reorderImports(before, JavaFormatterOptions.Style.GOOGLE)));
        if (!after.equals(before)) {
          different.add(file);
          if (apply) {
            Files.writeString(file, after);
          }
        }
      } catch (FormatterException unreadable) {
        System.err.println(file + ": " + unreadable.getMessage());
        broken++;
      }
    }
    if (apply) {
      System.out.println("Formatted " + different.size() + " files.");
    } else if (!different.isEmpty()) {
      different.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("Apply the formatter with: mvn -N exec:exec@format");
    }
    System.exit(broken > 0 || (!apply && !different.isEmpty()) ? 1 : 0);
  }

  private static List<Path> sources(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().contains("target/"))
          .filter(file -> !root.relativize(file).toString().contains("node_modules/"))
          .sorted()
          .toList();
    }
  }
}

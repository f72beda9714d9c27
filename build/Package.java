import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes one zip file for each Lambda handler, with the clients that it uses and no others: what a
 * function carries it loads, and the EC2 client alone is 24 MB.
 *
 * <p>Which clients a handler uses is read from the class files: from the handler through all of our
 * own classes that it refers to. What can make every client is not followed. The same classes give
 * the same bytes.
 *
 * <p>Arguments: the folder of our classes, and the folder for the zip files. The class path that it
 * runs with is the functions' own.
 */
public final class Package {
  private static final String OURS = "dev/lastgood/";

  /** What names every client, and is in every package; each tells them apart when it runs. */
  private static final List<String> NOT_FOLLOWED =
      List.of(
          "dev/lastgood/functions/handler/Clients", "dev/lastgood/functions/handler/PrimingCalls");

  private static final String HANDLER = "dev/lastgood/functions/handler/JsonHandler";
  private static final Pattern NAMES = Pattern.compile("[a-zA-Z_$][\\w$]*(?:/[\\w$]+)+");
  private static final Pattern SERVICE =
      Pattern.compile("software/amazon/awssdk/services/(\\w+)/.*");
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  /**
   * Libraries that no function needs: the SDK brings two more HTTP clients, of which one is chosen
   * by name and the others would only be looked for.
   */
  private static final List<String> NEVER =
      List.of(
          "netty-",
          "netty-nio-client-",
          "apache-client-",
          "httpclient-",
          "httpcore-",
          "commons-codec-",
          "http-auth-aws-eventstream-",
          "eventstream-");

  /** Libraries that only a reader of {@code lastgood.yaml} needs, and the package that tells. */
  private static final Map<String, List<String>> ONLY_FOR =
      Map.of(
          "com/networknt/", List.of("json-schema-validator-", "itu-"),
          "org/yaml/snakeyaml/", List.of("jackson-dataformat-yaml-", "snakeyaml-"));

  private final Path classes;
  private final Map<String, ClassModel> models = new TreeMap<>();

  private Package(Path classes) {
    this.classes = classes;
  }

  public static void main(String[] arguments) throws IOException {
    Package packager = new Package(Path.of(arguments[0]));
    packager.read();
    List<Path> jars =
        Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
            .filter(entry -> entry.endsWith(".jar"))
            .map(Path::of)
            .toList();
    packager.write(Path.of(arguments[1]), jars);
  }

  private void read() throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        ClassModel model = ClassFile.of().parse(file);
        models.put(model.thisClass().asInternalName(), model);
      }
    }
  }

  private void write(Path folder, List<Path> jars) throws IOException {
    Files.createDirectories(folder);
    TreeSet<String> written = new TreeSet<>();
    for (ClassModel model : models.values()) {
      if (isHandler(model)) {
        String internalName = model.thisClass().asInternalName();
        String simpleName = internalName.substring(internalName.lastIndexOf('/') + 1);
        TreeSet<String> needed = references(internalName);
        List<Path> libraries = jars.stream().filter(jar -> isNeeded(jar, needed)).toList();
        zip(folder.resolve(simpleName + ".zip"), libraries);
        written.add(simpleName + ".zip");
      }
    }
    try (Stream<Path> old = Files.list(folder)) {
      for (Path file :
          old.filter(path -> !written.contains(path.getFileName().toString())).toList()) {
        Files.delete(file);
      }
    }
  }

  private boolean isHandler(ClassModel model) {
    return !model.flags().has(AccessFlag.ABSTRACT)
        && model.flags().has(AccessFlag.PUBLIC)
        && model.superclass().map(ClassEntry::asInternalName).filter(HANDLER::equals).isPresent()
        && model.methods().stream()
            .anyMatch(
                method ->
                    method.methodName().equalsString("<init>")
                        && method.methodType().equalsString("()V")
                        && method.flags().has(AccessFlag.PUBLIC));
  }

  /** All class names, ours and others', that are reached from a class through ours. */
  private TreeSet<String> references(String from) {
    TreeSet<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (!seen.add(name) || NOT_FOLLOWED.contains(name) || !models.containsKey(name)) {
        continue;
      }
      for (PoolEntry entry : models.get(name).constantPool()) {
        // Descriptors and signatures name classes too, and are plain text in the pool.
        if (entry instanceof Utf8Entry text) {
          Matcher matcher = NAMES.matcher(text.stringValue().replace("L" + OURS, " " + OURS));
          while (matcher.find()) {
            open.push(stripped(matcher.group()));
          }
        }
      }
    }
    return seen;
  }

  /** In a descriptor, an L stands before a class's name. */
  private String stripped(String name) {
    return name.startsWith("L") && !models.containsKey(name) ? name.substring(1) : name;
  }

  private static boolean isNeeded(Path jar, TreeSet<String> needed) {
    String name = jar.getFileName().toString();
    if (NEVER.stream().anyMatch(name::startsWith)) {
      return false;
    }
    for (Map.Entry<String, List<String>> entry : ONLY_FOR.entrySet()) {
      if (entry.getValue().stream().anyMatch(name::startsWith)) {
        return needed.stream().anyMatch(reference -> reference.startsWith(entry.getKey()));
      }
    }
    return serviceOf(jar).map(service -> uses(needed, service)).orElse(true);
  }

  private static boolean uses(TreeSet<String> needed, String service) {
    return needed.stream()
        .map(SERVICE::matcher)
        .anyMatch(matcher -> matcher.matches() && matcher.group(1).equals(service));
  }

  /** A client's jar stands in a folder of its group, under the service's own name. */
  private static java.util.Optional<String> serviceOf(Path jar) {
    try (var file = new java.util.jar.JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> SERVICE.matcher(entry.getName()))
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1))
          .findFirst();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void zip(Path file, List<Path> libraries) throws IOException {
    TreeMap<String, Path> entries = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              path -> entries.put(classes.relativize(path).toString().replace('\\', '/'), path));
    }
    libraries.forEach(jar -> entries.put("lib/" + jar.getFileName(), jar));
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      for (Map.Entry<String, Path> entry : new ArrayList<>(entries.entrySet())) {
        ZipEntry written = new ZipEntry(entry.getKey());
        written.setLastModifiedTime(TIME);
        written.setTime(TIME.toMillis());
        // Jars are compressed already.
        zip.setLevel(entry.getKey().startsWith("lib/") ? 0 : 6);
        zip.putNextEntry(written);
        Files.copy(entry.getValue(), zip);
        zip.closeEntry();
      }
    }
  }
}

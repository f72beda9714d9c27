package dev.lastgood.functions.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A function's package")
class PackagesTest {
  private static final List<String> WITH_YAML =
      List.of(
          "ActHandler.zip",
          "BackUpHandler.zip",
          "CaptureHandler.zip",
          "CheckHandler.zip",
          "PlanHandler.zip",
          "VerifyHandler.zip");

  private static final Path PACKAGES = Path.of("target", "packages");

  @TempDir static Path folder;

  /** On Lambda a static field holds the platform; the runtime holds its hooks weakly. */
  private final List<Object> held = new ArrayList<>();

  @BeforeAll
  static void region() {
    System.setProperty("aws.region", "eu-west-1");
  }

  @AfterAll
  static void noRegion() {
    System.clearProperty("aws.region");
  }

  static Stream<String> packages() throws Exception {
    try (Stream<Path> files = Files.list(PACKAGES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static List<String> libraries(String name) throws Exception {
    try (ZipFile zip = new ZipFile(PACKAGES.resolve(name).toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(entry -> entry.startsWith("lib/"))
          .map(entry -> entry.substring("lib/".length()))
          .toList();
    }
  }

  /** Our classes, and those of the libraries that are in the package, and no others. */
  private static URLClassLoader loader(String name) throws Exception {
    List<URL> urls = new ArrayList<>();
    urls.add(Path.of("target", "classes").toUri().toURL());
    List<String> libraries = libraries(name);
    for (String entry :
        System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
      Path jar = Path.of(entry);
      if (libraries.contains(jar.getFileName().toString())) {
        urls.add(jar.toUri().toURL());
      }
    }
    assertEquals(libraries.size() + 1, urls.size(), "every library is on the class path");
    urls.add(
        com.amazonaws.services.lambda.crac.Core.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation());
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static String handler(String name) throws Exception {
    String file = name.replace(".zip", ".class");
    try (ZipFile zip = new ZipFile(PACKAGES.resolve(name).toFile())) {
      String entry =
          zip.stream()
              .map(ZipEntry::getName)
              .filter(path -> path.endsWith("/" + file))
              .findFirst()
              .orElseThrow();
      return entry.replace(".class", "").replace('/', '.');
    }
  }

  private Object made(ClassLoader loader, String name) throws Exception {
    Path configuration = folder.resolve("configuration.json");
    Files.writeString(
        configuration,
        Json.write(
            new Configuration(
                "test", "000000000001", "eu-west-1", List.of(Fixtures.target("web")))));
    Map<String, String> environment = new TreeMap<>();
    for (String variable :
        List.of("BUCKET", "STATE_TABLE", "LEDGER_TABLE", "SEAL_KEY_ID", "NOTICE_TOPIC_ARN")) {
      environment.put(variable, "any");
    }
    environment.put(
        "INCIDENT_STATE_MACHINE_ARN",
        "arn:aws:states:eu-west-1:000000000001:stateMachine:incident:live");
    environment.put(
        "RECOVERY_STATE_MACHINE_ARN",
        "arn:aws:states:eu-west-1:000000000001:stateMachine:recovery");
    environment.put("CONFIGURATION_FILE", configuration.toString());
    environment.put("_HANDLER", handler(name));
    Constructor<?> platformOf =
        loader
            .loadClass("dev.lastgood.functions.handler.LambdaPlatform")
            .getDeclaredConstructor(Map.class);
    platformOf.setAccessible(true);
    Object platform = platformOf.newInstance(environment);
    held.add(platform);
    return loader
        .loadClass(handler(name))
        .getConstructor(loader.loadClass("dev.lastgood.functions.handler.Platform"))
        .newInstance(platform);
  }

  /** Calls the hooks that are registered before a snapshot, as Lambda's runtime does. */
  private static void beforeSnapshot(ClassLoader loader) throws Exception {
    Object context = context(loader);
    // Its public method also clears the JVM's names of hosts, by native code that is not here.
    Method method = context.getClass().getDeclaredMethod("executeBeforeCheckpointHooks");
    method.setAccessible(true);
    method.invoke(context);
  }

  private static void afterRestore(ClassLoader loader) throws Exception {
    Object context = context(loader);
    Method method =
        context
            .getClass()
            .getMethod(
                "afterRestore", loader.loadClass("com.amazonaws.services.lambda.crac.Context"));
    method.setAccessible(true);
    method.invoke(context, (Object) null);
  }

  private static Object context(ClassLoader loader) throws Exception {
    return loader
        .loadClass("com.amazonaws.services.lambda.crac.Core")
        .getMethod("getGlobalContext")
        .invoke(null);
  }

  @ParameterizedTest
  @MethodSource("packages")
  @DisplayName("is primed before a snapshot, and restored, without a connection to anywhere")
  void primed(String name) throws Exception {
    List<URI> asked = new ArrayList<>();
    ProxySelector proxies = ProxySelector.getDefault();
    PrintStream out = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    System.setProperty("org.crac.Core.Compat", "com.amazonaws.services.lambda.crac");
    ProxySelector.setDefault(new Recording(asked));
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try (URLClassLoader loader = loader(name)) {
      thread.setContextClassLoader(loader);
      Object handler = made(loader, name);
      beforeSnapshot(loader);
      afterRestore(loader);
      assertEquals(loader, handler.getClass().getClassLoader());
    } finally {
      System.setOut(out);
      ProxySelector.setDefault(proxies);
      System.clearProperty("org.crac.Core.Compat");
      thread.setContextClassLoader(before);
    }
    assertEquals(List.of(), asked);
    assertTrue(written.toString(StandardCharsets.UTF_8).contains("\"Primed\":1.0"), name);
  }

  /** Sees every connection that is about to be opened by the JDK's HTTP client. */
  private static final class Recording extends ProxySelector {
    private final List<URI> asked;

    private Recording(List<URI> asked) {
      this.asked = asked;
    }

    @Override
    public List<Proxy> select(URI uri) {
      asked.add(uri);
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      asked.add(uri);
    }
  }

  @ParameterizedTest
  @MethodSource("packages")
  @DisplayName("holds all that its handler needs to be made with real clients")
  void complete(String name) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = loader(name)) {
      thread.setContextClassLoader(loader);
      assertEquals(loader, made(loader, name).getClass().getClassLoader());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  @DisplayName("holds no client that its handler cannot reach, and no other HTTP client")
  void lean() throws Exception {
    List<String> all = packages().toList();
    assertEquals(13, all.size());
    for (String name : all) {
      List<String> libraries = libraries(name);
      assertFalse(libraries.stream().anyMatch(jar -> jar.startsWith("netty-")), name);
      assertFalse(libraries.stream().anyMatch(jar -> jar.startsWith("apache-client-")), name);
      // What reads the templates of stacks, which may be YAML, and nothing else.
      assertEquals(
          WITH_YAML.contains(name),
          libraries.stream().anyMatch(jar -> jar.startsWith("snakeyaml-")),
          name);
      assertTrue(libraries.stream().anyMatch(jar -> jar.startsWith("url-connection-")), name);
    }
    // What looks for images.
    assertEquals(
        List.of("CaptureHandler.zip", "CheckHandler.zip", "PlanHandler.zip"), with("ecr-", all));
    // What reads or makes launch templates, and nothing else, carries the largest client of all.
    assertEquals(
        List.of(
            "ActHandler.zip",
            "BackUpHandler.zip",
            "CaptureHandler.zip",
            "CheckHandler.zip",
            "PlanHandler.zip",
            "VerifyHandler.zip"),
        with("ec2-", all));
  }

  private static List<String> with(String jar, List<String> all) throws Exception {
    List<String> with = new ArrayList<>();
    for (String name : all) {
      if (libraries(name).stream().anyMatch(library -> library.startsWith(jar))) {
        with.add(name);
      }
    }
    return with;
  }
}

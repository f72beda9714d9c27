package dev.lastgood.test.launcher;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The launcher")
class LauncherTest {
  private static final FileTime EARLIER = FileTime.fromMillis(1_700_000_000_000L);
  private static final FileTime LATER = FileTime.fromMillis(1_700_000_100_000L);

  @TempDir private Path folder;
  private Path project;
  private Path programs;

  /** A project of which nothing is built, and a PATH with neither a JDK nor Maven. */
  @BeforeEach
  void layOut() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    programs = Files.createDirectories(folder.resolve("programs"));
    Files.copy(Path.of("..", "lastgood"), project.resolve("lastgood"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    for (String module : List.of("asl", "functions", "infra", "simulator", "cli")) {
      Path sources = Files.createDirectories(project.resolve(module).resolve("src/main"));
      Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>");
      Files.writeString(sources.resolve("Source.java"), "");
    }
    for (String tool :
        List.of(
            "sh",
            "cat",
            "dirname",
            "find",
            "getconf",
            "grep",
            "head",
            "ln",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "stty",
            "touch")) {
      script(programs.resolve(tool), "exec " + tool(tool) + " \"$@\"\n");
    }
    script(programs.resolve("node"), "exit 0\n");
  }

  private static Path tool(String name) {
    return List.of("/bin/" + name, "/usr/bin/" + name).stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static Path script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text);
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  /** A JDK whose java prints what it was called with. */
  private Path jdk(String name, String release) throws IOException {
    Path home = folder.resolve(name);
    script(home.resolve("bin/java"), "printf '%s\\n' \"$@\"\n");
    script(home.resolve("bin/javac"), "exit 1\n");
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + release + "\"\n");
    return home;
  }

  /** A Maven that builds by making the jar, and counts how often it did. */
  private void maven() throws IOException {
    script(
        programs.resolve("mvn"),
        """
        echo "$JAVA_HOME" >>built
        mkdir -p cli/target
        sleep 1
        echo jar >cli/target/lastgood.jar
        """);
  }

  private record Result(int status, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  private ProcessBuilder process(
      Path launcher, Map<String, String> variables, String... arguments) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().clear();
    process.environment().put("PATH", programs.toString());
    process.environment().put("HOME", folder.toString());
    process.environment().put("LASTGOOD_SYSTEM_JDKS", folder.resolve("jdks").toString());
    process.environment().putAll(variables);
    process.directory(folder.toFile());
    return process;
  }

  private Result run(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    return finish(process(project.resolve("lastgood"), variables, arguments));
  }

  private Result finish(ProcessBuilder builder) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    int status = process.waitFor();
    return new Result(status, Files.readString(out), Files.readString(err));
  }

  /** Makes the tool look built after everything that it is built from. */
  private void built() throws IOException {
    Path target = Files.createDirectories(project.resolve("cli/target"));
    Files.writeString(target.resolve("lastgood.jar"), "jar");
    Files.writeString(target.resolve("launcher.stamp"), "");
    Files.writeString(target.resolve("lastgood.aot"), "cache");
    try (var files = Files.walk(project)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, EARLIER);
      }
    }
  }

  @Test
  @DisplayName(
      "without a JDK 25 says what to install, with status 2 and nothing on standard output")
  void withoutJdk() throws IOException, InterruptedException {
    Path old = jdk("jdks/17", "17.0.15");
    Result result = run(Map.of("JAVA_HOME", old.toString()));
    assertAll(
        () -> assertEquals(2, result.status()),
        () -> assertEquals("", result.out()),
        () -> assertTrue(result.err().contains("a JDK 25 is missing: install one"), result.err()),
        () -> assertEquals(1, result.err().lines().count(), result.err()));
  }

  @Test
  @DisplayName("takes no runtime without a compiler for a JDK")
  void runtimeIsNoJdk() throws IOException, InterruptedException {
    Path runtime = jdk("jdks/25", "25.0.1");
    Files.delete(runtime.resolve("bin/javac"));
    assertEquals(2, run(Map.of("JAVA_HOME", runtime.toString())).status());
  }

  @Test
  @DisplayName("without Maven says what to install, where something must be built")
  void withoutMaven() throws IOException, InterruptedException {
    jdk("jdks/25", "25.0.1");
    Result result = run(Map.of());
    assertAll(
        () -> assertEquals(2, result.status()),
        () -> assertEquals("", result.out()),
        () -> assertTrue(result.err().contains("Maven is missing: install Maven"), result.err()),
        () -> assertFalse(Files.exists(project.resolve("target/launcher.lock"))));
  }

  @Test
  @DisplayName("without Node says what to install, where something must be built, and only there")
  void withoutNode() throws IOException, InterruptedException {
    jdk("jdks/25", "25.0.1");
    maven();
    Files.delete(programs.resolve("node"));
    Result result = run(Map.of());
    assertAll(
        () -> assertEquals(2, result.status()),
        () -> assertEquals("", result.out()),
        () -> assertTrue(result.err().contains("Node is missing: install Node 20"), result.err()),
        () -> assertFalse(Files.exists(project.resolve("target/launcher.lock"))));
    built();
    assertEquals(0, run(Map.of()).status(), "what is built needs no Node");
  }

  @Test
  @DisplayName("builds on first use with the JDK that it found, and only then")
  void buildsOnce() throws IOException, InterruptedException {
    Path jdk = jdk("jdks/25", "25.0.1");
    maven();
    Result first = run(Map.of(), "rehearse", "--seed", "3");
    assertEquals(0, first.status(), first.err());
    assertTrue(first.err().contains("building the tool"), first.err());
    Result second = run(Map.of(), "rehearse", "--seed", "3");
    assertEquals(0, second.status(), second.err());
    assertEquals("", second.err());
    assertEquals(List.of("rehearse", "--seed", "3"), last(second, 3));
    assertEquals(jdk + "\n", Files.readString(project.resolve("built")));
  }

  @Test
  @DisplayName("builds again when a source is newer or has gone")
  void buildsWhenStale() throws IOException, InterruptedException {
    jdk("jdks/25", "25.0.1");
    maven();
    built();
    assertEquals("", run(Map.of()).err());
    Files.setLastModifiedTime(project.resolve("asl/src/main/Source.java"), LATER);
    assertTrue(run(Map.of()).err().contains("building the tool"));
    built();
    Files.delete(project.resolve("simulator/src/main/Source.java"));
    assertTrue(run(Map.of()).err().contains("building the tool"));
  }

  @Test
  @DisplayName("shows what Maven says when the build fails, with status 2")
  void failingBuild() throws IOException, InterruptedException {
    jdk("jdks/25", "25.0.1");
    script(programs.resolve("mvn"), "echo '[ERROR] no such dependency'; exit 1\n");
    Result result = run(Map.of());
    assertAll(
        () -> assertEquals(2, result.status()),
        () -> assertEquals("", result.out()),
        () -> assertTrue(result.err().contains("[ERROR] no such dependency"), result.err()),
        () -> assertFalse(Files.exists(project.resolve("target/launcher.lock"))));
  }

  @Test
  @DisplayName("builds once when it is first used by several at the same time")
  void buildsOnceForSeveral() throws IOException, InterruptedException {
    jdk("jdks/25", "25.0.1");
    maven();
    List<Process> running = new ArrayList<>();
    for (int user = 0; user < 4; user++) {
      running.add(
          process(project.resolve("lastgood"), Map.of(), "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    for (Process process : running) {
      assertEquals(0, process.waitFor());
    }
    assertEquals(1, Files.readAllLines(project.resolve("built")).size());
  }

  @Test
  @DisplayName("takes over the lock of a process that died")
  void deadLock() throws IOException, InterruptedException {
    jdk("jdks/25", "25.0.1");
    maven();
    Process dead = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
    dead.waitFor();
    Path lock = Files.createDirectories(project.resolve("target/launcher.lock"));
    Files.writeString(lock.resolve("process"), dead.pid() + "\n");
    Result result = run(Map.of());
    assertEquals(0, result.status(), result.err());
    assertFalse(Files.exists(lock));
  }

  @Test
  @DisplayName("works through links, from any folder, with spaces in its own and in arguments")
  void throughLinks() throws IOException, InterruptedException {
    Path jdk = jdk("a jdk", "25");
    built();
    Path nearby = Files.createSymbolicLink(project.resolve("link"), Path.of("lastgood"));
    Path link = Files.createSymbolicLink(folder.resolve("tool"), nearby);
    Result result =
        finish(process(link, Map.of("JAVA_HOME", jdk.toString()), "--configuration", "my file"));
    assertEquals(0, result.status(), result.err());
    assertEquals(
        List.of(
            "-XX:AOTCache=" + project + "/cli/target/lastgood.aot",
            "-Dlastgood.home=" + project,
            "-jar",
            project + "/cli/target/lastgood.jar",
            "--configuration",
            "my file"),
        last(result, 6));
  }

  @Test
  @DisplayName("starts quickly for one rehearsal, and with all cores for a campaign")
  void options() throws IOException, InterruptedException {
    jdk("jdks/25", "25.0.1");
    built();
    List<String> one = run(Map.of(), "rehearse").lines();
    assertTrue(one.contains("-XX:TieredStopAtLevel=1"), one.toString());
    assertTrue(one.contains("-Duser.timezone=UTC"), one.toString());
    for (String[] campaign :
        List.of(
            new String[] {"rehearse", "--campaign", "1999"},
            new String[] {"rehearse", "--campaign=1999"},
            new String[] {"rehearse", "--campaign", "2000"},
            new String[] {"rehearse", "--campaign=10000"})) {
      List<String> many = run(Map.of(), campaign).lines();
      // A thousand incidents are over before the second compiler pays, and then not in full.
      boolean few = String.join(" ", campaign).endsWith("1999");
      assertEquals(few, many.contains("-XX:TieredStopAtLevel=1"), many.toString());
      assertEquals(!few, many.contains("-XX:MaxInlineLevel=8"), many.toString());
      assertEquals(
          few,
          many.stream().anyMatch(option -> option.startsWith("-XX:AOTCache=")),
          many.toString());
      assertTrue(many.contains("-XX:+UseParallelGC"), many.toString());
      assertTrue(
          many.stream()
              .anyMatch(
                  option -> option.matches("-Djdk.virtualThreadScheduler.parallelism=[1-9][0-9]*")),
          many.toString());
    }
  }

  @Test
  @DisplayName("finds a JDK wherever one is installed")
  void findsJdk() throws IOException, InterruptedException {
    built();
    for (String place :
        List.of(
            "jdks/temurin-25",
            ".sdkman/candidates/java/25-tem",
            ".jdks/temurin-25",
            ".asdf/installs/java/25",
            ".gradle/jdks/25",
            "elsewhere")) {
      Path home = jdk(place, "25.0.1");
      if (place.equals("elsewhere")) {
        Files.createDirectories(folder.resolve(".m2"));
        Files.writeString(
            folder.resolve(".m2/toolchains.xml"),
            "<toolchains>\n <jdkHome>" + home + "</jdkHome>\n</toolchains>\n");
      }
      Result result = run(Map.of());
      assertEquals(0, result.status(), place + ": " + result.err());
      Files.delete(home.resolve("release"));
    }
    Path named = jdk("named", "25.0.1");
    Files.createSymbolicLink(programs.resolve("java"), named.resolve("bin/java"));
    assertEquals(0, run(Map.of()).status(), "java on the PATH, through a link");
  }

  private static List<String> last(Result result, int count) {
    List<String> lines = result.lines();
    return lines.subList(lines.size() - count, lines.size());
  }
}

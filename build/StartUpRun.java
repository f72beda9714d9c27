import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts one function once, and plays what is around it: Lambda's Runtime API, in the words of
 * "Using the Lambda runtime API for custom runtimes" in the AWS Lambda Developer Guide, and AWS,
 * which answers every call at once with as good as nothing.
 */
final class StartUpRun implements AutoCloseable {
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final Duration HANGING = Duration.ofSeconds(60);
  private static final String CANARY = "{\"canary\":true}";

  /** All that any function requires; each takes its own fields, and leaves the others. */
  private static final String WORK =
      """
      {"incidentId":"20260302-104120-0123456789","planKey":"incidents/any/plan/any",
       "targetId":"web","targetIds":["web"],"actionIndex":0,"what":"START","sightings":{},
       "seconds":60,"by":"somebody","approved":true,"because":"It is measured.",
       "eventId":"any","startedAt":"2026-03-02T10:41:20Z",
       "request":{"targetIds":["web"],"requestedBy":"somebody","reason":"It is measured."},
       "id":"any","source":"aws.cloudwatch","detail-type":"CloudWatch Alarm State Change",
       "detail":{"alarmName":"web-5xx",
         "state":{"value":"ALARM","timestamp":"2026-03-02T10:41:20.000+0000"}}}
      """;

  private static final String CONFIGURATION =
      """
      {"environment":"measured","account":"000000000001","region":"eu-west-1","targets":[
        {"id":"web","autoScalingGroup":{"name":"web-production"},"mode":"AUTOMATIC",
         "alarms":[{"name":"web-5xx","periodSeconds":60,"evaluationPeriods":1,
           "datapointsToAlarm":1}],
         "deadlineSeconds":900,"soakSeconds":3600,"stabilityWindowSeconds":120,
         "instanceWarmupSeconds":90,"approvals":1,"keepPoints":5}]}
      """;

  private final Path folder;
  private final StartUp.Options options;
  private final Path configuration;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer runtimeApi = server();
  private final HttpServer aws = server();
  private final SynchronousQueue<Times> ended = new SynchronousQueue<>();
  private volatile Now now = new Now(StartUpKind.COLD);

  StartUpRun(Path folder, StartUp.Options options) throws IOException {
    this.folder = folder;
    this.options = options;
    this.configuration = Files.writeString(folder.resolve("configuration.json"), CONFIGURATION);
    runtimeApi.createContext("/2018-06-01/runtime/", this::runtime);
    aws.createContext("/", this::answerAsAws);
    runtimeApi.start();
    aws.start();
  }

  /** What became of a start, by the clock of this program. */
  private record Times(long fromNanos, long answeredNanos, long cpuNanos, boolean failed) {}

  /** The start that is under way. */
  private static final class Now {
    private final StartUpKind kind;
    private final AtomicBoolean invoked = new AtomicBoolean();
    private volatile long pid;
    private volatile long initialisedNanos;
    private volatile long initialisedCpuNanos;
    private volatile long lastCallNanos;
    private volatile long lastCallCpuNanos;

    private Now(StartUpKind kind) {
      this.kind = kind;
    }
  }

  /**
   * What was measured of a start.
   *
   * @param milliseconds the time that the kind of start is about
   * @param initMilliseconds from the JVM's start until it first asks for what to do
   * @param cpuMilliseconds the time on all processors over the same span, which says more than the
   *     time on a machine that has other things to do
   * @param residentMegabytes the most memory that it has had until the answer
   * @param failed whether the function's answer was an error, as it is where AWS answers nothing
   */
  record Measures(
      double milliseconds,
      double initMilliseconds,
      double cpuMilliseconds,
      double residentMegabytes,
      boolean failed) {}

  /** The jars of a folder, as a class path. */
  static String classPath(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.toAbsolutePath().toString())
          .sorted()
          .collect(Collectors.joining(System.getProperty("path.separator")));
    }
  }

  Measures start(StartUpSubject subject, StartUpKind kind) throws Exception {
    now = new Now(kind);
    Path log = folder.resolve(subject.name() + "-" + kind + ".log");
    ProcessBuilder builder = new ProcessBuilder(command(subject, kind));
    builder.directory(subject.folder().toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(subject, kind));
    long startedNanos = System.nanoTime();
    Process process = builder.start();
    now.pid = process.pid();
    try {
      Times times = null;
      for (int second = 0; times == null && second < HANGING.toSeconds(); second++) {
        times = ended.poll(1, TimeUnit.SECONDS);
        if (times == null && !process.isAlive()) {
          break;
        }
      }
      if (times == null) {
        throw new IOException("The function " + subject.name() + " does not answer: see " + log);
      }
      if (times.failed() && !kind.isWork()) {
        throw new IOException("The function " + subject.name() + " fails: see " + log);
      }
      long fromNanos = kind.isFromStart() ? startedNanos : times.fromNanos();
      return new Measures(
          (times.answeredNanos() - fromNanos) / 1e6,
          (now.initialisedNanos - startedNanos) / 1e6,
          (times.cpuNanos() - (kind.isFromStart() ? 0 : now.initialisedCpuNanos)) / 1e6,
          residentMegabytes(process),
          times.failed());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private List<String> command(StartUpSubject subject, StartUpKind kind) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As Lambda starts its managed runtime, as far as that is known.
    command.add("-XX:MaxHeapSize=" + options.memoryMegabytes() * 1024L * 85 / 100 + "k");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+TieredCompilation");
    if (kind.stopsAtFirstCompiler()) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.add("--add-opens=java.base/java.io=ALL-UNNAMED");
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.add("-Djava.net.preferIPv4Stack=true");
    command.addAll(options.javaOptions());
    command.add("-classpath");
    command.add(classPath(folder.resolve("runtime")));
    command.add(MAIN);
    command.add(subject.handler());
    return command;
  }

  private Map<String, String> environment(StartUpSubject subject, StartUpKind kind) {
    return Map.ofEntries(
        Map.entry("AWS_LAMBDA_RUNTIME_API", address(runtimeApi)),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", kind.isSnapshot() ? "snap-start" : "on-demand"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", subject.name()),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "" + options.memoryMegabytes()),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + subject.name()),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "any"),
        Map.entry("LAMBDA_TASK_ROOT", subject.folder().toAbsolutePath().toString()),
        Map.entry("_HANDLER", subject.handler()),
        Map.entry("AWS_REGION", "eu-west-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "any"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "any"),
        Map.entry("AWS_SESSION_TOKEN", "any"),
        Map.entry("AWS_ENDPOINT_URL", "http://" + address(aws)),
        Map.entry("AWS_EMF_ENVIRONMENT", "Lambda"),
        Map.entry("POWERTOOLS_SERVICE_NAME", subject.name()),
        Map.entry("CONFIGURATION_FILE", configuration.toAbsolutePath().toString()),
        Map.entry("BUCKET", "any"),
        Map.entry("STATE_TABLE", "any"),
        Map.entry("LEDGER_TABLE", "any"),
        Map.entry("SEAL_KEY_ID", "any"),
        Map.entry("NOTICE_TOPIC_ARN", "arn:aws:sns:eu-west-1:000000000001:any"),
        Map.entry(
            "INCIDENT_STATE_MACHINE_ARN",
            "arn:aws:states:eu-west-1:000000000001:stateMachine:incident:live"));
  }

  /** The JVM waits for the answer: what is read here costs it nothing. */
  private static void initialised(Now current) throws IOException {
    current.initialisedCpuNanos = cpuNanos(current.pid);
    current.initialisedNanos = System.nanoTime();
  }

  /** As Linux counts it, a thread at a time; 0 elsewhere. */
  private static long cpuNanos(long pid) throws IOException {
    Path tasks = Path.of("/proc/" + pid + "/task");
    if (!Files.exists(tasks)) {
      return 0;
    }
    long nanos = 0;
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        try {
          nanos += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
        } catch (IOException ended) {
          // A thread that ended meanwhile.
        }
      }
    }
    return nanos;
  }

  private static double residentMegabytes(Process process) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private void runtime(HttpExchange exchange) throws IOException {
    Now current = now;
    String path = exchange.getRequestURI().getPath().replace("/2018-06-01/runtime/", "");
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.equals("restore/next")) {
      initialised(current);
      answer(exchange, 200, "");
    } else if (path.equals("invocation/next")) {
      if (!current.invoked.compareAndSet(false, true)) {
        // There is one invocation a start: what asks for more waits until it is ended.
        exchange.close();
        return;
      }
      boolean first = current.initialisedNanos == 0;
      exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "any");
      exchange
          .getResponseHeaders()
          .add("Lambda-Runtime-Deadline-Ms", "" + (System.currentTimeMillis() + 20_000));
      exchange
          .getResponseHeaders()
          .add(
              "Lambda-Runtime-Invoked-Function-Arn",
              "arn:aws:lambda:eu-west-1:000000000001:function:any:live");
      if (first) {
        initialised(current);
      }
      answer(exchange, 200, current.kind.isWork() ? WORK : CANARY);
    } else {
      long atNanos = System.nanoTime();
      long cpuNanos = cpuNanos(current.pid);
      boolean failed = !path.endsWith("/response");
      if (current.kind.isWork() && current.lastCallNanos != 0) {
        // AWS has answered nothing, so that most functions end with an error; how the runtime tells
        // of it is not what is measured.
        atNanos = current.lastCallNanos;
        cpuNanos = current.lastCallCpuNanos;
      }
      if (failed) {
        Files.write(folder.resolve("last-failure.json"), body);
      }
      try {
        ended.offer(
            new Times(current.initialisedNanos, atNanos, cpuNanos, failed),
            HANGING.toSeconds(),
            TimeUnit.SECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      answer(exchange, 202, "");
    }
  }

  /** In the protocol that the call came in: JSON, CBOR or XML, and empty in each. */
  private void answerAsAws(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    now.lastCallNanos = System.nanoTime();
    now.lastCallCpuNanos = cpuNanos(now.pid);
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null && type.contains("cbor")) {
      exchange.getResponseHeaders().add("Content-Type", "application/cbor");
      exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
      answer(exchange, 200, new byte[] {(byte) 0xA0});
    } else if (type != null && type.contains("json")) {
      exchange.getResponseHeaders().add("Content-Type", type);
      answer(exchange, 200, "{}");
    } else {
      exchange.getResponseHeaders().add("Content-Type", "text/xml");
      answer(exchange, 200, "<Response/>");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    // The runtime's native client crashes where it is told no type.
    if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    return server;
  }

  private static String address(HttpServer server) {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    runtimeApi.stop(0);
    aws.stop(0);
    threads.shutdownNow();
  }
}

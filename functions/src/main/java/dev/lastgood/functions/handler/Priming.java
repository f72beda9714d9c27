package dev.lastgood.functions.handler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.crac.Context;
import org.crac.Resource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;

/**
 * Does before a SnapStart snapshot what a first invocation would otherwise do after each restore:
 * loads the SDK's way to each call, what reads the event and writes the answer, the log and the
 * metrics. Nothing is sent: the calls are made by clients of their own, over a stand-in, with
 * credentials that are none.
 *
 * <p>See "Lambda SnapStart runtime hooks for Java" and "Maximize Lambda SnapStart performance" in
 * the AWS Lambda Developer Guide.
 */
final class Priming implements Resource {
  /** The metric that each snapshot counts, by function. */
  static final String METRIC = "Primed";

  /** So often that the JVM compiles what reads and writes JSON. */
  private static final int JSON_TIMES = 500;

  private static final String NONE = "priming";
  private static final byte[] CANARY = "{\"canary\":true}".getBytes(StandardCharsets.UTF_8);
  private static final Log LOG = Log.of(Priming.class);

  private final Supplier<Collection<Class<?>>> clientTypes;
  private final Optional<String> handler;
  private final Runnable count;
  private final Runnable settle;

  /**
   * The priming of a function.
   *
   * @param clientTypes asked for the clients that the handler has been made with
   * @param handler the handler's class, as Lambda names it
   * @param count counts the snapshot
   * @param settle waits until the JVM has compiled what it has been asked to
   */
  Priming(
      Supplier<Collection<Class<?>>> clientTypes,
      Optional<String> handler,
      Runnable count,
      Runnable settle) {
    this.clientTypes = clientTypes;
    this.handler = handler;
    this.count = count;
    this.settle = settle;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
    if (handler.isPresent()) {
      Class<?> type = Class.forName(handler.get());
      json(type.getGenericSuperclass());
      OwnClasses.load(type);
    }
    handshake();
    calls();
    count.run();
    LOG.info("The snapshot is primed.");
    settle.run();
  }

  private void calls() throws IOException {
    Clients clients =
        new Clients(
            new StandInHttpClient(),
            StaticCredentialsProvider.create(AwsSessionCredentials.create(NONE, NONE, NONE)));
    // In the order of their names, so that two snapshots of a function are made alike.
    for (Class<?> type : List.copyOf(clientTypes.get())) {
      try (SdkClient client = clients.build(type)) {
        PrimingCalls.make(client, type);
      }
    }
    for (int time = 0; time < JSON_TIMES; time++) {
      Json.MAPPER.readValue(CANARY, Object.class);
      Json.MAPPER.writeValue(new ByteArrayOutputStream(), Canary.ANSWER);
    }
  }

  /**
   * Begins a TLS connection up to its first message, which is not sent: the certificates that are
   * trusted and the key exchange are then loaded.
   */
  private static void handshake() throws GeneralSecurityException, SSLException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    engine.beginHandshake();
    engine.wrap(
        ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
  }

  /**
   * Nothing has to be made anew: no connection has been opened and no credentials have been looked
   * up when the snapshot is taken, chance is drawn from the operating system each time, and the
   * clock is read each time.
   */
  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // See above.
  }

  /** Makes what reads a handler's event and writes its answer. */
  private static void json(Type superclass) {
    if (superclass instanceof ParameterizedType handler
        && handler.getRawType() == JsonHandler.class) {
      Type[] types = handler.getActualTypeArguments();
      Json.MAPPER.readerFor(Json.MAPPER.constructType(types[0]));
      Json.MAPPER.writerFor(Json.MAPPER.constructType(types[1]));
    }
  }
}

package dev.lastgood.functions.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * A Lambda handler from one record to another.
 *
 * <p>Lambda calls {@link #handleRequest(InputStream, OutputStream, Context)}. A simulation may call
 * {@link #handle} with a value that it converted itself, which differs by nothing but the bytes.
 *
 * @param <I> the input's record
 * @param <O> the output's record
 */
public abstract class JsonHandler<I, O> implements RequestStreamHandler {
  /** A longer event is no canary, and need not be read twice. */
  private static final int CANARY_LENGTH_MAX = 64;

  private final Class<I> inputType;

  /**
   * A handler.
   *
   * @param inputType the input's record
   */
  protected JsonHandler(Class<I> inputType) {
    this.inputType = inputType;
  }

  /**
   * Handles one invocation.
   *
   * @param input what came in, complete
   * @param invocation what is left of the invocation's time, and its ids
   * @return what goes out
   * @throws MalformedEventException where the input is not what it must be
   */
  public abstract O handle(I input, Invocation invocation);

  /**
   * Handles one invocation, and tells what passes from what does not.
   *
   * @param input what came in, complete
   * @param invocation what is left of the invocation's time, and its ids
   * @return what goes out
   * @throws MalformedEventException where the input is not what it must be
   * @throws UnavailableException where a service of AWS does not answer
   */
  public final O answer(I input, Invocation invocation) {
    try {
      return handle(input, invocation);
    } catch (SdkException failure) {
      throw UnavailableException.told(failure);
    }
  }

  /**
   * The record that the input is read into.
   *
   * @return its class
   */
  public final Class<I> inputType() {
    return inputType;
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    I value;
    try {
      byte[] event = input.readAllBytes();
      if (event.length <= CANARY_LENGTH_MAX
          && Canary.is(Json.MAPPER.readValue(event, Object.class))) {
        LambdaPlatform.instance()
            .metric(Canary.METRIC, 1, "Count", Canary.of(context.getFunctionName()));
        Json.MAPPER.writeValue(output, Canary.ANSWER);
        return;
      }
      value = Json.MAPPER.readValue(event, inputType);
    } catch (JsonProcessingException unreadable) {
      throw Json.refused(unreadable, inputType);
    }
    if (value == null) {
      throw new MalformedEventException("Expected " + inputType.getSimpleName() + ", found null.");
    }
    O answer = PowertoolsLogging.withLogging(context, () -> answer(value, Invocation.of(context)));
    Json.MAPPER.writeValue(output, answer);
  }
}

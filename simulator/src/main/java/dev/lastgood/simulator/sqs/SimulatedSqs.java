package dev.lastgood.simulator.sqs;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * SQS of one simulated account and Region: standard queues. Each message is delivered in order and
 * once while it is hidden; that handlers must not rely on either is for faults to show.
 */
public final class SimulatedSqs {
  private final VirtualTime time;
  private final Account account;
  private final RandomGenerator chance;
  private final Map<String, Queue> queues = new TreeMap<>();
  private final List<Consumer<Arrival>> listeners = new ArrayList<>();
  private final SqsClient client;

  /**
   * An account without queues.
   *
   * @param account where it is
   * @param time its clock
   * @param calls what every call of its client passes through
   * @param chance makes ids and receipt handles
   */
  public SimulatedSqs(Account account, VirtualTime time, Calls calls, Chance chance) {
    this.account = account;
    this.time = time;
    this.chance = chance.stream("sqs");
    this.client =
        Unmodelled.refused(
            SqsClient.class,
            "SQS",
            new ModelledSqsClient(calls, new QueueOperations(time, this)),
            SqsErrors.COMMON);
  }

  /**
   * The client to hand to those who use SQS.
   *
   * @return refuses by name what is not modelled
   */
  public SqsClient client() {
    return client;
  }

  /**
   * Creates an empty standard queue.
   *
   * @param name its name
   * @param settings its attributes; a dead-letter queue must exist already
   * @return its URL
   */
  public String createQueue(String name, QueueSettings settings) {
    settings.redrive().ifPresent(redrive -> queue(redrive.deadLetterQueue()));
    queues.put(name, new Queue(name, settings, time.now()));
    return "https://sqs." + account.region() + ".amazonaws.com/" + account.id() + "/" + name;
  }

  /**
   * Puts a message into a queue as another service does: EventBridge, Lambda or SNS.
   *
   * @param queue the queue's name, URL or ARN
   * @param body the message
   * @param attributes such as EventBridge's {@code ERROR_CODE}, by name
   */
  public void deliver(String queue, String body, Map<String, String> attributes) {
    Map<String, MessageAttributeValue> values = new TreeMap<>();
    attributes.forEach(
        (name, value) ->
            values.put(
                name,
                MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    arrive(queue(queue), body, values, Duration.ZERO);
  }

  /**
   * How many messages a queue holds, hidden ones included.
   *
   * @param queue the queue's name, URL or ARN
   * @return its depth
   */
  public int depth(String queue) {
    return queue(queue).all(time.now()).size();
  }

  /**
   * Tells of every message that comes into any queue.
   *
   * @param listener what to tell, at that instant
   */
  public void listen(Consumer<Arrival> listener) {
    listeners.add(listener);
  }

  Queue queue(String nameOrAddress) {
    String name =
        nameOrAddress == null
            ? ""
            : nameOrAddress.substring(
                Math.max(nameOrAddress.lastIndexOf('/'), nameOrAddress.lastIndexOf(':')) + 1);
    Queue queue = queues.get(name);
    if (queue == null) {
      throw SqsErrors.noSuchQueue();
    }
    return queue;
  }

  QueuedMessage arrive(
      Queue queue, String body, Map<String, MessageAttributeValue> attributes, Duration delay) {
    QueuedMessage message =
        new QueuedMessage(newId(), body, attributes, time.now(), time.now().plus(delay));
    arrive(queue, message);
    return message;
  }

  void redrive(Queue source, QueuedMessage message) {
    QueueSettings.Redrive redrive = source.settings().redrive().orElseThrow();
    arrive(queue(redrive.deadLetterQueue()), message.redriven(time.now()));
  }

  String newId() {
    return new UUID(chance.nextLong(), chance.nextLong()).toString();
  }

  String arn(String name) {
    return account.arn("sqs", name);
  }

  private void arrive(Queue queue, QueuedMessage message) {
    queue.add(message);
    Arrival arrival = new Arrival(time.now(), queue.name(), message.body(), queue.depth());
    listeners.forEach(listener -> listener.accept(arrival));
  }
}

package dev.lastgood.test.contract;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;

/**
 * An AWS-compatible endpoint that the suites run against: the one that the property {@code
 * contract.endpoint} names, a URL, or {@code aws} for AWS itself. The Region is that of {@code
 * contract.region}, the credentials are those of the SDK's default chain. What is made there has
 * names that begin with {@code contract.prefix}, and is removed after.
 */
public final class Endpoint {
  private static final String PREFIX = "lastgood-contract-";

  private final DynamoDbClient real;
  private final DynamoDbClient watched;
  private final Refused refused;
  private final Set<String> tables = new ConcurrentSkipListSet<>();

  /**
   * An endpoint.
   *
   * @param real a client of it
   * @param refused takes note of what it refuses as not provided
   */
  Endpoint(DynamoDbClient real, Refused refused) {
    this.real = real;
    this.refused = refused;
    this.watched = Watched.client(DynamoDbClient.class, real, refused, this::settle);
  }

  /** The endpoint of this run; empty where no property names one. */
  public static Optional<Endpoint> named() {
    return Named.ENDPOINT;
  }

  /** The name of something that a suite makes; as it stands where no endpoint is named. */
  public static String name(String name) {
    return url().isPresent() ? System.getProperty("contract.prefix", PREFIX) + name : name;
  }

  /** What is named, as the report says it. */
  static Optional<String> url() {
    return Optional.ofNullable(System.getProperty("contract.endpoint"));
  }

  /** Made once, when it is first asked for. */
  private static final class Named {
    private static final Optional<Endpoint> ENDPOINT =
        url().map(url -> new Endpoint(client(url), Refused.OF_THIS_RUN));
  }

  private static DynamoDbClient client(String url) {
    return at(url, DynamoDbClient.builder()).build();
  }

  /**
   * A client of the endpoint of this run.
   *
   * @param type the SDK's client interface
   * @param builder builds such a client; endpoint and Region are set here
   * @return notes what the endpoint refuses as not provided
   * @throws IllegalStateException where no endpoint is named
   */
  public static <B extends AwsClientBuilder<B, C>, C> C client(Class<C> type, B builder) {
    String url =
        url()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No endpoint is named: -Dcontract.endpoint is a URL, or aws."));
    return Watched.client(type, at(url, builder).build(), Refused.OF_THIS_RUN, _ -> {});
  }

  private static <B extends AwsClientBuilder<B, C>, C> B at(String url, B builder) {
    builder.region(Region.of(System.getProperty("contract.region", "eu-west-1")));
    if (!url.equals("aws")) {
      builder.endpointOverride(URI.create(url));
    }
    return builder;
  }

  /** Its client; tables are there, or gone, when a call that makes or deletes one returns. */
  public DynamoDbClient client() {
    return watched;
  }

  /** Deletes every table that was made and is still there. */
  public void removeAll() {
    for (String table : new TreeSet<>(tables)) {
      watched.deleteTable(request -> request.tableName(table));
    }
  }

  private void settle(Object request) {
    if (request instanceof CreateTableRequest made) {
      tables.add(made.tableName());
      real.waiter().waitUntilTableExists(describe -> describe.tableName(made.tableName()));
    } else if (request instanceof DeleteTableRequest deleted) {
      tables.remove(deleted.tableName());
      real.waiter().waitUntilTableNotExists(describe -> describe.tableName(deleted.tableName()));
    }
  }
}

package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.VirtualTime;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The operations that are modelled, each a call that takes time and may fail. */
final class ModelledDynamoDbClient implements DynamoDbClient {
  // Single-digit milliseconds are what AWS promises; the tail is an assumption.
  private static final ServiceProfile PROFILE =
      new ServiceProfile(
          DynamoDbErrors.COMMON,
          new Timing(0.004, 0.02),
          ServiceProfile.Throttle.NONE,
          DynamoDbErrors::conflict);
  private static final Operation GET_ITEM = reading("GetItem");
  private static final Operation BATCH_GET_ITEM = reading("BatchGetItem");
  private static final Operation QUERY = reading("Query");
  private static final Operation SCAN = reading("Scan");
  private static final Operation TRANSACT_GET_ITEMS = reading("TransactGetItems");
  private static final Operation DESCRIBE_TABLE = reading("DescribeTable");
  private static final Operation PUT_ITEM = mutating("PutItem");
  private static final Operation UPDATE_ITEM = mutating("UpdateItem");
  private static final Operation DELETE_ITEM = mutating("DeleteItem");
  private static final Operation TRANSACT_WRITE_ITEMS = mutating("TransactWriteItems");
  private static final Operation CREATE_TABLE = mutating("CreateTable");
  private static final Operation DELETE_TABLE = mutating("DeleteTable");

  private final VirtualTime time;
  private final Calls calls;
  private final Tables tables;
  private final ItemOperations items;
  private final ReadOperations reads;
  private final TransactOperations transactions;
  private long tokensGenerated;

  ModelledDynamoDbClient(
      VirtualTime time,
      Calls calls,
      Tables tables,
      ItemOperations items,
      ReadOperations reads,
      TransactOperations transactions) {
    this.time = time;
    this.calls = calls;
    this.tables = tables;
    this.items = items;
    this.reads = reads;
    this.transactions = transactions;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return calls.perform(PROFILE, GET_ITEM, request, () -> items.get(request));
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return calls.perform(PROFILE, BATCH_GET_ITEM, request, () -> items.batchGet(request));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return calls.perform(PROFILE, PUT_ITEM, request, () -> items.put(request));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return calls.perform(PROFILE, UPDATE_ITEM, request, () -> items.update(request));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return calls.perform(PROFILE, DELETE_ITEM, request, () -> items.delete(request));
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return calls.perform(PROFILE, QUERY, request, () -> reads.query(request));
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    return calls.perform(PROFILE, SCAN, request, () -> reads.scan(request));
  }

  @Override
  public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
    return calls.perform(PROFILE, TRANSACT_GET_ITEMS, request, () -> transactions.get(request));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    // The SDK makes up a token of its own, so that its retries cannot do a transaction twice.
    String token =
        request.clientRequestToken() != null
            ? request.clientRequestToken()
            : "generated by the SDK: " + tokensGenerated++;
    return calls.perform(
        PROFILE, TRANSACT_WRITE_ITEMS, request, () -> transactions.write(request, token));
  }

  @Override
  public CreateTableResponse createTable(CreateTableRequest request) {
    return calls.perform(
        PROFILE,
        CREATE_TABLE,
        request,
        () ->
            CreateTableResponse.builder()
                .tableDescription(tables.create(request, time.now()))
                .build());
  }

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    return calls.perform(
        PROFILE,
        DESCRIBE_TABLE,
        request,
        () ->
            DescribeTableResponse.builder()
                .table(tables.table(request.tableName()).description())
                .build());
  }

  @Override
  public DeleteTableResponse deleteTable(DeleteTableRequest request) {
    return calls.perform(
        PROFILE,
        DELETE_TABLE,
        request,
        () ->
            DeleteTableResponse.builder()
                .tableDescription(tables.delete(request.tableName()))
                .build());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }

  private static Operation reading(String name) {
    return new Operation(SERVICE_NAME, name, false);
  }

  private static Operation mutating(String name) {
    return new Operation(SERVICE_NAME, name, true);
  }
}

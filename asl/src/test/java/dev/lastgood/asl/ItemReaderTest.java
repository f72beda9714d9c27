package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A Distributed Map reads its items from objects")
final class ItemReaderTest {

  private static final String CSV = "'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW'";

  private final MemoryObjects objects = new MemoryObjects();
  private final World world = new World(1, builder -> builder.objects(objects));

  private ExecutionDescription run(String more) {
    return world.runState(
        DistributedMaps.of(DistributedMaps.PASS, more), map("key", "a.json", "most", 2));
  }

  private Object read(String text, String config) {
    objects.with("file", text);
    ExecutionDescription end = run(DistributedMaps.reader("file", config));
    assertEquals(ExecutionStatus.SUCCEEDED, end.status(), end::toString);
    return end.output();
  }

  @Test
  void anArrayOfJson() {
    assertEquals(List.of(1, map("a", 2)), read("[1, {\"a\": 2}]", "'InputType':'JSON'"));
    assertEquals(
        0,
        world.event(HistoryEventType.MAP_STATE_STARTED).details().get("length"),
        "how many there are is not known yet");
  }

  @Test
  void anObjectOfJson() {
    assertEquals(List.of(map("Key", "a", "Value", 1)), read("{\"a\": 1}", "'InputType':'JSON'"));
  }

  @Test
  void whatAPointerLeadsTo() {
    assertEquals(
        List.of(1, 2),
        read("{\"a\": [0, {\"b/c\": [1, 2]}]}", "'InputType':'JSON','ItemsPointer':'/a/1/b~1c'"));
  }

  @Test
  void linesOfJson() {
    assertEquals(List.of(map("a", 1), 2), read("{\"a\":1}\r\n\n2\n", "'InputType':'JSONL'"));
  }

  static Stream<Arguments> delimitedTexts() {
    return Stream.of(
        Arguments.of("a,b\n1,2\n3,4\n", "", List.of(row("1", "2"), row("3", "4"))),
        Arguments.of("a,b\r\n1,2\r\n\r\n", "", List.of(row("1", "2"))),
        Arguments.of("\uFEFFa,b\n1,2", "", List.of(row("1", "2"))),
        Arguments.of("a,b\n\"1,\n1\",\"say \"\"2\"\"\"", "", List.of(row("1,\n1", "say \"2\""))),
        Arguments.of("a,b\nC:\\\\x\\,y,2", "", List.of(row("C:\\x,y", "2"))),
        Arguments.of("a,b\nx\\ny\\t,\\q2\\", "", List.of(row("xnyt", "q2"))),
        Arguments.of("a,b\n1\n1,2,3", "", List.of(row("1", ""), row("1", "2"))),
        Arguments.of("a|b\n1|2", ",'CSVDelimiter':'PIPE'", List.of(row("1", "2"))),
        Arguments.of("a;b\n1;2", ",'CSVDelimiter':'SEMICOLON'", List.of(row("1", "2"))),
        Arguments.of("a b\n1 2", ",'CSVDelimiter':'SPACE'", List.of(row("1", "2"))),
        Arguments.of("a\tb\n1\t2", ",'CSVDelimiter':'TAB'", List.of(row("1", "2"))),
        Arguments.of("a,b\n", "", List.of()),
        Arguments.of("", "", List.of()));
  }

  private static Object row(String a, String b) {
    return map("a", a, "b", b);
  }

  @ParameterizedTest
  @MethodSource("delimitedTexts")
  void rowsOfDelimitedText(String text, String config, List<Object> rows) {
    assertEquals(rows, read(text, CSV + config));
  }

  @Test
  void rowsWhoseHeaderIsGiven() {
    assertEquals(
        List.of(row("1", "2"), row("3", "4")),
        read("1,2\n3,4", "'InputType':'CSV','CSVHeaderLocation':'GIVEN','CSVHeaders':['a','b']"));
  }

  @Test
  void whatIsPackedIsUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
      packing.write("1\n2".getBytes(StandardCharsets.UTF_8));
    }
    objects.contents.put("lines.jsonl.gz", packed.toByteArray());
    assertEquals(
        List.of(1, 2),
        run(DistributedMaps.reader("lines.jsonl.gz", "'InputType':'JSONL'")).output());
  }

  private static String listing(String prefix, String config) {
    return ",'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2','Arguments':"
        + "{'Bucket':'data','Prefix':'"
        + prefix
        + "'}"
        + (config.isEmpty() ? "" : ",'ReaderConfig':{" + config + "}")
        + "}";
  }

  @Test
  void theMetadataOfListedObjects() {
    objects.with("in/a", "1").with("in/bb", "22").with("other", "");
    assertEquals(
        List.of(
            map(
                "Etag", "\"e4\"",
                "Key", "in/a",
                "LastModified", 1_668_699_881L,
                "Size", 1L,
                "StorageClass", "STANDARD"),
            map(
                "Etag", "\"e5\"",
                "Key", "in/bb",
                "LastModified", 1_668_699_881L,
                "Size", 2L,
                "StorageClass", "STANDARD")),
        run(listing("in/", "")).output());
  }

  @Test
  void theContentsOfListedObjects() {
    objects.with("in/", "").with("in/a", "1\n2").with("in/b", "3");
    assertEquals(
        List.of(1, 2, 3),
        run(listing("in/", "'Transformation':'LOAD_AND_FLATTEN','InputType':'JSONL'")).output());
  }

  @ParameterizedTest
  @CsvSource({"2,2", "'{% $states.input.most %}',2", "0,3", "9,3"})
  void onlySoManyItemsAreRead(String maxItems, int read) {
    objects.with("in/a", "").with("in/b", "").with("in/c", "").with("lines", "1\n2\n3");
    String limit = maxItems.startsWith("{") ? "'" + maxItems + "'" : maxItems;
    assertEquals(read, ((List<?>) run(listing("in/", "'MaxItems':" + limit)).output()).size());
    World other = new World(1, builder -> builder.objects(objects));
    assertEquals(
        read,
        ((List<?>)
                other
                    .runState(
                        DistributedMaps.of(
                            DistributedMaps.PASS,
                            DistributedMaps.reader(
                                "lines", "'InputType':'JSONL','MaxItems':" + limit)),
                        map("most", 2))
                    .output())
            .size());
  }

  @Test
  void theLimitHoldsForArraysToo() {
    assertEquals(List.of(1, 2), read("[1, 2, 3]", "'InputType':'JSON','MaxItems':2"));
  }

  @Test
  void theLimitHoldsForRowsToo() {
    assertEquals(List.of(row("1", "2")), read("a,b\n1,2\n3,4", CSV + ",'MaxItems':1"));
  }

  @Test
  void theSelectorIsToldWhereAnItemComesFrom() {
    objects.with("a.json", "[5]");
    assertEquals(
        List.of("S3://data/a.json"),
        run(DistributedMaps.reader("{% $states.input.key %}", "'InputType':'JSON'")
                + ",'ItemSelector':'{% $states.context.Map.Item.Source %}'")
            .output());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "none|'InputType':'JSON'|no object none",
        "broken|'InputType':'JSON'|S3://data/broken cannot be read: Unexpected",
        "bad|'InputType':'JSON'|bad cannot be read: something stands after the document (line 2, column 1)",
        "text|'InputType':'JSON'|S3://data/text must hold an array or an object, but there is string.",
        "obj|'InputType':'JSON','ItemsPointer':'/x/y'|an array or an object at /x/y, but there is nothing",
        "bad|'InputType':'JSONL'|S3://data/bad cannot be read: line 2 is not JSON",
        "a.csv.zst|'InputType':'JSON'|compressed with ZSTD",
        "a.gz|'InputType':'JSON'|S3://data/a.gz cannot be read"
      })
  void whatCannotBeReadFailsTheStateByName(String key, String config, String told) {
    objects
        .with("bad", "[1]\n{")
        .with("broken", "[1")
        .with("text", "\"x\"")
        .with("obj", "{}")
        .with("a.gz", "not packed")
        .with("a.csv.zst", "");
    ExecutionDescription end = run(DistributedMaps.reader(key, config));
    assertEquals(Optional.of("States.ItemReaderFailed"), end.error());
    assertTrue(end.cause().orElseThrow().contains(told), end.cause().orElseThrow());
    assertEquals(
        List.of("MapRunStarted", "MapRunFailed", "MapStateFailed", "ExecutionFailed"),
        world.eventTypes().subList(3, 7));
  }

  @Test
  void aHostWithoutObjectsReadsNone() {
    ExecutionDescription end =
        new World()
            .runState(
                DistributedMaps.of(
                    DistributedMaps.PASS, DistributedMaps.reader("k", "'InputType':'JSON'")),
                1);
    assertEquals(Optional.of("States.ItemReaderFailed"), end.error());
    assertTrue(end.cause().orElseThrow().contains("s3://data/k"), end.cause().orElseThrow());
  }

  @Test
  void argumentsMustNameABucketAndAKey() {
    ExecutionDescription end =
        run(
            ",'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','Arguments':"
                + "{'Bucket':'data'},'ReaderConfig':{'InputType':'JSON'}}");
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertTrue(end.cause().orElseThrow().contains("'ItemReader/Arguments/Key'"));
  }
}

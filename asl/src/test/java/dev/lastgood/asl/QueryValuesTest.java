package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Values go into the query engine and come back as plain Java values")
final class QueryValuesTest {

  @Test
  void whatNeedsNoChangeIsShared() throws QueryValues.NotJson {
    Map<String, Object> document = map("a", null, "l", List.of(1, map("b", "c")));
    assertSame(document, QueryValues.toEngine(document));
    assertSame(document, QueryValues.fromEngine(document));
  }

  @Test
  void nullsInListsBecomeTheEnginesNullAndBack() throws QueryValues.NotJson {
    Map<String, Object> document = map("l", Arrays.asList(1, null));
    Object inside = QueryValues.toEngine(document);
    assertNotSame(document, inside);
    assertSame(Jsonata.NULL_VALUE, ((List<?>) ((Map<?, ?>) inside).get("l")).get(1));
    assertEquals(document, QueryValues.fromEngine(inside));
  }

  @Test
  void theEnginesListsBecomePlain() throws QueryValues.NotJson {
    List<Object> sequence = Utils.createSequence();
    sequence.add(1);
    Object plain = QueryValues.fromEngine(map("l", sequence));
    assertEquals(map("l", List.of(1)), plain);
    assertEquals(ArrayList.class, ((Map<?, ?>) plain).get("l").getClass());
  }

  @Test
  void wholeNumbersBecomeIntegers() throws QueryValues.NotJson {
    assertEquals(2, QueryValues.fromEngine(2.0));
    assertEquals(5_000_000_000L, QueryValues.fromEngine(5e9));
    assertEquals(2.5, QueryValues.fromEngine(2.5));
    assertEquals(1e300, QueryValues.fromEngine(1e300));
    assertEquals(0, QueryValues.fromEngine(-0.0));
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThrows(QueryValues.NotJson.class, () -> QueryValues.fromEngine(Double.NaN));
    assertThrows(QueryValues.NotJson.class, () -> QueryValues.fromEngine(List.of(new Object())));
  }
}

package dev.lastgood.asl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

@DisplayName("The size of a document is that of its JSON text")
final class JsonSizeTest {

  private static final List<String> TEXTS =
      List.of("", "plain", "\"\\\b\f\n\r\t", "\u0001\u001f", "\u007f\u0080\u07ff\u0800€", "😀a");

  private static final List<Object> NUMBERS =
      List.of(0, -1, 9, 10, -10, 99, 100, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 0.5);

  @RepeatedTest(500)
  void aDocumentIsTooLargeExactlyWhenItsTextIs(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Object document = document(random, 4);
    int bytes = Json.write(document).getBytes(StandardCharsets.UTF_8).length;
    // A list of the document and a filler, whose text is meant to have exactly the limit.
    int filler = JsonSize.PAYLOAD_BYTES_MAX - bytes - "[,\"\"]".length();
    assertEquals(false, JsonSize.exceedsPayload(Arrays.asList(document, "x".repeat(filler))));
    assertEquals(true, JsonSize.exceedsPayload(Arrays.asList(document, "x".repeat(filler + 1))));
  }

  private static Object document(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> TEXTS.get(random.nextInt(TEXTS.size()));
      case 1 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
      case 2 -> random.nextBoolean();
      case 3 -> null;
      case 4 -> {
        List<Object> list = new ArrayList<>();
        for (int index = random.nextInt(5); index > 0; index--) {
          list.add(document(random, depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int index = random.nextInt(5); index > 0; index--) {
          map.put(TEXTS.get(random.nextInt(TEXTS.size())) + index, document(random, depth - 1));
        }
        yield map;
      }
    };
  }
}

package dev.lastgood.simulator.dynamodb.value;

import dev.lastgood.simulator.kernel.Utf8;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How many bytes an item counts for. See "DynamoDB item sizes and formats",
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
public final class ItemSize {
  /** The most that an item may count for. */
  public static final int BYTES_MAX = 400 * 1024;

  private static final int CONTAINER_BYTES = 3;

  private ItemSize() {}

  /**
   * The size of an item.
   *
   * @param item its attributes, in the form in which they are kept
   * @return bytes
   */
  public static int bytes(Map<String, AttributeValue> item) {
    int bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      bytes += Utf8.bytes(attribute.getKey()) + bytes(attribute.getValue());
    }
    return bytes;
  }

  /**
   * The size of one value.
   *
   * @param value in the form in which it is kept
   * @return bytes
   */
  public static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> Utf8.bytes(value.s());
      case N -> numberBytes(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToInt(Utf8::bytes).sum();
      case NS -> value.ns().stream().mapToInt(ItemSize::numberBytes).sum();
      case BS -> value.bs().stream().map(SdkBytes::asByteArrayUnsafe).mapToInt(b -> b.length).sum();
      case L -> {
        int bytes = CONTAINER_BYTES + value.l().size();
        for (AttributeValue element : value.l()) {
          bytes += bytes(element);
        }
        yield bytes;
      }
      case M -> CONTAINER_BYTES + value.m().size() + bytes(value.m());
      case BOOL, NUL -> 1;
      case UNKNOWN_TO_SDK_VERSION -> 0;
    };
  }

  /** About one byte for two significant digits, one more, and one for a sign. */
  private static int numberBytes(String number) {
    int digits = 0;
    for (int i = 0; i < number.length(); i++) {
      if (Character.isDigit(number.charAt(i))) {
        digits++;
      }
    }
    return (digits + 1) / 2 + 1 + (number.startsWith("-") ? 1 : 0);
  }
}

package dev.lastgood.asl;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Rows of delimited text as objects: every field is a string, a missing one is empty, and one
 * without a header is left out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/example-csv-parse-dist-map.html">How
 *     Step Functions parses input CSV files</a>
 */
final class CsvRows {

  private static final ObjectReader READER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build()
          .readerFor(String[].class);

  private CsvRows() {}

  static void read(
      String text,
      char delimiter,
      Optional<List<String>> headers,
      Consumer<Map<String, Object>> row,
      BooleanSupplier enough)
      throws IOException {
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(delimiter).withEscapeChar('\\');
    try (MappingIterator<String[]> rows =
        READER.with(schema).readValues(cleaned(withoutMark(text), delimiter))) {
      List<String> names =
          headers.isPresent()
              ? headers.get()
              : rows.hasNextValue() ? new ArrayList<>(List.of(rows.nextValue())) : List.of();
      while (!enough.getAsBoolean() && rows.hasNextValue()) {
        row.accept(named(names, rows.nextValue()));
      }
    }
  }

  private static Map<String, Object> named(List<String> names, String[] fields) {
    Map<String, Object> values = LinkedHashMap.newLinkedHashMap(names.size());
    for (int index = 0; index < names.size(); index++) {
      values.put(names.get(index), index < fields.length ? fields[index] : "");
    }
    return values;
  }

  /**
   * Backslashes escape themselves, quotation marks and delimiters; before anything else they are
   * dropped, where the parser would make line breaks and tabulators of some.
   */
  private static String cleaned(String text, char delimiter) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder cleaned = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character != '\\') {
        cleaned.append(character);
        continue;
      }
      char next = index + 1 < text.length() ? text.charAt(index + 1) : ' ';
      if (next == '\\' || next == '"' || next == delimiter) {
        cleaned.append(character).append(next);
        index++;
      }
    }
    return cleaned.toString();
  }

  /** Spreadsheets begin their files with a byte order mark. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}

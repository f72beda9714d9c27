package dev.lastgood.functions.stack;

import java.util.List;

/**
 * What a stack lets others import. While a stack imports it, it can neither be changed nor removed.
 *
 * @param name unique in the account and Region
 * @param value its value
 * @param importedBy the names of the stacks that import it, sorted
 */
public record StackExport(String name, String value, List<String> importedBy) {
  /** Copies and orders its list. */
  public StackExport {
    importedBy = importedBy.stream().sorted().toList();
  }
}

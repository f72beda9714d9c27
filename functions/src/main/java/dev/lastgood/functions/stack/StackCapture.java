package dev.lastgood.functions.stack;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that was read of a stack.
 *
 * @param stackName its name
 * @param stackId its ARN; a stack that is made anew under the same name has another
 * @param configuration what can be restored
 * @param state what it was
 * @param template its template
 */
public record StackCapture(
    String stackName,
    String stackId,
    StackConfiguration configuration,
    StackState state,
    StackTemplate template) {

  /**
   * This stack and all that are nested in it, at any depth.
   *
   * @return this one first
   */
  public List<StackCapture> tree() {
    return Stream.concat(
            Stream.of(this), state.nested().values().stream().flatMap(each -> each.tree().stream()))
        .toList();
  }
}

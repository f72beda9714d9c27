package dev.lastgood.simulator.dynamodb.expression;

import java.util.Set;

/** Finds the attributes at which a condition looks. */
final class Roots {
  private Roots() {}

  static void collect(Condition condition, Binding binding, Set<String> into) {
    switch (condition) {
      case Condition.And(Condition left, Condition right) -> {
        collect(left, binding, into);
        collect(right, binding, into);
      }
      case Condition.Or(Condition left, Condition right) -> {
        collect(left, binding, into);
        collect(right, binding, into);
      }
      case Condition.Not(Condition inner) -> collect(inner, binding, into);
      case Predicate.Comparison comparison -> {
        collect(comparison.left(), binding, into);
        collect(comparison.right(), binding, into);
      }
      case Predicate.Between between -> {
        collect(between.value(), binding, into);
        collect(between.low(), binding, into);
        collect(between.high(), binding, into);
      }
      case Predicate.In in -> {
        collect(in.value(), binding, into);
        in.candidates().forEach(candidate -> collect(candidate, binding, into));
      }
      case Predicate.Exists exists -> into.add(exists.path().bound(binding).root());
      case Predicate.OfType ofType -> collect(ofType.of(), binding, into);
      case Predicate.BeginsWith beginsWith -> {
        collect(beginsWith.value(), binding, into);
        collect(beginsWith.prefix(), binding, into);
      }
      case Predicate.Contains contains -> {
        collect(contains.whole(), binding, into);
        collect(contains.part(), binding, into);
      }
    }
  }

  private static void collect(Operand operand, Binding binding, Set<String> into) {
    switch (operand) {
      case Operand.PathOperand(DocumentPath path) -> into.add(path.bound(binding).root());
      case Operand.ValueOperand value -> {}
      case Operand.SizeOperand(Operand of) -> collect(of, binding, into);
    }
  }
}

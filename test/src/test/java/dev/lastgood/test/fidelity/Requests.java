package dev.lastgood.test.fidelity;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/** Makes requests of any operation from what the API model says of them. */
final class Requests {
  private static final String NOT_LISTED = "NOT-IN-THE-MODEL";

  private final Required required;
  private final Class<? extends SdkRequest> type;
  private final boolean dryRun;

  /** Requests of one type, as a dry run or not. */
  Requests(Required required, Class<? extends SdkRequest> type, boolean dryRun) {
    this.required = required;
    this.type = type;
    this.dryRun = dryRun;
  }

  /**
   * A request with one mistake.
   *
   * @param path the member that is wrong, as the model writes it
   * @param wrong the request
   */
  record Mistake(String path, SdkRequest wrong) {}

  /** What is required, and nothing else. */
  SdkRequest minimal() {
    return (SdkRequest) Structures.built(top());
  }

  private SdkPojo top() {
    SdkPojo request = minimal(type);
    if (dryRun) {
      set(request, field(type, "DryRun").orElseThrow(), true);
    }
    return request;
  }

  static boolean hasDryRun(Class<?> type) {
    return field(type, "DryRun").isPresent();
  }

  private static Optional<SdkField<?>> field(Class<?> structure, String name) {
    return Structures.fields(structure).stream()
        .filter(field -> field.memberName().equals(name))
        .findFirst();
  }

  /** Of each member that is required, however deep, a request that lacks it. */
  List<Mistake> lacking() {
    List<Mistake> found = new ArrayList<>();
    new Walk(found) {
      @Override
      void visit(Class<?> structure, SdkField<?> field) {
        if (required.of(structure).contains(field.memberName())) {
          found(structure, field, null);
        }
      }
    }.walk();
    return found;
  }

  /** Of each member that is an enumeration, however deep, a request with a value of none. */
  List<Mistake> unlisted() {
    List<Mistake> found = new ArrayList<>();
    new Walk(found) {
      @Override
      void visit(Class<?> structure, SdkField<?> field) {
        if (!Structures.known(structure, field).isEmpty()) {
          Object value =
              field.marshallingType() == MarshallingType.LIST
                  ? List.of(NOT_LISTED)
                  : field.marshallingType() == MarshallingType.MAP
                      ? Map.of(NOT_LISTED, value(structure, element(field)))
                      : NOT_LISTED;
          found(structure, field, value);
        }
      }
    }.walk();
    return found;
  }

  /** Comes to every member of a request once on each way that does not go in circles. */
  private abstract class Walk {
    private final List<Mistake> found;
    private final Deque<Step> way = new ArrayDeque<>();

    private Walk(List<Mistake> found) {
      this.found = found;
    }

    abstract void visit(Class<?> structure, SdkField<?> field);

    void walk() {
      walk(type);
    }

    private void walk(Class<?> structure) {
      if (way.stream().anyMatch(step -> step.structure == structure)) {
        return;
      }
      for (SdkField<?> field : Structures.fields(structure)) {
        visit(structure, field);
        Optional<Class<?>> inner = Structures.structureIn(field);
        if (inner.isPresent()) {
          way.addLast(new Step(structure, field));
          walk(inner.get());
          way.removeLast();
        }
      }
    }

    void found(Class<?> structure, SdkField<?> field, Object value) {
      SdkPojo wrong = way.isEmpty() ? top() : minimal(structure);
      set(wrong, field, value);
      StringBuilder path = new StringBuilder(field.memberName());
      if (value instanceof List<?>) {
        path.append(".1.member");
      }
      for (Step step : way.reversed()) {
        path.insert(0, step.path() + ".");
        wrong = step.holding(Structures.built(wrong));
      }
      found.add(new Mistake(path.toString(), (SdkRequest) Structures.built(wrong)));
    }
  }

  /** One member on the way from a request to a structure in it. */
  private final class Step {
    private final Class<?> structure;
    private final SdkField<?> field;

    private Step(Class<?> structure, SdkField<?> field) {
      this.structure = structure;
      this.field = field;
    }

    private SdkPojo holding(Object inner) {
      SdkPojo outer = structure == type ? top() : minimal(structure);
      set(outer, field, wrapped(structure, field, inner));
      return outer;
    }

    private String path() {
      StringBuilder path = new StringBuilder(field.memberName());
      Optional<SdkField<?>> holder = Optional.of(field);
      while (holder.flatMap(Structures::element).isPresent()) {
        path.append(".")
            .append(holder.get().containsTrait(ListTrait.class) ? "1" : text(structure, field))
            .append(".member");
        holder = Structures.element(holder.get());
      }
      return path.toString();
    }
  }

  private static Object wrapped(Class<?> structure, SdkField<?> field, Object inner) {
    Optional<SdkField<?>> element = Structures.element(field);
    if (element.isEmpty()) {
      return inner;
    }
    Object value = wrapped(structure, element.get(), inner);
    return field.containsTrait(ListTrait.class)
        ? List.of(value)
        : Map.of(text(structure, field), value);
  }

  /** A text that a member may have, or a key of a map. */
  private static String text(Class<?> structure, SdkField<?> field) {
    List<String> known = Structures.known(structure, field);
    return known.isEmpty() ? "x" : known.getFirst();
  }

  private SdkPojo minimal(Class<?> structure) {
    SdkPojo builder = Structures.builder(structure);
    for (SdkField<?> field : builder.sdkFields()) {
      if (required.of(structure).contains(field.memberName())) {
        set(builder, field, value(structure, field));
      }
    }
    return builder;
  }

  private Object value(Class<?> structure, SdkField<?> field) {
    MarshallingType<?> kind = field.marshallingType();
    if (kind == MarshallingType.LIST) {
      return List.of(value(structure, element(field)));
    }
    if (kind == MarshallingType.MAP) {
      return Map.of(text(structure, field), value(structure, element(field)));
    }
    if (kind == MarshallingType.SDK_POJO) {
      return Structures.built(minimal(Structures.structureIn(field).orElseThrow()));
    }
    if (kind == MarshallingType.STRING) {
      return text(structure, field);
    }
    return scalar(kind);
  }

  private static Object scalar(MarshallingType<?> kind) {
    if (kind == MarshallingType.INTEGER) {
      return 1;
    }
    if (kind == MarshallingType.LONG) {
      return 1L;
    }
    if (kind == MarshallingType.DOUBLE) {
      return 1.0;
    }
    if (kind == MarshallingType.BOOLEAN) {
      return false;
    }
    if (kind == MarshallingType.INSTANT) {
      return Instant.parse("2026-03-01T00:00:00Z");
    }
    if (kind == MarshallingType.SDK_BYTES) {
      return SdkBytes.fromUtf8String("x");
    }
    throw new IllegalStateException("No value is known for members of the type " + kind + ".");
  }

  private static SdkField<?> element(SdkField<?> field) {
    return Structures.element(field).orElseThrow();
  }

  private static void set(SdkPojo builder, SdkField<?> field, Object value) {
    field.set(builder, value);
  }
}

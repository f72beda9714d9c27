package dev.lastgood.cli;

import dev.lastgood.functions.config.NearestName;
import dev.lastgood.simulator.kernel.Fault;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The faults by their names. */
final class FaultNames implements ITypeConverter<Fault>, Iterable<String> {
  @Override
  public Fault convert(String name) {
    return Fault.named(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected the name of a fault, as `lastgood faults` lists them, found "
                        + name
                        + NearestName.of(name, names())
                            .map(nearest -> "; did you mean " + nearest + "?")
                            .orElse("")));
  }

  private static List<String> names() {
    return Stream.of(Fault.values()).map(Fault::faultName).toList();
  }

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }
}

package dev.lastgood.cli;

import dev.lastgood.simulator.kernel.FaultSettings;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The fault settings by their names. */
final class FaultPresets implements ITypeConverter<FaultSettings>, Iterable<String> {
  static final List<FaultSettings> ALL =
      List.of(FaultSettings.NONE, FaultSettings.TYPICAL, FaultSettings.HOSTILE);

  @Override
  public FaultSettings convert(String name) {
    return named(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected " + String.join(" or ", this) + ", found " + name));
  }

  static Optional<FaultSettings> named(String name) {
    return ALL.stream().filter(preset -> preset.preset().equals(name)).findFirst();
  }

  @Override
  public Iterator<String> iterator() {
    return ALL.stream().map(FaultSettings::preset).iterator();
  }
}

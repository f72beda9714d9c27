package dev.lastgood.cli;

import dev.lastgood.simulator.kernel.FaultSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The fault settings by their names. */
final class FaultPresets implements ITypeConverter<FaultSettings>, Iterable<String> {
  private static final List<FaultSettings> PRESETS =
      List.of(FaultSettings.NONE, FaultSettings.TYPICAL);

  @Override
  public FaultSettings convert(String name) {
    for (FaultSettings preset : PRESETS) {
      if (preset.preset().equals(name)) {
        return preset;
      }
    }
    String expected = "expected " + String.join(" or ", this);
    throw new TypeConversionException(
        name.equals("hostile")
            ? expected + "; hostile is planned and not part of this version"
            : expected + ", found " + name);
  }

  @Override
  public Iterator<String> iterator() {
    List<String> names = new ArrayList<>();
    PRESETS.forEach(preset -> names.add(preset.preset()));
    return names.iterator();
  }
}

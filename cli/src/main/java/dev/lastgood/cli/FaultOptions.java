package dev.lastgood.cli;

import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What goes wrong in a rehearsal beyond its scenario, and how often. */
final class FaultOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--faults",
      paramLabel = "PRESET",
      converter = FaultPresets.class,
      completionCandidates = FaultPresets.class,
      description = "how often AWS itself fails: ${COMPLETION-CANDIDATES}; by default none")
  private FaultSettings preset;

  @Option(
      names = "--only",
      paramLabel = "FAULT",
      split = ",",
      converter = FaultNames.class,
      completionCandidates = FaultNames.class,
      description = "of the preset's faults only these; `lastgood faults` names all")
  private List<Fault> only = new ArrayList<>();

  @Option(
      names = "--fault",
      paramLabel = "FAULT=RATE",
      description = "another rate of one fault, from 0 (never) to 1 (always)")
  private Map<String, Double> rates = new LinkedHashMap<>();

  @Option(
      names = "--strikes",
      paramLabel = "N",
      description = "after N strikes nothing goes wrong any more")
  private Integer strikes;

  boolean isGiven() {
    return preset != null || !only.isEmpty() || !rates.isEmpty() || strikes != null;
  }

  FaultSettings settings() {
    FaultSettings settings = preset == null ? FaultSettings.NONE : preset;
    if (!only.isEmpty()) {
      for (Fault fault : List.copyOf(settings.rates().keySet())) {
        settings = only.contains(fault) ? settings : settings.with(fault, 0);
      }
    }
    for (Map.Entry<String, Double> rate : rates.entrySet()) {
      try {
        settings = settings.with(new FaultNames().convert(rate.getKey()), rate.getValue());
      } catch (picocli.CommandLine.TypeConversionException | IllegalArgumentException refused) {
        throw new ParameterException(spec.commandLine(), "--fault: " + refused.getMessage());
      }
    }
    if (strikes != null && strikes < 0) {
      throw new ParameterException(
          spec.commandLine(), "--strikes: expected a whole number of at least 0, found " + strikes);
    }
    return strikes == null ? settings : settings.withStrikesMax(strikes);
  }

  /** The options that give these settings. */
  static String of(FaultSettings settings) {
    FaultSettings preset = FaultPresets.named(settings.preset()).orElse(FaultSettings.NONE);
    StringBuilder options = new StringBuilder("--faults ").append(settings.preset());
    List<Fault> kept =
        preset.rates().keySet().stream()
            .filter(fault -> settings.rates().containsKey(fault))
            .toList();
    if (!kept.isEmpty() && kept.size() < preset.rates().size()) {
      options
          .append(" --only ")
          .append(kept.stream().map(Fault::faultName).collect(Collectors.joining(",")));
    }
    settings
        .rates()
        .forEach(
            (fault, rate) -> {
              if (rate != preset.rate(fault)) {
                options.append(" --fault ").append(fault.faultName()).append("=").append(rate);
              }
            });
    if (settings.strikesMax() != Integer.MAX_VALUE) {
      options.append(" --strikes ").append(settings.strikesMax());
    }
    return options.toString();
  }
}

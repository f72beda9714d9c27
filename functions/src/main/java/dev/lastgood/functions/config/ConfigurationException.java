package dev.lastgood.functions.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration file cannot be used. It tells all that is wrong with it at once. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigurationFault> faults;

  /**
   * Refuses a file.
   *
   * @param faults what is wrong with it; at least one
   */
  public ConfigurationException(List<ConfigurationFault> faults) {
    super(faults.stream().map(ConfigurationFault::message).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /**
   * Everything that is wrong with the file.
   *
   * @return in the order of the file
   */
  public List<ConfigurationFault> faults() {
    return faults;
  }
}

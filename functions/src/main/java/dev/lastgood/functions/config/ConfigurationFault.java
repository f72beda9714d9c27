package dev.lastgood.functions.config;

/**
 * One fault of a configuration file.
 *
 * @param file the file's name, as its reader was given it
 * @param line the line, from 1; 0 where the fault is of the file as a whole
 * @param column the column, from 1; 0 where the fault is of the file as a whole
 * @param field the path of the field, such as {@code
 *     environments.production.targets.web.alarms[0].name}; empty where there is none
 * @param expected what is expected there
 * @param found what is there instead
 */
public record ConfigurationFault(
    String file, int line, int column, String field, String expected, String found) {

  /**
   * The fault in one line, in the form that editors and terminals make a link of.
   *
   * @return such as {@code lastgood.yaml:7:9: environments.production.region: expected an AWS
   *     Region such as eu-west-1, found the number 5}
   */
  public String message() {
    StringBuilder message = new StringBuilder(file);
    if (line > 0) {
      message.append(':').append(line).append(':').append(column);
    }
    message.append(": ");
    if (!field.isEmpty()) {
      message.append(field).append(": ");
    }
    return message.append("expected ").append(expected).append(", found ").append(found).toString();
  }
}

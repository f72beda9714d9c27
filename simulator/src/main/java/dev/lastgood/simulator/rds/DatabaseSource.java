package dev.lastgood.simulator.rds;

import java.util.Map;

/** Where the databases are known that there are. */
@FunctionalInterface
public interface DatabaseSource {
  /**
   * All databases of a type.
   *
   * @param type {@code AWS::RDS::DBInstance} or {@code AWS::RDS::DBCluster}
   * @return what each is, as templates name its properties, by its identifier
   */
  Map<String, Map<String, Object>> of(String type);
}

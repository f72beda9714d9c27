package dev.lastgood.simulator.kernel;

/**
 * One operation of a service, by the names that AWS gives them.
 *
 * @param service the IAM service prefix, such as {@code autoscaling}
 * @param name the API's name, such as {@code StartInstanceRefresh}
 * @param mutating whether it can change anything
 */
public record Operation(String service, String name, boolean mutating) {}

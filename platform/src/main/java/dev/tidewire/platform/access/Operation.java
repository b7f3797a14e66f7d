package dev.tidewire.platform.access;

/**
 * What a route or a resource does. It declares one, or it does not answer.
 *
 * @param id its {@code operationId} in the OpenAPI document
 * @param scope what a caller needs to have
 * @param isOfAllSensors whether only a caller may do it that may see all sensors
 */
public record Operation(String id, Scope scope, boolean isOfAllSensors) {
  /** What callers do within the sensors that they may see or send. */
  public Operation(String id, Scope scope) {
    this(id, scope, false);
  }
}

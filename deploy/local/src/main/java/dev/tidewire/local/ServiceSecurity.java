package dev.tidewire.local;

import java.util.Map;

/**
 * What makes one service secure.
 *
 * @param properties configuration that everybody may see
 * @param secrets environment variables that nobody else may see
 */
record ServiceSecurity(Map<String, String> properties, Map<String, String> secrets) {
  /** Nothing does. */
  static final ServiceSecurity NONE = new ServiceSecurity(Map.of(), Map.of());

  ServiceSecurity {
    properties = Map.copyOf(properties);
    secrets = Map.copyOf(secrets);
  }

  @Override
  public String toString() {
    return "ServiceSecurity[" + properties + ", secrets " + secrets.keySet() + "]";
  }
}

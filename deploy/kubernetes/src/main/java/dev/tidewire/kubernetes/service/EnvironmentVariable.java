package dev.tidewire.kubernetes.service;

import java.util.Locale;

/** How MicroProfile Config names a key in the environment. */
final class EnvironmentVariable {
  private EnvironmentVariable() {}

  static String of(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}

package dev.tidewire.ingest.prometheus;

import java.util.Map;

/**
 * The base units of OpenMetrics by their codes in UCUM (ucum.org). Metadata may call anything a
 * unit; what is none of these is left out.
 */
final class BaseUnit {
  /** In bytes. */
  static final int LONGEST_NAME = 7;

  private static final Map<String, String> CODES =
      Map.of(
          "seconds", "s",
          "bytes", "By",
          "joules", "J",
          "grams", "g",
          "meters", "m",
          "ratio", "1",
          "volts", "V",
          "amperes", "A",
          "celsius", "Cel");

  private BaseUnit() {}

  /** The code of a unit, or empty. */
  static String code(String unit) {
    return CODES.getOrDefault(unit, "");
  }
}

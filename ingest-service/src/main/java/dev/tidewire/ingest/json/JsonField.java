package dev.tidewire.ingest.json;

import org.jspecify.annotations.Nullable;

/** The fields of a reading in JSON. */
enum JsonField {
  SENSOR,
  METRIC,
  TIME,
  VALUE,
  UNIT,
  TAGS,
  VALUES;

  static @Nullable JsonField of(String name) {
    return switch (name) {
      case "sensor" -> SENSOR;
      case "metric" -> METRIC;
      case "time", "ts" -> TIME;
      case "value" -> VALUE;
      case "unit" -> UNIT;
      case "tags" -> TAGS;
      case "values" -> VALUES;
      default -> null;
    };
  }

  int bit() {
    return 1 << ordinal();
  }

  boolean isIn(int bits) {
    return (bits & bit()) != 0;
  }
}

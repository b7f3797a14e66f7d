package dev.tidewire.ingest.senml;

import dev.tidewire.contract.SeriesKey;

/**
 * The series that a resolved name of SenML is: {@code urn:dev:ow:10e2073a0108006:voltage} is the
 * metric {@code voltage} of the sensor before it. The last colon or slash parts them. A URN is a
 * sensor up to its fourth part, and a name without parts is one, with the metric {@code value}.
 *
 * <p>It depends on nothing but the whole name: however a pack divides it into base name and name,
 * the series is the same.
 */
record SenmlName(String sensor, String metric) {
  private static final String URN = "urn:";

  static SenmlName of(String name) {
    int at = Math.max(name.lastIndexOf(':'), name.lastIndexOf('/'));
    if (at == name.length() - 1 && at > leastOf(name)) {
      return new SenmlName(name.substring(0, at), SeriesKey.DEFAULT_METRIC);
    }
    return at > leastOf(name)
        ? new SenmlName(name.substring(0, at), name.substring(at + 1))
        : new SenmlName(name, SeriesKey.DEFAULT_METRIC);
  }

  /** Where what parts sensor and metric cannot be, nor anywhere before. */
  private static int leastOf(String name) {
    if (!name.startsWith(URN)) {
      return 0;
    }
    int namespace = name.indexOf(':', URN.length());
    int kind = namespace < 0 ? -1 : name.indexOf(':', namespace + 1);
    return kind < 0 ? name.length() : kind;
  }
}

package dev.tidewire.ingest.influx;

import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.platform.text.EpochUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The versions of InfluxDB whose way to write is understood. */
public enum Version {
  /** {@code POST /write}. */
  V1(
      "ns",
      Map.of(
          "n", Ticks.of(EpochUnit.NANOSECONDS),
          "ns", Ticks.of(EpochUnit.NANOSECONDS),
          "u", Ticks.of(EpochUnit.MICROSECONDS),
          "µ", Ticks.of(EpochUnit.MICROSECONDS),
          "us", Ticks.of(EpochUnit.MICROSECONDS),
          "ms", Ticks.of(EpochUnit.MILLISECONDS),
          "s", Ticks.of(EpochUnit.SECONDS),
          "m", new Ticks(EpochUnit.SECONDS, 60),
          "h", new Ticks(EpochUnit.SECONDS, 3_600)),
      List.of("db", "rp", "consistency", "u", "p")),
  /** {@code POST /api/v2/write}. */
  V2(
      "ns",
      Map.of(
          "ns", Ticks.of(EpochUnit.NANOSECONDS),
          "us", Ticks.of(EpochUnit.MICROSECONDS),
          "ms", Ticks.of(EpochUnit.MILLISECONDS),
          "s", Ticks.of(EpochUnit.SECONDS)),
      List.of("org", "orgID", "bucket")),
  /** {@code POST /api/v3/write_lp}. */
  V3(
      "auto",
      Map.of(
          "auto", Ticks.AUTO,
          "nanosecond", Ticks.of(EpochUnit.NANOSECONDS),
          "microsecond", Ticks.of(EpochUnit.MICROSECONDS),
          "millisecond", Ticks.of(EpochUnit.MILLISECONDS),
          "second", Ticks.of(EpochUnit.SECONDS),
          "ns", Ticks.of(EpochUnit.NANOSECONDS),
          "us", Ticks.of(EpochUnit.MICROSECONDS),
          "ms", Ticks.of(EpochUnit.MILLISECONDS),
          "s", Ticks.of(EpochUnit.SECONDS)),
      List.of("db", "no_sync"));

  /**
   * What a number counts since 1970.
   *
   * @param unit null where that goes by the size of the number
   * @param units how many of them one is
   */
  record Ticks(@Nullable EpochUnit unit, int units) {
    private static final Ticks AUTO = new Ticks(null, 1);

    private static Ticks of(EpochUnit unit) {
      return new Ticks(unit, 1);
    }

    /** How many units a number of ticks is; what is too large stays too large for any reading. */
    long of(long number) {
      long most = Long.MAX_VALUE / units;
      return Math.max(-most, Math.min(number, most)) * units;
    }
  }

  private final String defaultPrecision;
  private final Map<String, Ticks> precisions;
  private final Parameter precision;
  private final List<Parameter> parameters;

  Version(String defaultPrecision, Map<String, Ticks> precisions, List<String> ignored) {
    this.defaultPrecision = defaultPrecision;
    this.precisions = precisions;
    String names = String.join(", ", new TreeSet<>(precisions.keySet()));
    this.precision =
        new Parameter(
            "precision",
            value -> precisions.containsKey(value) ? null : "precision must be one of " + names);
    this.parameters =
        Stream.concat(
                Stream.of(precision),
                ignored.stream().map(name -> new Parameter(name, any -> null)))
            .toList();
  }

  /** The parameters that its clients send; databases and organizations mean nothing here. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** What the times of a request count. */
  Ticks ticks(Map<String, String> given) {
    return precisions.getOrDefault(
        given.getOrDefault(precision.name(), defaultPrecision), Ticks.AUTO);
  }
}

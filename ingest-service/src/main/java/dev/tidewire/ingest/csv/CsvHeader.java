package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.platform.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which column of a CSV body holds what. */
final class CsvHeader {
  private static final int ABSENT = -1;

  private int time = ABSENT;
  private int value = ABSENT;
  private int sensor = ABSENT;
  private int metric = ABSENT;
  private int unit = ABSENT;
  private final int width;

  private CsvHeader(int width) {
    this.width = width;
  }

  /** Reads the header; case and the order of the columns do not matter. */
  static CsvHeader of(CsvRow row) throws BodyRefusedException {
    CsvHeader header = new CsvHeader(row.size());
    List<String> names =
        IntStream.range(0, row.size()).mapToObj(i -> row.field(i).toString()).toList();
    for (int i = 0; i < row.size(); i++) {
      header.column(names, i);
    }
    if (header.time == ABSENT || header.value == ABSENT) {
      throw refused(
          "The header must name the columns time (or timestamp) and value; the first line names "
              + names.stream().map(Quoted::of).collect(Collectors.joining(", "))
              + ".");
    }
    return header;
  }

  int time() {
    return time;
  }

  int value() {
    return value;
  }

  boolean hasSensor() {
    return sensor != ABSENT;
  }

  int sensor() {
    return sensor;
  }

  boolean hasMetric() {
    return metric != ABSENT;
  }

  int metric() {
    return metric;
  }

  boolean hasUnit() {
    return unit != ABSENT;
  }

  int unit() {
    return unit;
  }

  int width() {
    return width;
  }

  private void column(List<String> names, int i) throws BodyRefusedException {
    String name = names.get(i);
    switch (name.toLowerCase(Locale.ROOT)) {
      case "time", "timestamp" -> time = once(time, i, name);
      case "value" -> value = once(value, i, name);
      case "sensor" -> sensor = once(sensor, i, name);
      case "metric" -> metric = once(metric, i, name);
      case "unit" -> unit = once(unit, i, name);
      default ->
          throw refused(
              "Unknown column %s in the header; known are time (or timestamp), value, sensor,"
                      .formatted(Quoted.of(name))
                  + " metric and unit."
                  + CsvAdvice.onHeader(names));
    }
  }

  private static int once(int before, int i, String name) throws BodyRefusedException {
    if (before != ABSENT) {
      throw refused("The header names the column %s twice.".formatted(Quoted.of(name)));
    }
    return i;
  }

  private static BodyRefusedException refused(String detail) {
    return new BodyRefusedException(ProblemType.UNREADABLE_BODY, detail);
  }
}

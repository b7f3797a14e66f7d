package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which column of a CSV body holds what. */
final class CsvHeader {
  private static final int ABSENT = -1;

  private final List<String> names;
  private final Dialect dialect;
  private final TimeColumns time;
  private final Map<String, Integer> columns = new HashMap<>();
  private final List<Integer> metrics = new ArrayList<>(0);

  private CsvHeader(List<String> names, Dialect dialect, TimeColumns time) {
    this.names = names;
    this.dialect = dialect;
    this.time = time;
  }

  /** Reads the names; case and the order of the columns do not matter. */
  static CsvHeader of(List<String> names, Dialect dialect) throws BodyRefusedException {
    TimeColumns time = TimeColumns.in(names, dialect);
    CsvHeader header = new CsvHeader(names, dialect, time == null ? new TimeColumns(-1, -1) : time);
    for (int i = 0; i < names.size(); i++) {
      header.column(i);
    }
    String lack = header.lack();
    if (lack != null) {
      throw refused(lack);
    }
    return header;
  }

  TimeColumns time() {
    return time;
  }

  int value() {
    return column("value");
  }

  int sensor() {
    return column("sensor");
  }

  int metric() {
    return column("metric");
  }

  int unit() {
    return column("unit");
  }

  /** The columns of a wide file that hold a metric each. */
  List<Integer> metrics() {
    return metrics;
  }

  String name(int column) {
    return names.get(column);
  }

  int width() {
    return names.size();
  }

  /** Where the column is, or a negative number. */
  private int column(String role) {
    return columns.getOrDefault(role, ABSENT);
  }

  private void column(int i) throws BodyRefusedException {
    String name = names.get(i);
    String role = name.toLowerCase(Locale.ROOT);
    boolean isLeftOut =
        name.isEmpty() && !dialect.hasHeader()
            || dialect.layout() == Dialect.Layout.HOBO && name.equals("#");
    if (isLeftOut || time.has(i)) {
      return;
    }
    switch (role) {
      case "time", "timestamp" -> throw twice(name);
      case "sensor" -> once(role, i);
      case "value", "metric", "unit" -> {
        if (dialect.isWide()) {
          metric(role, i);
        } else {
          once(role, i);
        }
      }
      default -> {
        if (!dialect.isWide()) {
          throw unknown(name);
        }
        metric(role, i);
      }
    }
  }

  private void metric(String role, int i) throws BodyRefusedException {
    if (role.isEmpty()) {
      throw refused(
          "Column %d of the header has no name.%s"
              .formatted(i + 1, CsvAdvice.onOtherColumns(names, dialect)));
    }
    if (role.equals("metric")) {
      throw refused(
          "The header has a column metric, so that this is no file for wide=true: leave that out.");
    }
    if (role.equals("date") && dialect.timeColumn().isEmpty()) {
      throw refused(
          "The header has a column %1$s beside %2$s. Say ?time-column=%1$s,%2$s if they are one time."
              .formatted(names.get(i), time.date() == ABSENT ? "Time" : names.get(time.date())));
    }
    once(names.get(i), i);
    metrics.add(i);
  }

  private void once(String role, int i) throws BodyRefusedException {
    if (columns.putIfAbsent(role, i) != null) {
      throw twice(names.get(i));
    }
  }

  private BodyRefusedException twice(String name) {
    return refused("The header names the column %s twice.".formatted(Quoted.of(name)));
  }

  private BodyRefusedException unknown(String name) {
    return refused(
        "Unknown column %s in the header; known are time (or timestamp), value, sensor,"
                .formatted(Quoted.of(name))
            + " metric and unit."
            + CsvAdvice.onHeader(names, dialect));
  }

  private @Nullable String lack() {
    if (time.date() != ABSENT && (value() != ABSENT || !metrics.isEmpty())) {
      return null;
    }
    String listed = names.stream().map(Quoted::of).collect(Collectors.joining(", "));
    if (!dialect.timeColumn().isEmpty() && time.date() == ABSENT) {
      return "There is no column %s, as ?time-column= says; the columns are %s."
          .formatted(Quoted.of(dialect.timeColumn()), listed);
    }
    if (dialect.isWide()) {
      return time.date() == ABSENT
          ? "The file must have a column time (or timestamp, or one that ?time-column= names); the"
              + " columns are %s.".formatted(listed)
          : "A wide file must have a column besides the time; the columns are %s."
              .formatted(listed);
    }
    return "The header must name the columns time (or timestamp) and value; the first line names "
        + listed
        + ".";
  }

  private static BodyRefusedException refused(String detail) {
    return new BodyRefusedException(ProblemType.UNREADABLE_BODY, detail);
  }
}

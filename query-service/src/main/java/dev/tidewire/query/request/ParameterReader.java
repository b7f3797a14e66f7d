package dev.tidewire.query.request;

import dev.tidewire.contract.Names;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.TimeText;
import dev.tidewire.query.render.Format;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request's parameters and collects everything that is wrong with them, so that the
 * sender learns of all mistakes at once. A reader that finds a mistake returns a harmless value;
 * {@link #finish} lets no request out then.
 */
final class ParameterReader {
  private static final int MAX_STREAM_LIMIT = 999_999_999;

  private final Map<String, List<String>> query;
  private final List<ItemError> errors = new ArrayList<>();

  ParameterReader(Map<String, List<String>> query, String... known) {
    this.query = query;
    SortedSet<String> unknown = new TreeSet<>(query.keySet());
    List.of(known).forEach(unknown::remove);
    for (String name : unknown) {
      reject(name, "This parameter is not known here" + alternatives(known));
    }
  }

  void reject(String parameter, String detail) {
    errors.add(ItemError.ofParameter(parameter, detail));
  }

  @Nullable String optional(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      reject(name, "Give it once, not " + values.size() + " times.");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  String sensor() {
    String sensor = optional("sensor");
    if (sensor == null) {
      reject("sensor", "It is required.");
      return "";
    }
    checkSensor(sensor);
    return sensor;
  }

  void checkSensor(String sensor) {
    checkName("sensor", Names.sensorViolation(sensor));
  }

  Set<String> sensors(int max) {
    Set<String> sensors = distinct("sensor", max);
    if (sensors.isEmpty()) {
      reject("sensor", "Give at least one.");
    }
    sensors.forEach(this::checkSensor);
    return sensors;
  }

  /** Sorted, so that their order does not matter; empty when the request names none. */
  SortedSet<String> metrics(int max) {
    SortedSet<String> metrics = new TreeSet<>(distinct("metric", max));
    metrics.forEach(metric -> checkName("metric", Names.metricViolation(metric)));
    return metrics;
  }

  /**
   * Most rows of an answer in this format. When the request does not say, a page has its default
   * size and a stream has all there are: {@link Long#MAX_VALUE}.
   */
  long limit(Format format, Limits limits) {
    int max = format.streams() ? MAX_STREAM_LIMIT : limits.maxPage();
    long absent = format.streams() ? Long.MAX_VALUE : limits.defaultPage();
    String text = optional("limit");
    if (text == null) {
      return absent;
    }
    if (text.matches("\\d{1,9}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    }
    reject("limit", "It must be a whole number from 1 to " + max + ".");
    return absent;
  }

  /** One of the constants' names in lower case; {@code absent} when the request does not say. */
  <E extends Enum<E>> E choice(String name, E absent) {
    String text = optional(name);
    if (text == null) {
      return absent;
    }
    E[] constants = absent.getDeclaringClass().getEnumConstants();
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    String words =
        List.of(constants).stream().map(ParameterReader::word).collect(Collectors.joining(" or "));
    reject(name, "It must be " + words + ".");
    return absent;
  }

  /** Microseconds, or {@code absent} when the request does not say. */
  long time(String name, long absent) {
    String text = optional(name);
    if (text == null) {
      return absent;
    }
    long micros = TimeText.parse(text, TimeText.Rounding.UP);
    String violation = TimeText.violation(text, micros);
    if (violation != null) {
      reject(name, violation);
      return absent;
    }
    return micros;
  }

  boolean isClean() {
    return errors.isEmpty();
  }

  <T> Parsed<T> finish(Supplier<T> request) {
    return isClean()
        ? new Parsed.Accepted<>(request.get())
        : new Parsed.Rejected<>(Problem.of(ProblemType.INVALID_PARAMETER, errors));
  }

  private Set<String> distinct(String name, int max) {
    Set<String> values = new LinkedHashSet<>(query.getOrDefault(name, List.of()));
    if (values.size() > max) {
      reject(name, "Give at most " + max + " in one request, not " + values.size() + ".");
      return Set.of();
    }
    return values;
  }

  private void checkName(String parameter, @Nullable String violation) {
    if (violation != null) {
      errors.add(new ItemError(violation + ".", new Position.Parameter(parameter)));
    }
  }

  private static String alternatives(String... known) {
    return known.length == 0 ? "." : "; there are " + String.join(", ", known) + ".";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

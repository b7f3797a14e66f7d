package dev.tidewire.query.request;

import dev.tidewire.contract.Names;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.platform.text.EpochUnit;
import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.TimeRange;
import dev.tidewire.query.render.Format;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that the requests of this service share. */
final class ParameterReader {
  /** Nine digits: as good as none. */
  private static final int MAX_STREAM_LIMIT = 999_999_999;

  /** What a client wants not to find in CSV. */
  private enum Escape {
    NONE,
    FORMULA
  }

  private final QueryReader in;

  ParameterReader(Map<String, List<String>> query, String... known) {
    this.in = new QueryReader(query, List.of(known));
  }

  String sensor() {
    String sensor = in.optional("sensor");
    if (sensor == null) {
      in.reject("sensor", "It is required.");
      return "";
    }
    checkSensor(sensor);
    return sensor;
  }

  void checkSensor(String sensor) {
    check("sensor", Names.sensorViolation(sensor));
  }

  Set<String> sensors(int max) {
    Set<String> sensors = distinct("sensor", max);
    if (in.all("sensor").isEmpty()) {
      in.reject("sensor", "Give at least one.");
    }
    sensors.forEach(this::checkSensor);
    return sensors;
  }

  /** Which series; their order in the request does not matter. */
  SeriesFilter filter(int maxMetrics) {
    return new SeriesFilter(metrics(maxMetrics), tags());
  }

  private SortedMap<String, String> tags() {
    SortedMap<String, String> tags = new TreeMap<>();
    for (String tag : distinct("tag", Names.MAX_TAGS)) {
      int colon = nameEnd(tag);
      if (colon < 1) {
        in.reject("tag", "It must be a name, a colon and a value, such as site:lyon.");
      } else if (tags.put(plain(tag.substring(0, colon)), tag.substring(colon + 1)) != null) {
        in.reject(
            "tag", "No series has two values of a tag. Ask for each in a request of its own.");
      }
    }
    check("tag", Names.tagsViolation(tags));
    return tags;
  }

  /** Where the first colon is that no backslash stands before; -1 where there is none. */
  private static int nameEnd(String tag) {
    for (int i = 0; i < tag.length(); i++) {
      if (tag.charAt(i) == ':') {
        return i;
      }
      if (isEscape(tag, i)) {
        i++;
      }
    }
    return -1;
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      if (isEscape(name, i)) {
        i++;
      }
      plain.append(name.charAt(i));
    }
    return plain.toString();
  }

  private static boolean isEscape(String text, int at) {
    return text.startsWith("\\:", at) || text.startsWith("\\\\", at);
  }

  private SortedSet<String> metrics(int max) {
    SortedSet<String> metrics = new TreeSet<>(distinct("metric", max));
    metrics.forEach(metric -> check("metric", Names.metricViolation(metric)));
    return metrics;
  }

  /** Each sensor with each metric is a series that is looked for. */
  void checkProduct(int sensors, int metrics, int max) {
    if ((long) sensors * metrics > max) {
      in.reject(
          "metric",
          "%d sensors with %d metrics each are more than the %d series of one request."
              .formatted(sensors, metrics, max));
    }
  }

  /** The beginning of a sensor's name; empty for all. */
  String prefix() {
    String prefix = in.optional("prefix");
    if (prefix == null || prefix.isEmpty()) {
      return "";
    }
    check("prefix", Names.sensorViolation(prefix));
    return prefix;
  }

  TimeRange range() {
    EpochUnit unit = in.precision();
    long from = in.time("from", unit, TimeRange.ALL.from());
    long to = in.time("to", unit, TimeRange.ALL.to());
    if (from < to) {
      return new TimeRange(from, to);
    }
    in.reject("from", "It must be earlier than `to`.");
    return TimeRange.ALL;
  }

  Order order() {
    return choice("order", Order.values(), Order.ASC);
  }

  /**
   * Most rows of an answer in this format. When the request does not say, a page has its default
   * size and a stream has all there are: {@link Long#MAX_VALUE}.
   */
  long limit(Format format, Limits limits) {
    return format.streams()
        ? in.limit(MAX_STREAM_LIMIT, Long.MAX_VALUE)
        : in.limit(limits.maxPage(), limits.defaultPage());
  }

  /** The format of the answer; {@code escape} concerns CSV only, which may hold formulas. */
  Format format(Format negotiated) {
    return switch (choice("escape", Escape.values(), Escape.NONE)) {
      case NONE -> negotiated;
      case FORMULA -> negotiated.withoutFormulas();
    };
  }

  <P> @Nullable P position(Function<String, @Nullable P> open, String same) {
    return in.position(open, same);
  }

  <T> Parsed<T> finish(Supplier<T> request) {
    return in.finish(request);
  }

  private <E extends Enum<E>> E choice(String name, E[] values, E absent) {
    return in.choice(name, List.of(values), one -> one.name().toLowerCase(Locale.ROOT), absent);
  }

  private Set<String> distinct(String name, int max) {
    Set<String> values = new LinkedHashSet<>(in.all(name));
    if (values.size() > max) {
      in.reject(name, "Give at most " + max + " in one request, not " + values.size() + ".");
      return Set.of();
    }
    return values;
  }

  private void check(String parameter, @Nullable String violation) {
    if (violation != null) {
      in.reject(parameter, ItemError.sentence(violation));
    }
  }
}

package dev.tidewire.local.metrics;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the page that Prometheus scrapes. */
public final class ExposedMetrics {
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (tidewire_\\S+) (\\w+)$");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z]\\w*)[{ ]");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  private static final Set<String> DISTRIBUTIONS = Set.of("summary", "histogram");

  private ExposedMetrics() {}

  /** Tidewire's own metrics on the page; the maximum of a distribution counts as part of it. */
  public static Set<MetricFamily> on(String page) {
    Map<String, String> types = new TreeMap<>();
    Matcher type = TYPE.matcher(page);
    while (type.find()) {
      types.put(type.group(1), type.group(2));
    }
    types.entrySet().stream()
        .filter(family -> DISTRIBUTIONS.contains(family.getValue()))
        .map(family -> family.getKey() + "_max")
        .toList()
        .forEach(types::remove);
    return types.entrySet().stream()
        .map(family -> family(family.getKey(), family.getValue(), page))
        .collect(Collectors.toSet());
  }

  /** The names of all samples on the page, those of libraries included, and of their summaries. */
  public static Set<String> names(String page) {
    return SAMPLE
        .matcher(page)
        .results()
        .map(sample -> sample.group(1))
        .flatMap(name -> Stream.of(name, name.replaceFirst("_count$", "")))
        .collect(Collectors.toSet());
  }

  private static MetricFamily family(String name, String type, String page) {
    boolean needsSuffix = type.equals("counter") && !name.endsWith("_total");
    return MetricFamily.of(needsSuffix ? name + "_total" : name, type, labels(name, page));
  }

  private static Set<String> labels(String name, String page) {
    Set<String> labels = new HashSet<>();
    Matcher sample =
        Pattern.compile("(?m)^" + name + "(?:_total|_count)?\\{(.*)} \\S+$").matcher(page);
    while (sample.find()) {
      Matcher label = LABEL.matcher(sample.group(1));
      while (label.find()) {
        labels.add(label.group(1));
      }
    }
    return labels;
  }
}

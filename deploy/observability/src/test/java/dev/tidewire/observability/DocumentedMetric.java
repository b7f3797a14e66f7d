package dev.tidewire.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of {@code docs/metrics.md}.
 *
 * @param isDistribution whether its series have the suffixes of one
 * @param alerts that use it, as the page says
 * @param dashboards that use it, as the page says
 */
record DocumentedMetric(
    String name, boolean isDistribution, Set<String> alerts, Set<String> dashboards) {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\|.*\\|([^|]*)\\|([^|]*)\\|$");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum|max)$");
  private static final Set<String> DISTRIBUTIONS = Set.of("summary", "histogram");

  static Map<String, DocumentedMetric> all() throws IOException {
    Map<String, DocumentedMetric> metrics = new LinkedHashMap<>();
    Matcher row = ROW.matcher(Files.readString(Path.of("../../docs/metrics.md")));
    while (row.find()) {
      metrics.put(
          row.group(1),
          new DocumentedMetric(
              row.group(1),
              DISTRIBUTIONS.contains(row.group(2)),
              words(row.group(3)),
              words(row.group(4))));
    }
    return metrics;
  }

  /** The name under which the page lists what an expression asks for. */
  static String listedName(String asked, Map<String, DocumentedMetric> page) {
    String base = SUFFIX.matcher(asked).replaceFirst("");
    DocumentedMetric distribution = page.get(base);
    return distribution != null && distribution.isDistribution() ? base : asked;
  }

  private static Set<String> words(String cell) {
    Set<String> words = new TreeSet<>();
    WORD.matcher(cell).results().map(MatchResult::group).forEach(words::add);
    return words;
  }
}

package dev.tidewire.local.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code docs/metrics.md}. */
public final class DocumentedMetrics {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(tidewire_\\w+)` \\| (\\w+) \\|[^|]*\\|([^|]*)\\|");
  private static final Pattern OTHER =
      Pattern.compile("(?m)^\\| `(?!tidewire_)(\\w+)` \\| \\w+ \\| ([^|]*) \\|");
  private static final Pattern LABEL = Pattern.compile("`(\\w+)`");

  private DocumentedMetrics() {}

  /**
   * The metrics in the section of a service.
   *
   * @param service the section's heading
   */
  public static Set<MetricFamily> of(String service) {
    Matcher section =
        Pattern.compile("(?ms)^## " + service + "$(.*?)(?=^## |\\z)").matcher(document());
    if (!section.find()) {
      throw new IllegalArgumentException("docs/metrics.md has no section " + service);
    }
    return ROW.matcher(section.group(1))
        .results()
        .map(
            row ->
                MetricFamily.of(
                    row.group(1),
                    row.group(2),
                    LABEL
                        .matcher(row.group(3))
                        .results()
                        .map(label -> label.group(1))
                        .collect(Collectors.toSet())))
        .collect(Collectors.toSet());
  }

  /**
   * The names of the metrics that the libraries of a service add.
   *
   * @param service its name, without a suffix
   */
  public static Set<String> ofLibraries(String service) {
    return OTHER
        .matcher(document())
        .results()
        .filter(row -> row.group(2).equals("services") || row.group(2).contains(service))
        .map(row -> row.group(1))
        .collect(Collectors.toSet());
  }

  private static String document() {
    try {
      return Files.readString(
          Path.of(System.getProperty("tidewire.root")).resolve("docs/metrics.md"));
    } catch (IOException e) {
      throw new UncheckedIOException("docs/metrics.md cannot be read", e);
    }
  }
}

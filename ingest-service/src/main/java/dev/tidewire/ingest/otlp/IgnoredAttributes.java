package dev.tidewire.ingest.otlp;

import java.util.List;

/**
 * Attributes of a resource that are no labels, because they say how a process runs and not what it
 * measures: with each update of it they would begin other series.
 *
 * @param patterns their names, or the beginnings of several, followed by {@code *}
 */
public record IgnoredAttributes(List<String> patterns) {
  /** Keeps its own copy. */
  public IgnoredAttributes {
    patterns = List.copyOf(patterns);
  }

  boolean contains(String name) {
    for (String pattern : patterns) {
      boolean isPrefix = pattern.endsWith("*");
      if (isPrefix
          ? name.startsWith(pattern.substring(0, pattern.length() - 1))
          : name.equals(pattern)) {
        return true;
      }
    }
    return false;
  }
}

package dev.tidewire.platform.access;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of sensors: each pattern is the name of one, or the beginning of the names of several,
 * followed by {@code *}. {@code *} alone stands for all of them.
 */
public final class SensorPatterns {
  private static final String ANY = "*";

  /** All sensors. */
  public static final SensorPatterns ALL = new SensorPatterns(List.of(ANY));

  /** No sensor. */
  public static final SensorPatterns NONE = new SensorPatterns(List.of());

  private final List<String> patterns;
  private final boolean isAll;

  private SensorPatterns(Collection<String> patterns) {
    this.patterns = List.copyOf(patterns);
    this.isAll = patterns.contains(ANY);
  }

  /** The sensors that one of these patterns stands for; each must be valid. */
  public static SensorPatterns of(Collection<String> patterns) {
    for (String pattern : patterns) {
      String violation = violation(pattern);
      if (violation != null) {
        throw new IllegalArgumentException(violation);
      }
    }
    return new SensorPatterns(patterns);
  }

  /** Why a text is no pattern, or null when it is one. */
  public static @Nullable String violation(String pattern) {
    if (pattern.isEmpty()) {
      return "a pattern of sensors is empty; `*` stands for all sensors";
    }
    int star = pattern.indexOf('*');
    return star < 0 || star == pattern.length() - 1
        ? null
        : "the pattern %s has a `*` before its end; only the last character may be one"
            .formatted(Shown.of(pattern));
  }

  /** Whether these are all sensors. */
  public boolean isAll() {
    return isAll;
  }

  /** Whether the sensor is one of them. */
  public boolean contains(CharSequence sensor) {
    if (isAll) {
      return true;
    }
    for (String pattern : patterns) {
      if (matches(pattern, sensor)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The sensors among those whose names begin with a prefix, as ascending ranges without overlap.
   */
  public List<NameRange> ranges(String prefix) {
    return patterns.stream()
        .filter(pattern -> isNeeded(pattern) && overlaps(pattern, prefix))
        .map(pattern -> isPrefix(pattern) ? ofPrefix(pattern, prefix) : NameRange.ofName(pattern))
        .distinct()
        .sorted((one, other) -> NameRange.compare(one.from(), other.from()))
        .toList();
  }

  /** The beginnings that overlap with a prefix are a chain: of two, one holds the other. */
  private boolean isNeeded(String pattern) {
    return patterns.stream().noneMatch(other -> isMore(other, pattern));
  }

  private static boolean isMore(String other, String pattern) {
    return isPrefix(other)
        && !other.equals(pattern)
        && beginning(pattern).startsWith(beginning(other));
  }

  private static boolean overlaps(String pattern, String prefix) {
    return beginning(pattern).startsWith(prefix)
        || isPrefix(pattern) && prefix.startsWith(beginning(pattern));
  }

  private static NameRange ofPrefix(String pattern, String prefix) {
    String beginning = beginning(pattern);
    return NameRange.ofPrefix(beginning.length() > prefix.length() ? beginning : prefix);
  }

  private static boolean isPrefix(String pattern) {
    return pattern.endsWith(ANY);
  }

  private static String beginning(String pattern) {
    return isPrefix(pattern) ? pattern.substring(0, pattern.length() - 1) : pattern;
  }

  /** The patterns, as they were given. */
  public List<String> patterns() {
    return patterns;
  }

  private static boolean matches(String pattern, CharSequence sensor) {
    int last = pattern.length() - 1;
    boolean isPrefix = pattern.charAt(last) == '*';
    int length = isPrefix ? last : pattern.length();
    if (isPrefix ? sensor.length() < length : sensor.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (pattern.charAt(i) != sensor.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SensorPatterns that && patterns.equals(that.patterns);
  }

  @Override
  public int hashCode() {
    return patterns.hashCode();
  }

  @Override
  public String toString() {
    return patterns.toString();
  }
}

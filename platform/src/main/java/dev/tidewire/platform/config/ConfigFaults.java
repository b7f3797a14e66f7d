package dev.tidewire.platform.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Collects everything that is wrong with a configuration beyond its types, so that an operator
 * learns of all faults at once: one sentence each, with the key. Not thread-safe.
 */
public final class ConfigFaults {
  private final String prefix;
  private final List<String> faults = new ArrayList<>();

  /**
   * No faults yet.
   *
   * @param prefix what the keys of {@code within} begin with, like {@code tidewire.query.}
   */
  public ConfigFaults(String prefix) {
    this.prefix = prefix;
  }

  /** Adds a fault, as a sentence with its whole key. */
  public void add(String sentence) {
    faults.add(sentence);
  }

  /** Checks a number against its bounds, both of which are allowed. */
  public void within(String key, long value, long min, long max) {
    if (value < min || value > max) {
      add(outside(key, value, min, max));
    }
  }

  /** Checks a duration against its bounds, both of which are allowed. */
  public void within(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      add(outside(key, written(value), written(min), written(max)));
    }
  }

  /** A duration as configurations have it, like {@code 150ms}, {@code 1m30s} or {@code 7d}. */
  public static String written(Duration duration) {
    long days = duration.toDays();
    if (days > 1 && duration.equals(Duration.ofDays(days))) {
      return days + "d";
    }
    boolean isShort = duration.compareTo(Duration.ofSeconds(1)) < 0;
    if (isShort
        && duration.toMillis() > 0
        && duration.equals(Duration.ofMillis(duration.toMillis()))) {
      return duration.toMillis() + "ms";
    }
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /** Checks a number that only has a least value. */
  public void atLeast(String key, long value, long min) {
    if (value < min) {
      add("%s%s must be at least %d, but is %d.".formatted(prefix, key, min, value));
    }
  }

  /** The faults in the order in which they were found. */
  public List<String> all() {
    return List.copyOf(faults);
  }

  /** Throws an exception with all faults as its message, if there are any. */
  public void throwIfAny(Function<String, ? extends RuntimeException> exception) {
    if (!faults.isEmpty()) {
      throw exception.apply("Wrong configuration. " + String.join(" ", faults));
    }
  }

  private String outside(String key, Object value, Object min, Object max) {
    return "%s%s must be from %s to %s, but is %s.".formatted(prefix, key, min, max, value);
  }
}

package dev.tidewire.platform.access;

import dev.tidewire.contract.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A set of sensors: each pattern is the name of one, or the beginning of the names of several,
 * followed by {@code *}. {@code *} alone stands for all of them. Two are equal that were made of
 * the same patterns, in whichever order.
 */
public final class SensorPatterns {
  private static final String ANY = "*";

  /** All sensors. */
  public static final SensorPatterns ALL = new SensorPatterns(List.of(ANY));

  /** No sensor. */
  public static final SensorPatterns NONE = new SensorPatterns(List.of());

  private final Set<String> given;

  /** Ascending, without those that another one covers, so at most one contains a sensor. */
  private final List<SensorPattern> patterns;

  private final boolean isAll;

  private SensorPatterns(Collection<String> patterns) {
    this.given = Collections.unmodifiableSet(new LinkedHashSet<>(patterns));
    this.patterns = needed(given);
    this.isAll = given.contains(ANY);
  }

  private static List<SensorPattern> needed(Set<String> given) {
    Set<SensorPattern> ascending = new TreeSet<>();
    given.forEach(pattern -> ascending.add(SensorPattern.of(pattern)));
    List<SensorPattern> needed = new ArrayList<>();
    for (SensorPattern next : ascending) {
      if (needed.isEmpty() || !needed.get(needed.size() - 1).covers(next)) {
        needed.add(next);
      }
    }
    return List.copyOf(needed);
  }

  /** The sensors that one of these patterns stands for; each must have the form of one. */
  public static SensorPatterns of(Collection<String> patterns) {
    for (String pattern : patterns) {
      String violation = formViolation(pattern);
      if (violation != null) {
        throw new IllegalArgumentException(violation);
      }
    }
    return new SensorPatterns(patterns);
  }

  /** Why a text is no pattern, or one of names that no sensor has; null when it is right. */
  public static @Nullable String violation(String pattern) {
    String form = formViolation(pattern);
    String beginning = SensorPattern.of(pattern).beginning();
    if (form != null || beginning.isEmpty()) {
      return form;
    }
    String name = Names.sensorViolation(beginning);
    return name == null
        ? null
        : "the pattern %s fits no sensor: %s".formatted(Shown.of(pattern), name);
  }

  private static @Nullable String formViolation(String pattern) {
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
    int end = countUpTo(sensor);
    return end > 0 && patterns.get(end - 1).contains(sensor);
  }

  /**
   * The sensors among those whose names begin with a prefix, as ascending ranges without overlap.
   */
  public List<NameRange> ranges(String prefix) {
    int first = countUpTo(prefix);
    if (first > 0 && patterns.get(first - 1).contains(prefix)) {
      first--;
    }
    return patterns.subList(first, patterns.size()).stream()
        .takeWhile(one -> one.contains(prefix) || one.beginning().startsWith(prefix))
        .map(one -> one.range(prefix))
        .toList();
  }

  /** How many patterns begin with this or what comes before it; the last may contain it. */
  private int countUpTo(CharSequence name) {
    int low = 0;
    int high = patterns.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (SensorPattern.compare(patterns.get(middle).beginning(), name) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SensorPatterns that && given.equals(that.given);
  }

  @Override
  public int hashCode() {
    return given.hashCode();
  }

  @Override
  public String toString() {
    return given.toString();
  }
}

package dev.tidewire.query.series;

import dev.tidewire.platform.access.SensorPatterns;
import java.util.Collection;
import java.util.List;

/**
 * The sensors that a caller may see. The others are looked up by a name that none has, so that an
 * answer about them is that about a sensor that does not exist, and takes as long.
 */
public record Visible(SensorPatterns sensors) {
  /** No name begins with a control character. */
  private static final String NOBODY = "\u0001";

  /** The name to look up for a name that was asked for. */
  public String name(String sensor) {
    return sensors.contains(sensor) ? sensor : NOBODY + sensor;
  }

  /** The names to look up for names that were asked for. */
  public List<String> names(Collection<String> asked) {
    return asked.stream().map(this::name).toList();
  }
}

package dev.tidewire.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules for sensor and metric names, units and tags. Each method returns {@code null} for a
 * valid name, otherwise what is wrong with it, in words for the sender.
 */
public final class Names {
  /** Longest sensor name, in bytes of UTF-8. */
  public static final int MAX_SENSOR_BYTES = 256;

  /** Longest metric name, in bytes of UTF-8. */
  public static final int MAX_METRIC_BYTES = 512;

  /** Longest unit, in bytes of UTF-8. */
  public static final int MAX_UNIT_BYTES = 64;

  /** Most tags of one series. */
  public static final int MAX_TAGS = 32;

  /** Longest tag name, in bytes of UTF-8. */
  public static final int MAX_TAG_NAME_BYTES = 64;

  /** Longest tag value, in bytes of UTF-8. */
  public static final int MAX_TAG_VALUE_BYTES = 256;

  private Names() {}

  /** 1 to {@value #MAX_SENSOR_BYTES} bytes of UTF-8 without control characters. */
  public static @Nullable String sensorViolation(CharSequence sensor) {
    return violation("sensor", sensor, 1, MAX_SENSOR_BYTES);
  }

  /** 1 to {@value #MAX_METRIC_BYTES} bytes of UTF-8 without control characters. */
  public static @Nullable String metricViolation(String metric) {
    return violation("metric", metric, 1, MAX_METRIC_BYTES);
  }

  /** At most {@value #MAX_UNIT_BYTES} bytes of UTF-8 without control characters; a UCUM code. */
  public static @Nullable String unitViolation(String unit) {
    return violation("unit", unit, 0, MAX_UNIT_BYTES);
  }

  /** At most {@value #MAX_TAGS} tags, each name and value within its length. */
  public static @Nullable String tagsViolation(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      return "a reading must have at most " + MAX_TAGS + " tags, but has " + tags.size();
    }
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      String name = violation("tag name", tag.getKey(), 1, MAX_TAG_NAME_BYTES);
      if (name != null) {
        return name;
      }
      String value = violation("", tag.getValue(), 0, MAX_TAG_VALUE_BYTES);
      if (value != null) {
        return "value of tag \"" + tag.getKey() + "\"" + value;
      }
    }
    return null;
  }

  private static @Nullable String violation(String what, CharSequence name, int min, int max) {
    int bytes = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c)) {
        return what + " must not contain control characters (found U+%04X)".formatted((int) c);
      }
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < name.length()
          && Character.isLowSurrogate(name.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        return what + " must be valid Unicode (found half of a surrogate pair)";
      }
    }
    if (bytes < min) {
      return what + " must not be empty";
    }
    return bytes > max
        ? what + " must be at most " + max + " bytes of UTF-8, but has " + bytes
        : null;
  }
}

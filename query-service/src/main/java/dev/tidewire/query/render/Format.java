package dev.tidewire.query.render;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How rows are written. In order of preference where the client has none. */
public enum Format {
  /** A page as one object. */
  JSON("application/json"),
  /** One object per line, without pages. */
  NDJSON("application/x-ndjson"),
  /** A header, then one line per row, without pages. */
  CSV("text/csv");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type, without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /** Whether rows are sent as they are fetched, in memory that does not grow with their number. */
  public boolean streams() {
    return this != JSON;
  }

  /**
   * The format that an Accept header prefers, or null when it allows none. The most specific range
   * that matches a format decides its quality (RFC 9110, section 12.5.1); a range that is not
   * well-formed matches nothing.
   */
  public static @Nullable Format negotiate(@Nullable String accept) {
    if (accept == null || accept.isBlank()) {
      return JSON;
    }
    String[] ranges = accept.toLowerCase(Locale.ROOT).split(",", -1);
    Format best = null;
    double bestQuality = 0;
    for (Format format : values()) {
      double quality = format.quality(ranges);
      if (quality > bestQuality) {
        best = format;
        bestQuality = quality;
      }
    }
    return best;
  }

  private double quality(String[] ranges) {
    int bestSpecificity = 0;
    double quality = 0;
    for (String range : ranges) {
      String[] parts = range.split(";", -1);
      int specificity = specificity(parts[0].strip());
      if (specificity > bestSpecificity) {
        bestSpecificity = specificity;
        quality = quality(parts, 1);
      }
    }
    return quality;
  }

  private int specificity(String range) {
    if (range.equals(mediaType)) {
      return 3;
    }
    if (range.endsWith("/*") && mediaType.startsWith(range.substring(0, range.length() - 1))) {
      return 2;
    }
    return range.equals("*/*") ? 1 : 0;
  }

  private static double quality(String[] parts, int firstParameter) {
    for (int i = firstParameter; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        String weight = parameter.substring(2);
        return weight.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(weight) : 0;
      }
    }
    return 1;
  }
}

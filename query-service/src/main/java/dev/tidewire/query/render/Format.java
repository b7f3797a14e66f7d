package dev.tidewire.query.render;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How rows are written. In order of preference where the client has none. */
public enum Format {
  /** A page as one object. */
  JSON("application/json"),
  /** One object per line, without pages. */
  NDJSON("application/x-ndjson"),
  /** A header, then one line per row, without pages. */
  CSV("text/csv"),
  /**
   * CSV in which no text is a formula for a spreadsheet. A client cannot ask for it by media type.
   */
  CSV_WITHOUT_FORMULAS("text/csv");

  private static final String CHARSET = "utf-8";

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

  /** The media type with the charset of an answer, for formats that a charset is declared for. */
  public String contentType() {
    return streams() ? mediaType + ";charset=" + CHARSET : mediaType;
  }

  /** The same format without formulas, where it could have any. */
  public Format withoutFormulas() {
    return this == CSV ? CSV_WITHOUT_FORMULAS : this;
  }

  /**
   * The format that the Accept headers of a request prefer, or null when they allow none. The most
   * specific range that matches a format decides its quality (RFC 9110, section 12.5.1); a range
   * that is not well-formed, or asks for another charset than UTF-8, matches nothing.
   */
  public static @Nullable Format negotiate(List<String> headers) {
    // Several fields are one list (RFC 9110, section 5.3).
    String accept = String.join(",", headers);
    if (accept.isBlank()) {
      return JSON;
    }
    String[] ranges = ranges(accept);
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

  /** Whether the Accept headers of a request allow this format, perhaps beside others. */
  public boolean isAccepted(List<String> headers) {
    String accept = String.join(",", headers);
    return accept.isBlank() || quality(ranges(accept)) > 0;
  }

  private static String[] ranges(String accept) {
    return accept.toLowerCase(Locale.ROOT).split(",", -1);
  }

  private double quality(String[] ranges) {
    int bestSpecificity = 0;
    double quality = 0;
    for (String range : ranges) {
      String[] parts = range.split(";", -1);
      int specificity = isInUtf8(parts) ? specificity(parts[0].strip()) : 0;
      if (specificity > bestSpecificity) {
        bestSpecificity = specificity;
        quality = weight(parts);
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

  private static boolean isInUtf8(String[] parts) {
    String charset = parameter(parts, "charset=");
    return charset == null || charset.replace("\"", "").equals(CHARSET);
  }

  private static double weight(String[] parts) {
    String weight = parameter(parts, "q=");
    if (weight == null) {
      return 1;
    }
    return weight.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(weight) : 0;
  }

  /** What follows a name, in lower case; null when no parameter has that name. */
  private static @Nullable String parameter(String[] parts, String name) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith(name)) {
        return parameter.substring(name.length());
      }
    }
    return null;
  }
}

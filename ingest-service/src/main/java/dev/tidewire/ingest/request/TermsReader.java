package dev.tidewire.ingest.request;

import dev.tidewire.contract.Names;
import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.answer.ProblemType;
import dev.tidewire.ingest.parse.BodyFormat;
import dev.tidewire.ingest.parse.Defaults;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the terms of a request from its query and headers. */
public final class TermsReader {
  private static final String TYPES =
      "application/json, application/x-ndjson and text/csv, in UTF-8";
  private static final String PARAMETERS = "sensor, metric, unit and atomic";
  private static final char REPLACEMENT = '\uFFFD';

  private TermsReader() {}

  /**
   * The terms of a request.
   *
   * @param query the raw query, without the question mark
   */
  public static Terms read(
      @Nullable String query, @Nullable String contentType, @Nullable String contentEncoding) {
    BodyFormat format = format(contentType);
    if (format == null) {
      return refused(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          (contentType == null
                  ? "The request has no Content-Type."
                  : "The Content-Type \"%s\" is not accepted.".formatted(contentType))
              + " Accepted are "
              + TYPES
              + ".");
    }
    String coding =
        contentEncoding == null ? "identity" : contentEncoding.trim().toLowerCase(Locale.ROOT);
    if (!coding.equals("identity") && !coding.equals("gzip")) {
      return refused(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "The Content-Encoding \"%s\" is not accepted. Accepted is gzip, or none."
              .formatted(contentEncoding));
    }
    boolean gzip = coding.equals("gzip");
    return query == null || query.isEmpty()
        ? new Terms.Accepted(format, gzip, Defaults.NONE, false)
        : withQuery(query, format, gzip);
  }

  private static @Nullable BodyFormat format(@Nullable String contentType) {
    if (contentType == null) {
      return null;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].trim();
      boolean otherCharset =
          parameter.startsWith("charset=")
              && !parameter.substring("charset=".length()).replace("\"", "").equals("utf-8");
      if (otherCharset || parameter.equals("header=absent")) {
        return null;
      }
    }
    for (BodyFormat format : BodyFormat.values()) {
      if (format.mediaType().equals(parts[0].trim())) {
        return format;
      }
    }
    return null;
  }

  private static Terms withQuery(String query, BodyFormat format, boolean gzip) {
    Map<String, String> given = new HashMap<>();
    for (String parameter : query.split("&", -1)) {
      if (!parameter.isEmpty()) {
        String detail = collect(parameter, given);
        if (detail != null) {
          return refused(ProblemType.INVALID_PARAMETER, detail);
        }
      }
    }
    return new Terms.Accepted(
        format,
        gzip,
        new Defaults(
            given.getOrDefault("sensor", Defaults.NONE.sensor()),
            given.getOrDefault("metric", Defaults.NONE.metric()),
            given.getOrDefault("unit", Defaults.NONE.unit())),
        Boolean.parseBoolean(given.get("atomic")));
  }

  private static @Nullable String collect(String parameter, Map<String, String> given) {
    int equals = parameter.indexOf('=');
    String name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
    String value = decode(equals < 0 ? "" : parameter.substring(equals + 1));
    if (name == null || value == null) {
      return "The query is not percent-encoded UTF-8 at \"%s\".".formatted(parameter);
    }
    String violation =
        switch (name) {
          case "sensor" -> Names.sensorViolation(value);
          case "metric" -> Names.metricViolation(value);
          case "unit" -> Names.unitViolation(value);
          case "atomic" ->
              value.equals("true") || value.equals("false") ? null : "atomic is true or false";
          default -> "unknown parameter \"%s\"; known are %s".formatted(name, PARAMETERS);
        };
    if (violation == null && given.put(name, value) != null) {
      violation = "%s is given twice".formatted(name);
    }
    return violation == null ? null : "In the query: " + violation + ".";
  }

  private static @Nullable String decode(String encoded) {
    try {
      String decoded = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
      return decoded.indexOf(REPLACEMENT) < 0 ? decoded : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Terms refused(ProblemType type, String detail) {
    return new Terms.Refused(Problem.of(type, detail));
  }
}

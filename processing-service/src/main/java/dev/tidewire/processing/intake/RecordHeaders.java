package dev.tidewire.processing.intake;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads record headers. Anybody can write them, so an invalid value counts as absent. */
public final class RecordHeaders {
  /** Longer values cannot be valid and are not read. */
  private static final int MAX_BYTES = 256;

  private static final Pattern ATTEMPTS = Pattern.compile("\\d{1,9}");

  /** W3C Trace Context, level 1: versions above 00 may have more fields after the flags. */
  private static final Pattern TRACE_PARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})"
              + "-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

  private static final int TRACE_PARENT_00_CHARS = 55;

  private RecordHeaders() {}

  /** How often the record has failed before, from 0 to 999,999,999. */
  public static int earlierAttempts(byte @Nullable [] header) {
    String text = text(header);
    return text != null && ATTEMPTS.matcher(text).matches() ? Integer.parseInt(text) : 0;
  }

  /** The trace's id in 32 hexadecimal digits, from a valid {@code traceparent}. */
  public static @Nullable String traceId(byte @Nullable [] header) {
    String text = text(header);
    if (text == null || (text.startsWith("00") && text.length() != TRACE_PARENT_00_CHARS)) {
      return null;
    }
    Matcher matcher = TRACE_PARENT.matcher(text);
    return matcher.matches() ? matcher.group(1) : null;
  }

  private static @Nullable String text(byte @Nullable [] header) {
    return header == null || header.length > MAX_BYTES
        ? null
        : new String(header, StandardCharsets.ISO_8859_1);
  }
}

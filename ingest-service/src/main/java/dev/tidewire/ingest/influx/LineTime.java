package dev.tidewire.ingest.influx;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.platform.text.TimeText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the times of one body: integers that count what the request says. */
final class LineTime {
  /** So many digits always fit a long. */
  private static final int SAFE_DIGITS = 18;

  private final Version.Ticks ticks;

  LineTime(Version.Ticks ticks) {
    this.ticks = ticks;
  }

  /** Gives a draft the time between two places; returns what is wrong with it, or null. */
  @Nullable String read(byte[] buffer, int from, int to, ReadingDraft draft) {
    boolean isNegative = buffer[from] == '-';
    int digits = from + (isNegative ? 1 : 0);
    long number = 0;
    for (int at = digits; at < to; at++) {
      int digit = buffer[at] - '0';
      if (digit < 0 || digit > 9) {
        return invalid(buffer, from, to);
      }
      number = number * 10 + digit;
    }
    if (digits == to || to - digits > SAFE_DIGITS + 1 || number < 0) {
      return invalid(buffer, from, to);
    }
    draft.setTimeOfNumber(TimeText.ofEpoch(ticks.of(isNegative ? -number : number), ticks.unit()));
    return null;
  }

  private static String invalid(byte[] buffer, int from, int to) {
    return "invalid timestamp %s: a 64-bit integer since 1970 is expected"
        .formatted(Quoted.of(new String(buffer, from, to - from, StandardCharsets.UTF_8)));
  }
}

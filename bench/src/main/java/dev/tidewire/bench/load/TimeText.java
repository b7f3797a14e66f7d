package dev.tidewire.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** Writes epoch milliseconds as RFC 3339 in UTC, always in 24 bytes. Not thread-safe. */
final class TimeText {
  static final int LENGTH = 24;

  private static final long DAY = 86_400_000L;
  private static final int HOUR = 3_600_000;
  private static final int MINUTE = 60_000;
  private static final int SECOND = 1_000;

  private final byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
  private long day = Long.MIN_VALUE;

  /** The text of a time, valid until the next call. */
  byte[] of(long epochMillis) {
    if (Math.floorDiv(epochMillis, DAY) != day) {
      day = Math.floorDiv(epochMillis, DAY);
      byte[] date = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(date, 0, text, 0, date.length);
    }
    int inDay = (int) Math.floorMod(epochMillis, DAY);
    digits(11, 2, inDay / HOUR);
    digits(14, 2, inDay % HOUR / MINUTE);
    digits(17, 2, inDay % MINUTE / SECOND);
    digits(20, 3, inDay % SECOND);
    return text;
  }

  static byte[] placeholder() {
    byte[] blank = new byte[LENGTH];
    Arrays.fill(blank, (byte) '-');
    return blank;
  }

  private void digits(int from, int count, int number) {
    int rest = number;
    for (int at = from + count - 1; at >= from; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}

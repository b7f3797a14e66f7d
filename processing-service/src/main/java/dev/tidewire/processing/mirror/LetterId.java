package dev.tidewire.processing.mirror;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter's place on the dead-letter topic and the time of its record. The place alone is not
 * unique: a topic that is deleted and created again has other records at the same places. Written
 * {@code 3-1742-1763805600000}.
 *
 * @param partition from 0
 * @param offset from 0
 * @param millis the time of the record in milliseconds since 1970, from 0; 0 without one
 */
public record LetterId(int partition, long offset, long millis) implements Comparable<LetterId> {
  private static final Pattern TEXT =
      Pattern.compile("(0|[1-9]\\d{0,8})-(0|[1-9]\\d{0,17})-(0|[1-9]\\d{0,17})");

  private static final Comparator<LetterId> ORDER =
      Comparator.comparingInt(LetterId::partition)
          .thenComparingLong(LetterId::offset)
          .thenComparingLong(LetterId::millis);

  /** The id of a record, which may have any time. */
  public static LetterId of(int partition, long offset, long timestampMillis) {
    return new LetterId(
        partition, offset, Math.max(0, Math.min(timestampMillis, 999_999_999_999_999_999L)));
  }

  /** Reads an id, or returns null when the text is not an id. */
  public static @Nullable LetterId parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? new LetterId(
            Integer.parseInt(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            Long.parseLong(matcher.group(3)))
        : null;
  }

  @Override
  public int compareTo(LetterId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return partition + "-" + offset + "-" + millis;
  }
}

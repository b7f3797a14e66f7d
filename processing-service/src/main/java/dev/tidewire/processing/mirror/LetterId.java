package dev.tidewire.processing.mirror;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter's place on the dead-letter topic, which is unique. Written {@code 3-1742}.
 *
 * @param partition from 0
 * @param offset from 0
 */
public record LetterId(int partition, long offset) implements Comparable<LetterId> {
  private static final Pattern TEXT = Pattern.compile("(0|[1-9]\\d{0,8})-(0|[1-9]\\d{0,17})");

  private static final Comparator<LetterId> ORDER =
      Comparator.comparingInt(LetterId::partition).thenComparingLong(LetterId::offset);

  /** Reads an id, or returns null when the text is not an id. */
  public static @Nullable LetterId parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      return null;
    }
    int hyphen = text.indexOf('-');
    return new LetterId(
        Integer.parseInt(text.substring(0, hyphen)), Long.parseLong(text.substring(hyphen + 1)));
  }

  @Override
  public int compareTo(LetterId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}

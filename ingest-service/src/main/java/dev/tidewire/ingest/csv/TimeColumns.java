package dev.tidewire.ingest.csv;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the time is.
 *
 * @param clock the column with the time of day, or -1 where one column has both
 */
record TimeColumns(int date, int clock) {
  private static final int NONE = -1;

  /** The columns of the time among these, or null. */
  static @Nullable TimeColumns in(List<String> names, Dialect dialect) {
    List<String> lower = names.stream().map(TimeColumns::lower).toList();
    return dialect.timeColumn().isEmpty()
        ? known(lower, dialect.isWide())
        : named(lower, lower(dialect.timeColumn()));
  }

  boolean has(int column) {
    return column == date || column == clock;
  }

  boolean isJoined() {
    return clock != NONE;
  }

  private static @Nullable TimeColumns named(List<String> names, String wanted) {
    int whole = names.indexOf(wanted);
    if (whole >= 0) {
      return new TimeColumns(whole, NONE);
    }
    for (int at = wanted.indexOf(','); at >= 0; at = wanted.indexOf(',', at + 1)) {
      int date = names.indexOf(wanted.substring(0, at).trim());
      int clock = names.indexOf(wanted.substring(at + 1).trim());
      if (date >= 0 && clock >= 0 && date != clock) {
        return new TimeColumns(date, clock);
      }
    }
    return null;
  }

  private static @Nullable TimeColumns known(List<String> names, boolean isWide) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals("time") || names.get(i).equals("timestamp")) {
        return new TimeColumns(i, NONE);
      }
    }
    if (!isWide) {
      return null;
    }
    int[] others =
        IntStream.range(0, names.size())
            .filter(i -> names.get(i).matches("date[ _-]?time(?:,.*)?"))
            .toArray();
    return others.length == 1 ? new TimeColumns(others[0], NONE) : null;
  }

  private static String lower(String name) {
    return name.trim().toLowerCase(Locale.ROOT);
  }
}

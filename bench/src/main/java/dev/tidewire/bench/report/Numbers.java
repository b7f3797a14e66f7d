package dev.tidewire.bench.report;

import java.util.List;
import java.util.Locale;

/** Numbers for people: as many digits as the measurement is good for. */
final class Numbers {
  private static final List<String> DECIMAL_UNITS = List.of("MB", "GB", "TB", "PB");

  private Numbers() {}

  /** At most three significant digits, with a separator of thousands. */
  static String rate(double perSecond) {
    double step = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, perSecond))) - 2));
    return String.format(Locale.ROOT, "%,d", (long) (Math.round(perSecond / step) * step));
  }

  /** Hundredths of a number below ten, whole numbers above. */
  static String measure(double number) {
    return number < 10 ? hundredths(number) : String.format(Locale.ROOT, "%,.0f", number);
  }

  static String hundredths(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", ratio * 100);
  }

  /** CPU cores, with a fraction below ten. */
  static String cores(double cores) {
    return String.format(Locale.ROOT, cores < 10 ? "%.1f" : "%.0f", cores);
  }

  /** Bytes in the decimal units that disks are sold by. */
  static String bytes(double bytes) {
    double thousands = Math.log10(Math.max(1, bytes / 1e6)) / 3;
    int unit = (int) Math.min(DECIMAL_UNITS.size() - 1, thousands);
    return cores(bytes / 1e6 / Math.pow(1_000, unit)) + " " + DECIMAL_UNITS.get(unit);
  }
}

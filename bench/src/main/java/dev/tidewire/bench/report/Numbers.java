package dev.tidewire.bench.report;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them: as many digits as the measurement is good for. */
final class Numbers {
  private static final double MEBIBYTE = 1 << 20;
  private static final List<String> DECIMAL_UNITS = List.of("MB", "GB", "TB", "PB");

  private Numbers() {}

  /** Three significant digits at most, with thousands set apart. */
  static String rate(double perSecond) {
    double step = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, perSecond))) - 2));
    return String.format(Locale.ROOT, "%,d", (long) (Math.round(perSecond / step) * step));
  }

  static String micros(double micros) {
    return String.format(Locale.ROOT, "%.2f", micros);
  }

  static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
  }

  static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", ratio * 100);
  }

  static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f ×", ratio);
  }

  /** CPU cores; a fraction only of the first few. */
  static String cores(double cores) {
    return String.format(Locale.ROOT, cores < 10 ? "%.1f" : "%.0f", cores);
  }

  /** Bytes in the decimal unit that disks are sold by. */
  static String bytes(double bytes) {
    double number = bytes / 1e6;
    int unit = 0;
    while (number >= 1_000 && unit < DECIMAL_UNITS.size() - 1) {
      number /= 1_000;
      unit++;
    }
    return String.format(
        Locale.ROOT, number < 10 ? "%.1f %s" : "%.0f %s", number, DECIMAL_UNITS.get(unit));
  }

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f", bytes / MEBIBYTE);
  }
}

package dev.tidewire.bench.report;

import java.util.Locale;

/** Numbers as people read them: as many digits as the measurement is good for. */
final class Numbers {
  private static final double MEBIBYTE = 1 << 20;

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

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f", bytes / MEBIBYTE);
  }
}

package dev.tidewire.bench.report;

/**
 * A figure that Tidewire promises to reach, and what it was this time.
 *
 * @param name what was measured
 * @param wanted the promise
 * @param measured the figure
 * @param met whether the promise is kept
 */
record Target(String name, String wanted, String measured, boolean met) {
  /** A number that must not be above the bound. */
  static Target atMost(String name, double bound, double measured, String unit) {
    return new Target(
        name, "≤ " + number(bound) + unit, Numbers.micros(measured) + unit, measured <= bound);
  }

  /** A share of a limit that must not be below the bound. */
  static Target atLeastShare(String name, double bound, double measured) {
    return new Target(
        name, "≥ " + Numbers.percent(bound), Numbers.percent(measured), measured >= bound);
  }

  private static String number(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }
}

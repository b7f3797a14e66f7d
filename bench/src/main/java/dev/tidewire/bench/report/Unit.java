package dev.tidewire.bench.report;

/** What a figure counts. */
public enum Unit {
  READINGS_PER_SECOND("readings/s"),
  REQUESTS_PER_SECOND("requests/s"),
  MICROSECONDS("µs"),
  MILLISECONDS("ms"),
  BYTES("B"),
  MEBIBYTES("MiB"),
  REQUESTS("requests");

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  /** Whether more is better; otherwise less is. */
  boolean isRate() {
    return this == READINGS_PER_SECOND || this == REQUESTS_PER_SECOND;
  }

  /** The number alone, rounded for people. */
  String number(double number) {
    return isRate() || this == REQUESTS ? Numbers.rate(number) : Numbers.measure(number);
  }

  String text(double number) {
    return number(number) + " " + symbol;
  }
}

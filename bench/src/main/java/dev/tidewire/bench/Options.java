package dev.tidewire.bench;

import dev.tidewire.bench.measure.Measurement;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of a run; {@code bench/run --help} explains them. */
record Options(int seconds, Set<Measurement> measurements, Path checkout) {
  static final int DEFAULT_SECONDS = 9;

  /**
   * Parses a command line; home is measured when no other checkout is named.
   *
   * @throws IllegalArgumentException with a message for the person who typed the line
   */
  static Options parse(List<String> arguments, Path home) {
    int seconds = DEFAULT_SECONDS;
    Path checkout = home;
    Set<Measurement> measurements = EnumSet.complementOf(EnumSet.of(Measurement.SOAK));
    boolean soak = false;
    Iterator<String> left = arguments.iterator();
    while (left.hasNext()) {
      String option = left.next();
      switch (option) {
        case "--seconds" -> seconds = seconds(value(option, left));
        case "--only" -> measurements = measurements(value(option, left));
        case "--checkout" -> checkout = Path.of(value(option, left)).toAbsolutePath().normalize();
        case "--heap-soak" -> soak = true;
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    if (soak) {
      measurements.add(Measurement.SOAK);
    }
    return new Options(seconds, measurements, checkout);
  }

  private static String value(String option, Iterator<String> left) {
    String value = left.hasNext() ? left.next() : "--";
    if (value.startsWith("--")) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return value;
  }

  private static int seconds(String text) {
    if (!text.matches("[3-9]|[1-5]\\d|60")) {
      throw new IllegalArgumentException(
          "--seconds must be a whole number from 3 to 60, but is " + text);
    }
    return Integer.parseInt(text);
  }

  private static Set<Measurement> measurements(String names) {
    return Arrays.stream(names.split(",", -1))
        .map(Options::measurement)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Measurement.class)));
  }

  private static Measurement measurement(String name) {
    try {
      return Measurement.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--only does not know " + name + "; choose from store, query, soak, ingest", e);
    }
  }
}

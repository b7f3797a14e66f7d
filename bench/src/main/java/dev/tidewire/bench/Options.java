package dev.tidewire.bench;

import dev.tidewire.bench.measure.Measurement;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The options of a run.
 *
 * @param seconds how long each figure is measured
 * @param checkout the folder of the Tidewire to measure
 */
record Options(int seconds, Set<Measurement> measurements, Path checkout) {
  static final int DEFAULT_SECONDS = 9;

  /**
   * Parses a command line.
   *
   * @param home the checkout to measure when no other is named
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
    Set<Measurement> wanted = EnumSet.noneOf(Measurement.class);
    for (String name : names.split(",", -1)) {
      wanted.add(measurement(name));
    }
    return wanted;
  }

  private static Measurement measurement(String name) {
    for (Measurement measurement : Measurement.values()) {
      if (measurement.option().equals(name)) {
        return measurement;
      }
    }
    throw new IllegalArgumentException(
        "--only does not know " + name + "; choose from store, query, soak, ingest");
  }
}

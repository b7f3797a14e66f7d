package dev.tidewire.bench;

import dev.tidewire.bench.measure.Measurement;
import dev.tidewire.bench.rig.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of a run; {@code bench/run --help} explains them. */
record Options(
    int seconds, int grown, int each, int minutes, Set<Measurement> measurements, Path checkout) {
  static final int DEFAULT_SECONDS = 9;
  static final int DEFAULT_GROWN = 30;
  static final int DEFAULT_EACH = 12;
  static final int DEFAULT_MINUTES = 5;

  private static final int MOST_READINGS = 10_000;
  private static final int MOST_MINUTES = 10_080;

  /**
   * Parses a command line; home is measured when no other checkout is named.
   *
   * @throws IllegalArgumentException with a message for the person who typed the line
   */
  static Options parse(List<String> arguments, Path home) {
    int seconds = DEFAULT_SECONDS;
    int grown = DEFAULT_GROWN;
    int each = DEFAULT_EACH;
    int minutes = DEFAULT_MINUTES;
    Path checkout = home;
    Set<Measurement> measurements =
        EnumSet.of(Measurement.STORE, Measurement.QUERY, Measurement.INGEST);
    Set<Measurement> more = EnumSet.noneOf(Measurement.class);
    Iterator<String> left = arguments.iterator();
    while (left.hasNext()) {
      String option = left.next();
      switch (option) {
        case "--seconds" -> seconds = number(option, left, 3, 60);
        case "--grown" -> grown = number(option, left, 1, MOST_READINGS);
        case "--each" -> each = number(option, left, 1, MOST_READINGS);
        case "--minutes" -> {
          minutes = number(option, left, 1, MOST_MINUTES);
          more.add(Measurement.STEADY);
        }
        case "--only" -> measurements = measurements(value(option, left));
        case "--checkout" -> checkout = Path.of(value(option, left)).toAbsolutePath().normalize();
        case "--formats" -> measurements = EnumSet.of(Measurement.FORMATS);
        case "--heap-soak" -> more.add(Measurement.SOAK);
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    measurements.addAll(more);
    return new Options(seconds, grown, each, minutes, measurements, checkout);
  }

  /** What the measurements need to know; scratch is a folder for their data. */
  Plan plan(Path scratch) {
    return new Plan(Duration.ofSeconds(seconds), grown, each, Duration.ofMinutes(minutes), scratch);
  }

  private static String value(String option, Iterator<String> left) {
    String value = left.hasNext() ? left.next() : "--";
    if (value.startsWith("--")) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return value;
  }

  private static int number(String option, Iterator<String> left, int least, int most) {
    String text = value(option, left);
    int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "%s must be a whole number from %d to %d, but is %s"
              .formatted(option, least, most, text));
    }
    return number;
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
          "--only does not know "
              + name
              + "; choose from store, query, soak, ingest, formats, steady",
          e);
    }
  }
}

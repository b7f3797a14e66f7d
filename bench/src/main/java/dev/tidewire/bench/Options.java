package dev.tidewire.bench;

import dev.tidewire.bench.measure.Measurement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run was asked for.
 *
 * @param seconds how long each figure is measured
 */
record Options(int seconds, Set<Measurement> measurements) {
  static final int DEFAULT_SECONDS = 9;

  private static final int LEAST_SECONDS = 3;
  private static final int MOST_SECONDS = 60;

  /** The options of a command line that has some, or the message that it deserves. */
  static Options parse(List<String> arguments) throws UsageException {
    int seconds = DEFAULT_SECONDS;
    Set<Measurement> measurements =
        EnumSet.of(Measurement.STORE, Measurement.QUERY, Measurement.INGEST);
    boolean soak = false;
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      String option = left.pop();
      switch (option) {
        case "--seconds" -> seconds = seconds(value(option, left));
        case "--only" -> measurements = measurements(value(option, left));
        case "--heap-soak" -> soak = true;
        default -> throw new UsageException("unknown option " + option);
      }
    }
    if (soak) {
      measurements.add(Measurement.SOAK);
    }
    return new Options(seconds, measurements);
  }

  private static String value(String option, Deque<String> left) throws UsageException {
    if (left.isEmpty() || left.peek().startsWith("--")) {
      throw new UsageException(option + " needs a value");
    }
    return left.pop();
  }

  private static int seconds(String text) throws UsageException {
    if (text.matches("\\d{1,4}")) {
      int seconds = Integer.parseInt(text);
      if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) {
        return seconds;
      }
    }
    throw new UsageException(
        "--seconds must be a whole number from %d to %d, but is %s"
            .formatted(LEAST_SECONDS, MOST_SECONDS, text));
  }

  private static Set<Measurement> measurements(String text) throws UsageException {
    Set<Measurement> wanted = EnumSet.noneOf(Measurement.class);
    for (String name : text.split(",", -1)) {
      wanted.add(
          Arrays.stream(Measurement.values())
              .filter(measurement -> measurement.option().equals(name))
              .findFirst()
              .orElseThrow(() -> new UsageException("--only knows no " + name + "; " + names())));
    }
    return wanted;
  }

  private static String names() {
    return Arrays.stream(Measurement.values())
        .map(Measurement::option)
        .collect(Collectors.joining(", ", "there are ", ""));
  }
}

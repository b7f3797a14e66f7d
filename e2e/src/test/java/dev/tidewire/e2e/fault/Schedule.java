package dev.tidewire.e2e.fault;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Overlapping faults, determined by a seed. */
public record Schedule(List<Entry> entries) {
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(8);

  /** How long a killed part has to start before its next fault. */
  private static final Duration BREATH = Duration.ofSeconds(12);

  /** A fault, when it begins and how long it lasts. */
  public record Entry(Duration start, Duration length, Fault fault) {
    Duration end() {
      return start.plus(length);
    }

    @Override
    public String toString() {
      return "%.1f-%.1f s %s".formatted(start.toMillis() / 1e3, end().toMillis() / 1e3, fault);
    }
  }

  /** The faults of a seed, all within a duration and none longer than half of it. */
  public static Schedule of(long seed, int faults, Duration within) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Object, Duration> freeFrom = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (int tries = 0; entries.size() < faults && tries < faults * 20; tries++) {
      Entry entry = entry(random, within);
      Duration free = freeFrom.getOrDefault(entry.fault().place(), Duration.ZERO);
      if (entry.start().compareTo(free) >= 0) {
        freeFrom.put(entry.fault().place(), entry.end().plus(BREATH));
        entries.add(entry);
      }
    }
    entries.sort(comparing(Entry::start));
    return new Schedule(List.copyOf(entries));
  }

  private static Entry entry(SplittableRandom random, Duration within) {
    long longest = Math.min(LONGEST.toMillis(), within.toMillis() / 2);
    Duration length = Duration.ofMillis(random.nextLong(SHORTEST.toMillis(), longest + 1));
    Duration start = Duration.ofMillis(random.nextLong(within.toMillis() - longest));
    return new Entry(start, length, fault(random));
  }

  private static Fault fault(SplittableRandom random) {
    Part part = Part.values()[random.nextInt(Part.values().length)];
    Line line = Line.values()[random.nextInt(Line.values().length)];
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Fault.Killed(part);
      case 2 -> new Fault.Frozen(part);
      case 3 -> new Fault.CutOff(line);
      default ->
          new Fault.Slow(
              line, Duration.ofMillis(random.nextInt(100, 600)), random.nextInt(20_000, 200_000));
    };
  }

  @Override
  public String toString() {
    return entries.stream().map(Entry::toString).collect(joining("; "));
  }
}

package dev.tidewire.processing.store;

import dev.tidewire.processing.chunk.Gather;
import dev.tidewire.processing.chunk.MergeStatements;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.chunk.Settle;
import dev.tidewire.processing.chunk.SimulatedTables;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Merges the homes of one process, one merge after another, while the process is alive. */
public final class SimulatedMerger {
  private static final int PAUSE_MILLIS = 5_000;
  private static final int LAST_PAUSE_MILLIS = 500;
  private static final int MOST_READINGS = 60;

  private final SimulatedDatabase database;
  private final Bug bug;
  private final VirtualTime time;
  private final RandomGenerator random;
  private final Weather weather;
  private final BooleanSupplier isAlive;
  private final IntPredicate owns;
  private final MergeCounts counts;

  /**
   * Does nothing yet.
   *
   * @param owns whether the process has a partition
   */
  public SimulatedMerger(
      SimulatedDatabase database,
      Bug bug,
      VirtualTime time,
      RandomGenerator random,
      Weather weather,
      BooleanSupplier isAlive,
      IntPredicate owns,
      MergeCounts counts) {
    this.database = database;
    this.bug = bug;
    this.time = time;
    this.random = random;
    this.weather = weather;
    this.isAlive = isAlive;
    this.owns = owns;
    this.counts = counts;
  }

  /** Begins with the next round. */
  public void rest() {
    boolean isLate = time.millis() >= Weather.END_MILLIS;
    time.after(random.nextLong(isLate ? LAST_PAUSE_MILLIS : PAUSE_MILLIS), this::round);
  }

  private void round() {
    if (!isAlive.getAsBoolean()) {
      return;
    }
    List<Integer> homes = IntStream.range(0, Topic.PARTITIONS).filter(owns).boxed().toList();
    if (homes.isEmpty() || weather.isDatabaseDown()) {
      rest();
      return;
    }
    int home = homes.get(random.nextInt(homes.size()));
    job(home)
        .ifPresentOrElse(
            job ->
                new MergeRun(this, database, home, job, () -> owns.test(home), this::rest).begin(),
            this::rest);
  }

  private Optional<Function<MergeStatements, Merged>> job(int home) {
    SimulatedTables tables = database.state().tables();
    List<Long> groups = tables.groups(home);
    int most = 1 + random.nextInt(MOST_READINGS);
    if (tables.blocks(home, 0) > 0 && (groups.isEmpty() || random.nextBoolean())) {
      int atOnce = random.nextBoolean() ? 1 : Integer.MAX_VALUE;
      Gather.Rule rule = new Gather.Rule(most, atOnce, group -> true);
      return Optional.of(store -> Gather.run(store, home, rule));
    }
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    long group = groups.get(random.nextInt(groups.size()));
    return Optional.of(store -> Settle.run(store, home, group, most));
  }

  /** Runs the next statement of a merge. */
  void later(Runnable work) {
    time.after(random.nextInt(8) == 0 ? random.nextLong(4_000) : random.nextLong(20), work);
  }

  /** The server learns at once that a client has gone, or after some time. */
  void soon(Runnable work) {
    time.after(random.nextInt(3) == 0 ? random.nextLong(10_000) : 0, work);
  }

  boolean fails() {
    return weather.isDatabaseDown() || weather.strikes();
  }

  boolean isAlive() {
    return isAlive.getAsBoolean();
  }

  Bug bug() {
    return bug;
  }

  MergeCounts counts() {
    return counts;
  }
}

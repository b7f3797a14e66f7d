package dev.tidewire.processing.merge;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.merge.MergeReport.Behind;
import dev.tidewire.processing.merge.MergeReport.Blocks;
import dev.tidewire.processing.merge.MergeReport.Overdue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that wait to be gathered in the homes of this process, and the homes where they are so
 * many that storing should slow down. Written by one thread, read by any.
 */
@ApplicationScoped
public class Backlog {
  private static final Logger LOG = Logger.getLogger(Backlog.class);

  /** A home is behind from so many times the blocks on that one gather is due for. */
  private static final int TIMES = 10;

  /**
   * Blocks.
   *
   * @param since the time of the oldest; null if there is none. An age would stand still while the
   *     database cannot be asked.
   */
  private record Counted(long blocks, @Nullable Instant since) {
    static final Counted NONE = new Counted(0, null);

    Counted and(Counted other) {
      return new Counted(blocks + other.blocks, earlier(since, other.since));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
      return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
  }

  private final StoppedMerges stopped;
  private final long most;
  private final Clock clock;
  private final Map<Integer, Long> waiting = new HashMap<>();
  private final double settleSeconds;
  private final Map<Integer, Counted> overdue = new ConcurrentHashMap<>();
  private volatile int partitions;
  private volatile @Nullable Counted counted;
  private volatile @Nullable Behind behind;

  Backlog(StoppedMerges stopped, ProcessingConfig config, Clock clock) {
    this.stopped = stopped;
    this.most = (long) TIMES * config.merge().gatherBlocks();
    this.settleSeconds = config.merge().settleAge().toMillis() / 1_000.0;
    this.clock = clock;
  }

  /**
   * Whether merging is behind in a home of these partitions. Homes that have stopped for a reason
   * that does not pass do not count: no waiting would help them.
   */
  public boolean isBehind(Set<Integer> ofPartitions) {
    Behind now = behind;
    return now != null
        && now.homes().stream().anyMatch(home -> ofPartitions.contains(home % partitions));
  }

  /**
   * The database has told what waits.
   *
   * @param topicPartitions how many the readings topic has
   * @param homes all with blocks
   */
  void update(int topicPartitions, List<Waiting.Home> homes) {
    partitions = topicPartitions;
    waiting.clear();
    overdue.keySet().retainAll(homes.stream().map(Waiting.Home::number).toList());
    homes.forEach(home -> waiting.put(home.number(), home.blocks()));
    counted = all(homes.stream().filter(home -> home.blocks() > 0).map(this::counted));
    judge();
  }

  /** Blocks of a home have been gathered since. */
  void gathered(int home, int gathered) {
    waiting.computeIfPresent(home, (number, before) -> Math.max(0, before - gathered));
    judge();
  }

  /** These groups of a home were due to be settled, and were not. */
  void left(int home, List<Waiting.Group> groups) {
    overdue.put(
        home,
        all(
            groups.stream()
                .filter(group -> group.ageSeconds() >= settleSeconds)
                .map(group -> counted(group.blocks(), group.ageSeconds() - settleSeconds))));
  }

  private Counted counted(Waiting.Home home) {
    return counted(home.blocks(), home.ageSeconds());
  }

  private Counted counted(long blocks, double seconds) {
    return new Counted(blocks, clock.instant().minusMillis(Math.round(seconds * 1_000)));
  }

  private static Counted all(Stream<Counted> each) {
    return each.reduce(Counted.NONE, Counted::and);
  }

  private double secondsSince(@Nullable Instant since) {
    return since == null
        ? 0
        : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1_000.0);
  }

  private void judge() {
    Behind before = behind;
    Set<Integer> homes = new TreeSet<>();
    waiting.forEach(
        (home, count) -> {
          // With one limit for both, falling behind would begin and end all the time.
          boolean wasBehind = before != null && before.homes().contains(home);
          if (count > (wasBehind ? most / 2 : most)
              && !stopped.isStoppedForLong(new MergeJob(home, null))) {
            homes.add(home);
          }
        });
    if (homes.isEmpty()) {
      behind = null;
    } else {
      behind = new Behind(before == null ? clock.instant() : before.since(), List.copyOf(homes));
    }
    tell(before, behind);
  }

  private void tell(@Nullable Behind before, @Nullable Behind now) {
    if (before == null && now != null) {
      LOG.warnf(
          "Merging is behind: more than %d blocks wait in home %s. Until it has caught up, each"
              + " poll of these homes waits up to a second before it is stored. Nothing is lost,"
              + " and everything stored is answered",
          most, now.homes());
    } else if (before != null && now == null) {
      LOG.infof("Merging has caught up; it was behind since %s", before.since());
    }
  }

  /** What waits; empty until the database has told. */
  Optional<Blocks> blocks() {
    return Optional.ofNullable(counted)
        .map(all -> new Blocks(all.blocks(), secondsSince(all.since())));
  }

  /** What was due to be settled at the last look at each home, and was not. */
  Overdue overdue() {
    Counted all = all(overdue.values().stream());
    return new Overdue(all.blocks(), secondsSince(all.since()));
  }

  /** Where merging is behind, if it is. */
  Optional<Behind> behind() {
    return Optional.ofNullable(behind);
  }
}

package dev.tidewire.processing.merge;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.merge.MergeReport.Behind;
import dev.tidewire.processing.merge.MergeReport.Blocks;
import dev.tidewire.processing.merge.MergeReport.Overdue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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

  private final DamagedMerges damaged;
  private final RefusedMerges refused;
  private final long most;
  private final Clock clock;
  private final Map<Integer, Long> waiting = new HashMap<>();
  private final double settleSeconds;
  private final Map<Integer, Overdue> overdue = new ConcurrentHashMap<>();
  private volatile int partitions;
  private volatile @Nullable Blocks blocks;
  private volatile @Nullable Behind behind;

  Backlog(DamagedMerges damaged, RefusedMerges refused, ProcessingConfig config, Clock clock) {
    this.damaged = damaged;
    this.refused = refused;
    this.most = (long) TIMES * config.merge().gatherBlocks();
    this.settleSeconds = config.merge().settleAge().toMillis() / 1_000.0;
    this.clock = clock;
  }

  /**
   * Whether merging is behind in a home of these partitions. Homes that have stopped because of a
   * damaged frame, or are refused by the database, do not count: no waiting would help them.
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
    blocks =
        new Blocks(
            homes.stream().mapToLong(Waiting.Home::blocks).sum(),
            homes.stream().mapToDouble(Waiting.Home::ageSeconds).max().orElse(0));
    judge();
  }

  /** Blocks of a home have been gathered since. */
  void gathered(int home, int gathered) {
    waiting.computeIfPresent(home, (number, before) -> Math.max(0, before - gathered));
    judge();
  }

  /** These groups of a home were due to be settled, and were not. */
  void left(int home, List<Waiting.Group> groups) {
    Overdue all =
        groups.stream()
            .filter(group -> group.ageSeconds() >= settleSeconds)
            .map(group -> new Overdue(group.blocks(), group.ageSeconds() - settleSeconds))
            .reduce(Overdue.NONE, Overdue::and);
    overdue.put(home, all);
  }

  private boolean hasStopped(MergeJob gather) {
    return damaged.isStopped(gather) || refused.isStopped(gather);
  }

  private void judge() {
    Behind before = behind;
    Set<Integer> homes = new TreeSet<>();
    waiting.forEach(
        (home, count) -> {
          // With one limit for both, falling behind would begin and end all the time.
          boolean wasBehind = before != null && before.homes().contains(home);
          if (count > (wasBehind ? most / 2 : most) && !hasStopped(new MergeJob(home, null))) {
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
    return Optional.ofNullable(blocks);
  }

  /** What was due to be settled at the last look at each home, and was not. */
  Overdue overdue() {
    return overdue.values().stream().reduce(Overdue.NONE, Overdue::and);
  }

  /** Where merging is behind, if it is. */
  Optional<Behind> behind() {
    return Optional.ofNullable(behind);
  }
}

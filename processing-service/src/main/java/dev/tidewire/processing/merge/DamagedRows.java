package dev.tidewire.processing.merge;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The rows that a scrub has found damaged. The log has each of them once. */
@ApplicationScoped
class DamagedRows {
  private static final Logger LOG = Logger.getLogger(DamagedRows.class);

  /** Bounds the memory and the log where a whole disk is damaged. */
  static final int MOST = 1_000;

  private final Map<String, MergeReport.Damaged> rows = new ConcurrentHashMap<>();

  /** When each was found last. */
  private final Map<String, Instant> lastFound = new ConcurrentHashMap<>();

  private final Clock clock;

  DamagedRows(Clock clock) {
    this.clock = clock;
  }

  /**
   * A row is damaged.
   *
   * @param row its table and key
   * @param cause what is wrong with it
   */
  void found(String row, String cause) {
    Instant now = clock.instant();
    MergeReport.Damaged before = rows.get(row);
    if (before == null && rows.size() >= MOST) {
      return;
    }
    lastFound.put(row, now);
    rows.put(row, new MergeReport.Damaged(row, before == null ? now : before.since(), cause));
    if (before == null || !before.cause().equals(cause)) {
      LOG.errorf("A stored row is damaged: %s. It stays as it is. Cause: %s", row, cause);
    }
    if (before == null && rows.size() == MOST) {
      LOG.errorf("%d stored rows are damaged; more are not told", MOST);
    }
  }

  /** A scrub of everything begins now. */
  Instant begin() {
    return clock.instant();
  }

  /**
   * A scrub of everything has found these and no others. What another one has found since it began
   * stays.
   */
  void keepOnly(Set<String> found, Instant begun) {
    for (String row : List.copyOf(rows.keySet())) {
      if (!found.contains(row) && begun.isAfter(lastFound.getOrDefault(row, Instant.MIN))) {
        rows.remove(row);
        lastFound.remove(row);
        LOG.infof("A stored row is no longer damaged, or gone: %s", row);
      }
    }
  }

  /** All, the first ones found first. */
  List<MergeReport.Damaged> all() {
    return rows.values().stream()
        .sorted(
            Comparator.comparing(MergeReport.Damaged::since)
                .thenComparing(MergeReport.Damaged::row))
        .toList();
  }

  int count() {
    return rows.size();
  }
}

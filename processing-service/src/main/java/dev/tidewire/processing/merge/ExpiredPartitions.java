package dev.tidewire.processing.merge;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.Retention;
import dev.tidewire.processing.store.FailureReport;
import dev.tidewire.processing.store.PartitionCatalog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Drops the partitions of the table {@code chunk} that hold only readings older than the retention.
 * A session that reads the table delays a drop, and other readers wait for the drop no longer than
 * its lock time-out. The drop is one message to the server, so that nobody waits for this process
 * when it is frozen or cut off. Not thread-safe.
 */
@ApplicationScoped
class ExpiredPartitions {
  private static final Logger LOG = Logger.getLogger(ExpiredPartitions.class);

  /** Between two looks, so between two times that readers wait as well. */
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** By the older of two clocks: one of this machine that runs ahead drops nothing. */
  private static final String OLDEST =
      """
      SELECT partition.oid::bigint, name, bound[1], bound[2], count(*) OVER ()
      FROM (SELECT c.oid, c.oid::regclass::text AS name,
                   regexp_match(pg_get_expr(c.relpartbound, c.oid),
                                '^FOR VALUES FROM \\(''(.+)''\\) TO \\(''(.+)''\\)$') AS bound
            FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'chunk'::regclass) AS partition
      WHERE bound[2]::timestamptz
        <= least($1::timestamptz, now() - interval '1 second' * $2::bigint)
      ORDER BY bound[2]::timestamptz LIMIT 1
      """;

  /**
   * Drops a partition with the rights of the table's owner, unless somebody else has dropped or
   * detached it, and tells if it did.
   */
  private static final String DROP = "SELECT drop_chunk_partition(%d::oid)";

  /**
   * A partition that is too old.
   *
   * @param text its name and bounds
   * @param all how many there are
   */
  private record Expired(long oid, String text, long all) {}

  private final MergeDatabase database;
  private final PartitionCatalog partitions;
  private final Retention retention;
  private final Duration timeout;
  private final Clock clock;
  private final Counter dropped;
  private Instant next = Instant.MIN;
  private volatile long waiting;
  private boolean fails;

  ExpiredPartitions(
      MergeDatabase database,
      PartitionCatalog partitions,
      Retention retention,
      ProcessingConfig config,
      MeterRegistry registry,
      Clock clock) {
    this.database = database;
    this.partitions = partitions;
    this.retention = retention;
    this.timeout = config.store().timeout();
    this.clock = clock;
    dropped =
        Counter.builder("tidewire.time.partitions.dropped")
            .description(
                "Time partitions that were dropped because they are older than the retention")
            .register(registry);
    Gauge.builder("tidewire.time.partitions.expired", () -> waiting)
        .description("Time partitions that are older than the retention and not dropped yet")
        .register(registry);
  }

  /** The metrics are there from the start. */
  void start(@Observes StartupEvent started) {}

  /** Drops the oldest one, if there is any and it is time. Never fails. */
  void drop() {
    Instant now = clock.instant();
    if (retention.length().isEmpty() || now.isBefore(next)) {
      return;
    }
    next = now.plus(PERIOD);
    try {
      Optional<Expired> oldest = retention.length().flatMap(this::oldest);
      if (oldest.isPresent()) {
        drop(oldest.get());
        next = now;
      }
      // Other processes drop partitions, too.
      partitions.reload().await().atMost(timeout);
      fails = false;
    } catch (RuntimeException | Error failure) {
      failed(failure);
    }
  }

  private Optional<Expired> oldest(Duration kept) {
    Tuple horizon = Tuple.of(ReadingTime.toUtc(retention.horizonMicros()), kept.toSeconds());
    RowSet<Row> oldest = database.inTransaction(connection -> connection.ask(OLDEST, horizon));
    waiting = oldest.size() == 0 ? 0 : oldest.iterator().next().getLong(4);
    return oldest.size() == 0 ? Optional.empty() : Optional.of(expired(oldest.iterator().next()));
  }

  private static Expired expired(Row row) {
    String text =
        "%s with the readings from %s to %s"
            .formatted(row.getString(1), row.getString(2), row.getString(3));
    return new Expired(row.getLong(0), text, row.getLong(4));
  }

  /** Afterwards it is gone, by us or by somebody else. */
  private void drop(Expired partition) {
    RowSet<Row> told = database.atOnce(DROP.formatted(partition.oid()));
    waiting = partition.all() - 1;
    if (told.iterator().next().getBoolean(0)) {
      dropped.increment();
      LOG.infof("Dropped the time partition %s: it is older than the retention", partition.text());
    }
  }

  private void failed(Throwable failure) {
    String cause = FailureReport.of(failure);
    if (fails) {
      LOG.debugf("A time partition can still not be dropped: %s", cause);
    } else {
      LOG.warnf(
          "A time partition that is older than the retention cannot be dropped yet; trying again"
              + " every minute. Cause: %s",
          cause);
    }
    fails = true;
  }
}

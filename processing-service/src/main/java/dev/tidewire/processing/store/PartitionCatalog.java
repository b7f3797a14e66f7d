package dev.tidewire.processing.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.processing.ProcessingConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of the table {@code reading}, created before they are needed, each in a
 * transaction of its own. Concurrent writers take a lock, and each looks again once it has the
 * lock.
 */
@ApplicationScoped
public class PartitionCatalog {
  /** A number that nobody else in the database locks: the bytes of "tidewire". */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(x'7469646577697265'::bigint)";

  private static final String LIST =
      """
      SELECT (extract(epoch FROM bound[1]::timestamptz) * 1000000)::bigint,
             (extract(epoch FROM bound[2]::timestamptz) * 1000000)::bigint
      FROM (SELECT regexp_match(pg_get_expr(c.relpartbound, c.oid),
                                '^FOR VALUES FROM \\(''(.+)''\\) TO \\(''(.+)''\\)$') AS bound
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'reading'::regclass) AS partition
      WHERE bound IS NOT NULL
      """;

  private final Pool pool;
  private final ProcessingConfig.TimePartitions config;
  private final Clock clock;
  private volatile @Nullable TimePartitions known;

  PartitionCatalog(Pool pool, ProcessingConfig config, MeterRegistry registry, Clock clock) {
    this.pool = pool;
    this.config = config.timePartitions();
    this.clock = clock;
    Gauge.builder("tidewire.time.partitions.ahead", this::lengthsAhead)
        .description("How many future time partitions the table has without a gap")
        .register(registry);
  }

  /**
   * Creates one of the partitions that the rows need and that do not exist. True when each row has
   * one, so a caller that repeats this until then keeps what was created when one attempt fails.
   */
  Uni<Boolean> add(Rows rows) {
    long now = ReadingTime.toMicros(clock.instant());
    return add(partitions -> partitions.missingFor(rows, now));
  }

  /**
   * Creates the partitions of the present and of the configured time ahead, so that they are still
   * enough after {@code passing}.
   */
  public Uni<Void> ensureAhead(Duration passing) {
    Instant now = clock.instant();
    Instant last = now.plus(config.length().multipliedBy(config.ahead())).plus(passing);
    return addAll(
        partitions ->
            partitions.missingBetween(ReadingTime.toMicros(now), ReadingTime.toMicros(last)));
  }

  /** The known partitions are outdated: reads them again before the next use. */
  void forget() {
    known = null;
  }

  private double lengthsAhead() {
    TimePartitions partitions = known;
    return partitions == null
        ? Double.NaN
        : partitions.lengthsAhead(ReadingTime.toMicros(clock.instant()));
  }

  private Uni<Void> addAll(Function<TimePartitions, Collection<TimePartition>> missing) {
    return add(missing).chain(all -> all ? Uni.createFrom().voidItem() : addAll(missing));
  }

  private Uni<Boolean> add(Function<TimePartitions, Collection<TimePartition>> missing) {
    TimePartitions partitions = known;
    if (partitions != null && missing.apply(partitions).isEmpty()) {
      return Uni.createFrom().item(true);
    }
    return pool.withTransaction(
            connection ->
                connection
                    .query(LOCK)
                    .execute()
                    .chain(() -> list(connection))
                    .chain(there -> createFirst(connection, missing.apply(there)))
                    .chain(() -> list(connection)))
        .invoke(there -> known = there)
        .map(there -> missing.apply(there).isEmpty());
  }

  private Uni<TimePartitions> list(SqlConnection connection) {
    return connection
        .query(LIST)
        .execute()
        .map(
            rows -> {
              List<TimePartition> there = new ArrayList<>(rows.size());
              for (Row row : rows) {
                there.add(new TimePartition(row.getLong(0), row.getLong(1)));
              }
              return new TimePartitions(there, config.length());
            });
  }

  private static Uni<Void> createFirst(
      SqlConnection connection, Collection<TimePartition> missing) {
    return missing.isEmpty()
        ? Uni.createFrom().voidItem()
        : create(connection, missing.iterator().next());
  }

  /** Creates the table first and attaches it then, which does not block writers and readers. */
  private static Uni<Void> create(SqlConnection connection, TimePartition partition) {
    String table = partition.tableName();
    return connection
        .query("CREATE TABLE " + table + " (LIKE reading INCLUDING ALL)")
        .execute()
        .chain(
            () ->
                connection
                    .query(
                        "ALTER TABLE reading ATTACH PARTITION %s FOR VALUES %s"
                            .formatted(table, partition.bounds()))
                    .execute())
        .replaceWithVoid();
  }
}

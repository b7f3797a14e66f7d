package dev.tidewire.processing.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of one table, created before they are needed, each in a transaction of its own.
 * Concurrent writers take a lock, and each looks again once it has the lock. A function of the
 * database creates them with the rights of the table's owner, so that we need not own it.
 */
final class TablePartitions {
  private static final String LOCK = "SELECT " + PartitionCatalog.LOCK;

  private static final String LIST =
      """
      SELECT (extract(epoch FROM bound[1]::timestamptz) * 1000000)::bigint,
             (extract(epoch FROM bound[2]::timestamptz) * 1000000)::bigint
      FROM (SELECT regexp_match(pg_get_expr(c.relpartbound, c.oid),
                                '^FOR VALUES FROM \\(''(.+)''\\) TO \\(''(.+)''\\)$') AS bound
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = '%s'::regclass) AS partition
      WHERE bound IS NOT NULL
      """;

  private final Pool pool;
  private final String table;
  private final Duration length;
  private volatile @Nullable TimePartitions known;

  /**
   * @param table for which the migrations make a function {@code add_TABLE_partition}
   * @param length of new partitions
   */
  TablePartitions(Pool pool, String table, Duration length) {
    this.pool = pool;
    this.table = table;
    this.length = length;
  }

  /** Whether none is missing, as far as is known. */
  boolean areThere(Function<TimePartitions, Collection<TimePartition>> missing) {
    TimePartitions partitions = known;
    return partitions != null && missing.apply(partitions).isEmpty();
  }

  /**
   * Creates one of the missing partitions. True when none is missing, so a caller that repeats this
   * until then keeps what was created when one attempt fails.
   */
  Uni<Boolean> add(Function<TimePartitions, Collection<TimePartition>> missing) {
    if (areThere(missing)) {
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

  /** Creates all missing partitions. */
  Uni<Void> addAll(Function<TimePartitions, Collection<TimePartition>> missing) {
    return add(missing).chain(all -> all ? Uni.createFrom().voidItem() : addAll(missing));
  }

  /** The known partitions are outdated: reads them again before the next use. */
  void forget() {
    known = null;
  }

  /** Whether there is no partition for the time, for all that is known. */
  boolean lack(long timeMicros) {
    TimePartitions partitions = known;
    return partitions != null && !partitions.cover(timeMicros);
  }

  /** NaN until the database has reported the partitions. */
  double lengthsAhead(long nowMicros) {
    TimePartitions partitions = known;
    return partitions == null ? Double.NaN : partitions.lengthsAhead(nowMicros);
  }

  private Uni<TimePartitions> list(SqlConnection connection) {
    return connection
        .query(LIST.formatted(table))
        .execute()
        .map(
            rows -> {
              List<TimePartition> there = new ArrayList<>(rows.size());
              for (Row row : rows) {
                there.add(new TimePartition(row.getLong(0), row.getLong(1)));
              }
              return new TimePartitions(there, length);
            });
  }

  private Uni<Void> createFirst(SqlConnection connection, Collection<TimePartition> missing) {
    return missing.isEmpty()
        ? Uni.createFrom().voidItem()
        : create(connection, missing.iterator().next());
  }

  private Uni<Void> create(SqlConnection connection, TimePartition partition) {
    return connection
        .query(
            "SELECT add_%s_partition('%s', '%s')"
                .formatted(table, partition.from(), partition.to()))
        .execute()
        .replaceWithVoid();
  }
}

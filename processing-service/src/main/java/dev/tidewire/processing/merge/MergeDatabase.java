package dev.tidewire.processing.merge;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.chunk.MergeStatements;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.store.PartitionCatalog;
import dev.tidewire.processing.store.StoreDeadlines;
import dev.tidewire.processing.tables.MergeConnection;
import dev.tidewire.processing.tables.MergeTable;
import dev.tidewire.processing.tables.MissingPartitionsException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Runs merges, each in a transaction of its own on one connection. Its callers wait. When the
 * process is frozen or cut off meanwhile, the server rolls the transaction back after a while, so
 * that another process can have its locks.
 */
@ApplicationScoped
class MergeDatabase {
  private static final Logger LOG = Logger.getLogger(MergeDatabase.class);

  /** SQLSTATE of a row without a partition. */
  private static final String CHECK_VIOLATION = "23514";

  /**
   * Statistics of a table that fills and empties are always wrong. A merge that is lost in a crash
   * has not happened, so nobody waits for the disk. The deadline is also one of the session, but a
   * pooler may pass on none of its settings.
   */
  private static final String SETTINGS =
      """
      SELECT set_config('enable_seqscan', 'off', true),
             set_config('synchronous_commit', 'off', true),
             set_config('idle_in_transaction_session_timeout', $1, true)
      """;

  private final Pool pool;
  private final PartitionCatalog partitions;
  private final Duration timeout;
  private final Tuple frozenMillis;

  MergeDatabase(Pool pool, PartitionCatalog partitions, ProcessingConfig config) {
    this.pool = pool;
    this.partitions = partitions;
    this.timeout = config.store().timeout();
    this.frozenMillis = Tuple.of(Long.toString(StoreDeadlines.frozenAfter(timeout).toMillis()));
  }

  /**
   * The merge of a home. Nothing has happened when this fails, unless the database's answer to the
   * commit is lost.
   *
   * @return empty while another merge has the home
   */
  Optional<Merged> merge(int home, Function<MergeStatements, Merged> merge) {
    try {
      return withPartitions(home, merge);
    } catch (PgException refusal) {
      if (!isWithoutPartition(refusal)) {
        throw refusal;
      }
      // Somebody may have dropped the partition.
      partitions.forgetChunks();
      return withPartitions(home, merge);
    }
  }

  /** A check that an operator has put on a table has the same code, and a name. */
  static boolean isWithoutPartition(PgException refusal) {
    return CHECK_VIOLATION.equals(refusal.getSqlState()) && refusal.getConstraint() == null;
  }

  private Optional<Merged> withPartitions(int home, Function<MergeStatements, Merged> merge) {
    try {
      return inTransaction(
          connection -> {
            MergeTable table = new MergeTable(connection, partitions);
            return table.lock(home) ? Optional.of(merge.apply(table)) : Optional.empty();
          });
    } catch (MissingPartitionsException missing) {
      addPartitions(missing);
      return withPartitions(home, merge);
    }
  }

  private void addPartitions(MissingPartitionsException missing) {
    // Each partition is a transaction of its own, and few are ever missing.
    MergeConnection.await(
        partitions.addForChunks(missing.endsMicros(), missing.horizonMicros()),
        timeout.multipliedBy(10));
  }

  /** What waits to be merged. */
  <T> T look(Function<Waiting, T> question) {
    return inTransaction(connection -> question.apply(new Waiting(connection)));
  }

  /** Runs statements in a transaction; fails as they do. */
  <T> T inTransaction(Function<MergeConnection, T> work) {
    // The pool and the connection have their own, shorter time-outs.
    SqlConnection pooled = MergeConnection.await(pool.getConnection(), timeout.multipliedBy(3));
    try {
      MergeConnection connection = new MergeConnection(pooled, timeout);
      Transaction transaction = connection.await(pooled.begin());
      connection.ask(SETTINGS, frozenMillis);
      T result = work.apply(connection);
      connection.await(transaction.commit());
      return result;
    } finally {
      // Rolls back what is not committed.
      pooled.closeAndForget();
    }
  }

  /** Runs one statement, a transaction of its own that does not wait for this process. */
  RowSet<Row> atOnce(String statement) {
    return pool.query(statement).execute().await().atMost(timeout.multipliedBy(2));
  }

  /** Frees the room of blocks that were taken; the server does it too, but seldom. */
  void vacuum() {
    try {
      pool.query("VACUUM (SKIP_LOCKED, TRUNCATE off) block")
          .execute()
          .await()
          .atMost(timeout.multipliedBy(2));
    } catch (RuntimeException failure) {
      LOG.debugf("The table block is not vacuumed: %s", failure);
    }
  }
}

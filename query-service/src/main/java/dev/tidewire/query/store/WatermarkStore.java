package dev.tidewire.query.store;

import dev.tidewire.query.progress.Stored;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Reads how far each partition of the readings topic is stored. */
@Singleton
public class WatermarkStore {
  /**
   * A partition that was found to have lost its end has records that look stored and are not: they
   * have the offsets of stored ones. The end that was found lies behind those that had come before.
   */
  static final Statement STATEMENT =
      Statement.of("SELECT topic_id, partition, next_offset, truncated_to FROM watermark");

  private final Database database;

  WatermarkStore(Database database) {
    this.database = database;
  }

  /** What is stored now, of all topics. */
  public Future<Stored> read() {
    return database.query(
        STATEMENT, Tuple.tuple(), InOrder.of(Stored::new, WatermarkStore::add, all -> all));
  }

  private static void add(Stored stored, Row row) {
    if (row.getLong(3) == null) {
      stored.add(row.getUUID(0), row.getInteger(1), row.getLong(2));
    } else {
      stored.lose(row.getUUID(0), row.getInteger(1));
    }
  }
}

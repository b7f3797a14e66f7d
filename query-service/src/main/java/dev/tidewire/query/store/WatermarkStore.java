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
   * What lies beyond the place where the topic has lost its end looks stored and is not: new
   * records have these offsets.
   */
  static final Statement STATEMENT =
      Statement.of("SELECT topic_id, partition, least(next_offset, truncated_to) FROM watermark");

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
    stored.add(row.getUUID(0), row.getInteger(1), row.getLong(2));
  }
}

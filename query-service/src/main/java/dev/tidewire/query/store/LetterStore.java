package dev.tidewire.query.store;

import dev.tidewire.contract.Topics;
import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts dead letters. */
@Singleton
public class LetterStore {
  /** Letters of one receipt that are counted. */
  public static final int MOST = 1000;

  /** Their time tells letters of an earlier topic at the same places apart. */
  static final Statement STATEMENT =
      Statement.ofIndex(
          """
          SELECT state, count(*)
          FROM (
            SELECT letter.state
            FROM unnest($1::int[], $2::bigint[]) AS record (place, at)
            CROSS JOIN LATERAL (
              SELECT state
              FROM dead_letter
              WHERE source_partition = record.place AND source_offset = record.at
                AND source_topic = $3::text AND source_time >= $4::timestamptz
              LIMIT %1$d
            ) AS letter
            LIMIT %1$d
          ) AS letters
          GROUP BY state
          """
              .formatted(MOST));

  private final Database database;

  LetterStore(Database database) {
    this.database = database;
  }

  /** The letters of these records, by state. */
  public Future<Map<String, Long>> count(Receipt receipt) {
    return database.query(
        STATEMENT,
        Tuple.of(
            receipt.places().stream().map(Place::partition).toArray(Integer[]::new),
            receipt.places().stream().map(Place::offset).toArray(Long[]::new),
            Topics.READINGS.topicName(),
            Instant.ofEpochMilli(receipt.sentMillis()).atOffset(ZoneOffset.UTC)),
        Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
  }
}

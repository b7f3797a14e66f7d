package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.OffsetRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** The table {@code watermark}. */
@ApplicationScoped
class WatermarkTable implements WatermarkStatements {
  /**
   * Commits without waiting for the disk: a later commit of readings flushes it too, and without
   * one a late writer has nothing to overwrite.
   */
  private static final Statement RAISE =
      new Statement(
          "UPSERT watermark",
          """
          INSERT INTO watermark AS w (topic_id, partition, next_offset)
          SELECT $1::uuid, partition, next_offset
          FROM unnest($3::int[], $5::bigint[]) AS reached (partition, next_offset),
               set_config('synchronous_commit', 'off', true)
          ORDER BY partition
          ON CONFLICT (topic_id, partition) DO UPDATE
          SET next_offset = excluded.next_offset, writer = NULL
          WHERE w.next_offset <= ($4::bigint[])[array_position($3::int[], w.partition)]
            AND (w.writer IS NULL OR w.writer = $2::uuid)
          """);

  private static final Statement OTHERS =
      new Statement(
          "SELECT watermark",
          """
          SELECT count(*) FROM watermark
          JOIN unnest($3::int[], $4::bigint[]) AS claim (partition, first_offset) USING (partition)
          WHERE topic_id = $1::uuid AND (next_offset > first_offset OR writer <> $2::uuid)
          """);

  private static final Statement TAKE_OVER =
      new Statement(
          "UPDATE watermark",
          """
          UPDATE watermark AS w
          SET writer = CASE WHEN w.next_offset < claim.next_offset THEN $2::uuid ELSE w.writer END
          FROM unnest($3::int[], $4::bigint[]) AS claim (partition, next_offset)
          WHERE w.topic_id = $1::uuid AND w.partition = claim.partition
          RETURNING w.partition, w.next_offset
          """);

  private final Statements statements;

  WatermarkTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public Uni<Boolean> raise(Claim claim) {
    return statements
        .execute(
            RAISE, parameters(claim).addValue(firstOffsets(claim)).addValue(nextOffsets(claim)))
        .map(raised -> raised.rowCount() == claim.ranges().size());
  }

  @Override
  public Uni<Boolean> isUndisturbed(Claim claim) {
    return statements
        .execute(OTHERS, parameters(claim).addValue(firstOffsets(claim)))
        .map(others -> others.iterator().next().getLong(0) == 0);
  }

  @Override
  public Uni<Map<Integer, Long>> takeOver(Claim claim) {
    return statements
        .execute(TAKE_OVER, parameters(claim).addValue(nextOffsets(claim)))
        .map(WatermarkTable::read);
  }

  private static Map<Integer, Long> read(RowSet<Row> rows) {
    Map<Integer, Long> watermarks = new HashMap<>();
    for (Row row : rows) {
      watermarks.put(row.getInteger(0), row.getLong(1));
    }
    return watermarks;
  }

  private static Tuple parameters(Claim claim) {
    return Tuple.of(claim.topicId(), claim.writer(), partitions(claim));
  }

  private static Long[] nextOffsets(Claim claim) {
    return claim.ranges().stream().map(OffsetRange::next).toArray(Long[]::new);
  }

  static Integer[] partitions(Claim claim) {
    return claim.ranges().stream().map(OffsetRange::partition).toArray(Integer[]::new);
  }

  static Long[] firstOffsets(Claim claim) {
    return claim.ranges().stream().map(OffsetRange::first).toArray(Long[]::new);
  }
}

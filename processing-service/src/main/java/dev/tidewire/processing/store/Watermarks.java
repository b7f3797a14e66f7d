package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.OffsetRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * How far every partition is stored, in the table {@code watermark}. A consumer that is frozen
 * while its partitions go to another one does not know, when it wakes, that it writes what the
 * other has written and corrected since; the watermark knows.
 */
@ApplicationScoped
public class Watermarks {
  /**
   * Not flushed for its own sake: a later commit of readings flushes it along, and without one
   * there is nothing that a late writer could spoil.
   */
  private static final String RAISE =
      """
      INSERT INTO watermark AS w (topic_id, partition, next_offset)
      SELECT $1::uuid, partition, next_offset
      FROM unnest($2::int[], $3::bigint[]) AS reached (partition, next_offset),
           set_config('synchronous_commit', 'off', true)
      ORDER BY partition
      ON CONFLICT (topic_id, partition) DO UPDATE SET next_offset = excluded.next_offset
      WHERE w.next_offset < excluded.next_offset
      """;

  private static final String SELECT =
      """
      SELECT partition, next_offset FROM watermark
      WHERE topic_id = $1::uuid AND partition = ANY($2::int[])
      """;

  private final Pool pool;
  private final StoreGuard guard;

  Watermarks(Pool pool, StoreGuard guard) {
    this.pool = pool;
    this.guard = guard;
  }

  /** The claim's records are stored or dead letters, all of them. Waits as long as it must. */
  public Uni<Void> raise(Claim claim) {
    Long[] next = claim.ranges().stream().map(OffsetRange::next).toArray(Long[]::new);
    Tuple reached = Tuple.of(claim.topicId(), partitions(claim), next);
    return guard.protect(() -> pool.preparedQuery(RAISE).execute(reached)).replaceWithVoid();
  }

  /**
   * The watermarks of the claim's partitions, as far as there are any. Waits as long as it must.
   */
  public Uni<Map<Integer, Long>> of(Claim claim) {
    Tuple wanted = Tuple.of(claim.topicId(), partitions(claim));
    return guard
        .protect(() -> pool.preparedQuery(SELECT).execute(wanted))
        .map(
            rows -> {
              Map<Integer, Long> watermarks = new HashMap<>();
              for (Row row : rows) {
                watermarks.put(row.getInteger(0), row.getLong(1));
              }
              return watermarks;
            });
  }

  /** Fails with {@link LatePollException} when another consumer has been here. */
  public Uni<Void> verify(Claim claim) {
    return of(claim)
        .invoke(
            watermarks -> {
              if (isLate(claim, watermarks)) {
                throw new LatePollException();
              }
            })
        .replaceWithVoid();
  }

  private static boolean isLate(Claim claim, Map<Integer, Long> watermarks) {
    return claim.ranges().stream()
        .anyMatch(range -> watermarks.getOrDefault(range.partition(), 0L) > range.first());
  }

  static Integer[] partitions(Claim claim) {
    return claim.ranges().stream().map(OffsetRange::partition).toArray(Integer[]::new);
  }

  static Long[] firstOffsets(Claim claim) {
    return claim.ranges().stream().map(OffsetRange::first).toArray(Long[]::new);
  }
}

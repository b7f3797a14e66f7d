package dev.tidewire.processing.watermark;

import static dev.tidewire.processing.store.Parameters.ints;
import static dev.tidewire.processing.store.Parameters.longs;

import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.store.Statement;
import dev.tidewire.processing.store.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The table {@code watermark}. */
@ApplicationScoped
class WatermarkTable implements WatermarkStatements {
  private static final Statement READ =
      new Statement(
          "SELECT watermark",
          """
          SELECT partition, next_offset FROM watermark
          WHERE topic_id = $1 AND partition = ANY ($2::int[])
          """);

  private static final Statement ADD =
      new Statement(
          "INSERT watermark",
          """
          INSERT INTO watermark (topic_id, partition, next_offset)
          SELECT $1, partition, first_offset
          FROM unnest($2::int[], $3::bigint[]) AS range (partition, first_offset)
          ORDER BY partition
          ON CONFLICT DO NOTHING
          """);

  private static final Statement COUNT_KNOWN =
      new Statement(
          "SELECT watermark",
          """
          SELECT count(*) FROM watermark
          JOIN unnest($2::int[], $3::bigint[]) AS claim (partition, known) USING (partition)
          WHERE topic_id = $1 AND next_offset = known AND truncated_to IS NULL
          """);

  private static final Statement PASS =
      new Statement(
          "UPDATE watermark",
          """
          UPDATE watermark SET next_offset = $4
          WHERE topic_id = $1 AND partition = $2 AND next_offset = $3 AND truncated_to IS NULL
          """);

  private static final Statement STOP =
      new Statement(
          "UPDATE watermark",
          """
          UPDATE watermark SET truncated_to = $4
          WHERE topic_id = $1 AND partition = $2 AND next_offset = $3 AND truncated_to IS NULL
          """);

  private static final Statement STOPPED =
      new Statement(
          "SELECT watermark",
          """
          SELECT partition, next_offset, truncated_to FROM watermark
          WHERE topic_id = $1 AND partition = ANY ($2::int[]) AND truncated_to IS NOT NULL
          """);

  private final Statements statements;

  WatermarkTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public Uni<Map<Integer, Long>> read(UUID topicId, List<OffsetRange> ranges) {
    Integer[] partitions = ints(ranges, OffsetRange::partition);
    return find(topicId, partitions)
        .chain(
            found ->
                found.size() == partitions.length
                    ? Uni.createFrom().item(found)
                    : add(topicId, ranges, partitions));
  }

  @Override
  public Uni<Map<Integer, Long>> find(UUID topicId, Set<Integer> partitions) {
    return find(topicId, partitions.toArray(Integer[]::new));
  }

  private Uni<Map<Integer, Long>> find(UUID topicId, Integer[] partitions) {
    return statements.execute(READ, Tuple.of(topicId, partitions)).map(WatermarkRows::offsets);
  }

  /** Another consumer may add the same ones. */
  private Uni<Map<Integer, Long>> add(
      UUID topicId, List<OffsetRange> ranges, Integer[] partitions) {
    Long[] first = longs(ranges, OffsetRange::first);
    return statements
        .execute(ADD, Tuple.of(topicId, partitions, first))
        .chain(() -> find(topicId, partitions));
  }

  @Override
  public Uni<Void> pass(UUID topicId, Claim.Move move) {
    return statements
        .execute(PASS, Tuple.of(topicId, move.partition(), move.known(), move.next()))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> stop(UUID topicId, Truncation found) {
    return statements
        .execute(STOP, Tuple.of(topicId, found.partition(), found.watermark(), found.end()))
        .replaceWithVoid();
  }

  @Override
  public Uni<List<Truncation>> stopped(UUID topicId, List<OffsetRange> ranges) {
    return statements
        .execute(STOPPED, Tuple.of(topicId, ints(ranges, OffsetRange::partition)))
        .map(WatermarkRows::truncations);
  }

  @Override
  public Uni<Boolean> areStill(Claim claim) {
    return statements
        .execute(COUNT_KNOWN, parameters(claim))
        .map(count -> count.iterator().next().getLong(0) == claim.moves().size());
  }

  /** The topic, the partitions and their known watermarks. */
  private static Tuple parameters(Claim claim) {
    return Tuple.tuple()
        .addUUID(claim.topicId())
        .addArrayOfInteger(ints(claim.moves(), Claim.Move::partition))
        .addArrayOfLong(longs(claim.moves(), Claim.Move::known));
  }
}

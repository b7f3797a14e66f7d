package dev.tidewire.processing.watermark;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.tidewire.processing.intake.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The partitions of the readings topic that a poll moves on, from where its consumer knows them to
 * be. It wins those that are still there.
 *
 * @param topicId the topic's id; a topic that is deleted and created again has another
 * @param moves one per partition, ascending
 */
public record Claim(UUID topicId, List<Move> moves) {
  /**
   * One partition.
   *
   * @param known its watermark: every record below it is stored or a dead letter
   * @param next its watermark once the poll is stored
   */
  public record Move(int partition, long known, long next) {}

  /**
   * A claim for these records.
   *
   * @param ranges one per partition, ascending
   * @param known the watermark of each of the partitions
   */
  public static Claim of(UUID topicId, List<OffsetRange> ranges, Map<Integer, Long> known) {
    List<Move> moves = new ArrayList<>(ranges.size());
    for (OffsetRange range : ranges) {
      int partition = range.partition();
      moves.add(new Move(partition, known.getOrDefault(partition, range.first()), range.next()));
    }
    return new Claim(topicId, moves);
  }

  /**
   * A claim for records that no longer exist.
   *
   * @param known the watermark of each of the partitions
   * @param ends the offset after the last one of them, by partition
   */
  public static Claim past(UUID topicId, Map<Integer, Long> known, Map<Integer, Long> ends) {
    List<Move> moves = new ArrayList<>(ends.size());
    new TreeMap<>(ends)
        .forEach(
            (partition, end) ->
                moves.add(new Move(partition, requireNonNull(known.get(partition)), end)));
    return new Claim(topicId, moves);
  }

  /** The watermarks of these partitions once they have moved. */
  public Map<Integer, Long> ends(Set<Integer> partitions) {
    return moves.stream()
        .filter(move -> partitions.contains(move.partition()))
        .collect(toMap(Move::partition, Move::next));
  }
}

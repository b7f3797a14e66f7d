package dev.tidewire.processing.pipeline;

import static java.util.stream.Collectors.toMap;

import dev.tidewire.processing.group.Leg;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.watermark.RecordsLeft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What is written of a poll under the id of one topic.
 *
 * @param legs of its partitions
 */
record PollPart(UUID topicId, Map<Integer, Leg> legs) {
  /** One for each topic that placed legs are of: it may have been created again in between. */
  static List<PollPart> of(Map<Integer, Leg> legs) {
    Map<UUID, PollPart> parts = new HashMap<>();
    legs.forEach(
        (partition, leg) -> {
          if (leg.isPlaced()) {
            parts
                .computeIfAbsent(leg.topicId(), id -> new PollPart(id, new HashMap<>()))
                .legs()
                .put(partition, leg);
          }
        });
    return new ArrayList<>(parts.values());
  }

  /** The watermarks as the legs know them. */
  Map<Integer, Long> known() {
    return legs.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, leg -> leg.getValue().watermark()));
  }

  /**
   * The records of partitions whose legs they continue. Those at the very beginning and those after
   * a gap may be of a topic that was created again.
   */
  List<SourceRecord> continuing(List<SourceRecord> records) {
    Set<Integer> others = new HashSet<>();
    for (OffsetRange range : OffsetRange.of(records)) {
      if (range.first() == 0 || range.first() > leg(range.partition()).watermark()) {
        others.add(range.partition());
      }
    }
    return RecordsLeft.without(others, records);
  }

  /** The database has shown these watermarks. */
  void see(Map<Integer, Long> watermarks) {
    watermarks.forEach((partition, watermark) -> leg(partition).sees(watermark));
  }

  /**
   * The legs whose watermarks have gone back since they were seen, or have vanished.
   *
   * @param partitions that the database was asked for
   * @param found the watermarks that it has
   */
  Map<Integer, Leg> back(Set<Integer> partitions, Map<Integer, Long> found) {
    Map<Integer, Leg> back = new HashMap<>();
    for (int partition : partitions) {
      Long now = found.get(partition);
      if (now == null || now < leg(partition).watermark()) {
        back.put(partition, leg(partition));
      }
    }
    return back;
  }

  private Leg leg(int partition) {
    return Objects.requireNonNull(legs.get(partition));
  }
}

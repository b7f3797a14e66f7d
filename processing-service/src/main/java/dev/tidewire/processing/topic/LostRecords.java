package dev.tidewire.processing.topic;

import static java.util.stream.Collectors.toSet;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.intake.OffsetRange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Counts and tells of records that the topic has deleted before they were read. */
@ApplicationScoped
public class LostRecords {
  private static final Logger LOG = Logger.getLogger(LostRecords.class);
  private static final String TOPIC = Topics.READINGS.topicName();

  private record Place(UUID topicId, int partition) {}

  /** Between the watermark and the first record that was polled. */
  private record Gap(Place place, long watermark, long first) {}

  /** Where the last loss ended, so that a repeated poll does not count it again. */
  private final Map<Place, Long> toldTo = new HashMap<>();

  private final ReadingsTopic topic;
  private final Counter lost;

  /** Registers the metric. */
  public LostRecords(ReadingsTopic topic, MeterRegistry registry) {
    this.topic = topic;
    this.lost =
        Counter.builder("tidewire.records.lost")
            .description("Records that the topic deleted before they were read")
            .register(registry);
  }

  /** Records lost since the start, at most: some of their offsets may have held no record. */
  public long total() {
    return (long) lost.count();
  }

  /**
   * Looks at each partition whose records do not begin at the watermark. In between can also be
   * transaction markers and aborted records, so the broker is asked.
   *
   * @param ranges that will be stored
   * @param known the watermarks
   * @return by partition, of those that have lost records, the offset after the last one that was
   *     told
   */
  public Uni<Map<Integer, Long>> lookFor(
      UUID topicId, List<OffsetRange> ranges, Map<Integer, Long> known) {
    List<Gap> gaps = new ArrayList<>();
    for (OffsetRange range : ranges) {
      long watermark = known.getOrDefault(range.partition(), range.first());
      if (watermark < range.first()) {
        gaps.add(new Gap(new Place(topicId, range.partition()), watermark, range.first()));
      }
    }
    return gaps.isEmpty() ? Uni.createFrom().item(Map.of()) : lookFor(gaps);
  }

  private Uni<Map<Integer, Long>> lookFor(List<Gap> gaps) {
    return topic
        .bounds(gaps.stream().map(gap -> gap.place().partition()).collect(toSet()))
        .map(bounds -> tell(gaps, bounds));
  }

  private Map<Integer, Long> tell(List<Gap> gaps, Map<Integer, Bounds> bounds) {
    Map<Integer, Long> ends = new HashMap<>();
    for (Gap gap : gaps) {
      // One without bounds is gone, and its topic with it: nobody can tell.
      Bounds now = bounds.get(gap.place().partition());
      long end = now == null ? gap.watermark() : Math.min(now.first(), gap.first());
      if (gap.watermark() < end) {
        tell(gap, end);
        ends.put(gap.place().partition(), end);
      }
    }
    return ends;
  }

  private void tell(Gap gap, long end) {
    long from = claim(gap, end);
    if (from < end) {
      lost.increment((double) end - from);
      LOG.errorf(
          "Partition %d of %s has lost the records from offset %d to %d before they were read:"
              + " retention or somebody has deleted them. Reading continues after them;"
              + " docs/operations.md, TidewireRecordsLost",
          gap.place().partition(), TOPIC, from, end - 1);
    }
  }

  /** From where on the caller tells: a poll and a watch may find the same gap at once. */
  private synchronized long claim(Gap gap, long end) {
    long told = toldTo.merge(gap.place(), gap.watermark(), Math::max);
    toldTo.put(gap.place(), Math.max(told, end));
    return told;
  }
}

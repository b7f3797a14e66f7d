package dev.tidewire.processing.topic;

import static java.util.stream.Collectors.toSet;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.group.PartitionHolds;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.watermark.Truncation;
import dev.tidewire.processing.watermark.Watermarks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Partitions that end below their watermark. Their new records look like stored ones, so nothing of
 * them is written or left out: the table {@code watermark} marks them, and each owner holds them
 * until an operator has decided.
 */
@ApplicationScoped
public class Truncations {
  private static final Logger LOG = Logger.getLogger(Truncations.class);
  private static final String TOPIC = Topics.READINGS.topicName();

  /** A partition that this process has stopped. */
  public record Stopped(Truncation truncation, Instant since) {}

  private final Map<Integer, Stopped> told = new ConcurrentHashMap<>();
  private final ReadingsTopic topic;
  private final Watermarks watermarks;
  private final PartitionHolds holds;
  private final Clock clock;

  /** Registers the metric. */
  public Truncations(
      ReadingsTopic topic,
      Watermarks watermarks,
      @Identifier("tidewire") PartitionHolds holds,
      MeterRegistry registry,
      Clock clock) {
    this.topic = topic;
    this.watermarks = watermarks;
    this.holds = holds;
    this.clock = clock;
    Gauge.builder("tidewire.partitions.stopped", () -> held().size())
        .description("Partitions that end below their watermark and are not stored")
        .register(registry);
  }

  /** The partitions that this process owns and has stopped. */
  public Set<Integer> held() {
    return holds.held(TOPIC);
  }

  /** The same, with what was found. */
  public List<Stopped> stopped() {
    Set<Integer> held = held();
    return told.values().stream()
        .filter(stopped -> held.contains(stopped.truncation().partition()))
        .sorted(Comparator.comparing(stopped -> stopped.truncation().partition()))
        .toList();
  }

  /**
   * Stops those of the partitions that end below their watermark, and those that are stopped
   * already.
   *
   * @param ranges that were polled
   * @param known the watermarks, as the table has them
   * @return the partitions that are stopped
   */
  public Uni<Set<Integer>> stop(UUID topicId, List<OffsetRange> ranges, Map<Integer, Long> known) {
    Map<Integer, Long> below = new HashMap<>();
    for (OffsetRange range : ranges) {
      long watermark = known.getOrDefault(range.partition(), range.first());
      if (range.first() < watermark) {
        below.put(range.partition(), watermark);
      }
    }
    return find(topicId, below).chain(found -> stop(topicId, ranges, found));
  }

  /** What was found is held even when the table has changed since: it is read again later. */
  private Uni<Set<Integer>> stop(UUID topicId, List<OffsetRange> ranges, List<Truncation> found) {
    return watermarks
        .stop(topicId, found)
        .chain(() -> watermarks.stopped(topicId, ranges))
        .map(stopped -> Stream.concat(found.stream(), stopped.stream()).toList())
        .invoke(all -> all.forEach(this::hold))
        .map(all -> all.stream().map(Truncation::partition).collect(toSet()));
  }

  /**
   * The broker is asked after the watermarks: what is stored was there before. A partition that it
   * does not have is gone with its topic.
   */
  private Uni<List<Truncation>> find(UUID topicId, Map<Integer, Long> watermarksOf) {
    if (watermarksOf.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return topic
        .bounds(watermarksOf.keySet())
        .map(
            bounds ->
                bounds.entrySet().stream()
                    .map(one -> truncation(one.getKey(), watermarksOf, one.getValue().end()))
                    .filter(one -> one.end() < one.watermark())
                    .toList())
        .chain(found -> unlessAnew(topicId, found));
  }

  /** A topic that was created again since is shorter, and has lost nothing. */
  private Uni<List<Truncation>> unlessAnew(UUID topicId, List<Truncation> found) {
    return found.isEmpty()
        ? Uni.createFrom().item(found)
        : topic.id().map(id -> id.equals(topicId) ? found : List.of());
  }

  private static Truncation truncation(int partition, Map<Integer, Long> watermarks, long end) {
    return new Truncation(partition, Objects.requireNonNull(watermarks.get(partition)), end);
  }

  private void hold(Truncation found) {
    boolean isNew = !held().contains(found.partition());
    holds.hold(TOPIC, found.partition());
    if (isNew) {
      told.put(found.partition(), new Stopped(found, clock.instant()));
      LOG.errorf(
          "Partition %d of %s ended at offset %d, below its watermark %d: the topic has lost"
              + " records, and new ones would be taken for stored ones. Nothing of the partition is"
              + " read until an operator decides; docs/operations.md, TidewirePartitionStopped",
          found.partition(), TOPIC, found.end(), found.watermark());
    }
  }
}

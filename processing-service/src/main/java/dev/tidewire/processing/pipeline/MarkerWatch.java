package dev.tidewire.processing.pipeline;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.Periodic;
import dev.tidewire.processing.group.PartitionLegs;
import dev.tidewire.processing.group.Passed;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.topic.LostRecords;
import dev.tidewire.processing.topic.ReadingsTopic;
import dev.tidewire.processing.watermark.Claim;
import dev.tidewire.processing.watermark.Watermarks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Moves watermarks past offsets at the end of a partition that hold no record: the markers of
 * transactions, and what was aborted. A poll moves them to its last record only, and who compares a
 * watermark with the end would wait for a record that does not exist. Asks nobody while there is
 * nothing to move.
 */
@ApplicationScoped
class MarkerWatch {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final PartitionLegs legs;
  private final ReadingsTopic topic;
  private final Watermarks watermarks;
  private final LostRecords lost;
  private final Periodic looks = new Periodic("Moving watermarks past markers", PERIOD, this::look);

  MarkerWatch(
      @Identifier("tidewire") PartitionLegs legs,
      ReadingsTopic topic,
      Watermarks watermarks,
      LostRecords lost) {
    this.legs = legs;
    this.topic = topic;
    this.watermarks = watermarks;
    this.lost = lost;
  }

  void start(@Observes StartupEvent started) {
    looks.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    looks.stop();
  }

  /**
   * The topic is asked for later than the legs: if these are of it, so is what they have passed.
   */
  Uni<Void> look() {
    List<Passed> all = legs.passed(Topics.READINGS.topicName());
    return all.isEmpty()
        ? Uni.createFrom().voidItem()
        : topic.id().chain(id -> pass(all.stream().filter(one -> one.leg().isOf(id)).toList(), id));
  }

  private Uni<Void> pass(List<Passed> all, UUID id) {
    return find(all, id)
        .chain(
            known -> {
              Map<Integer, Long> ends = ends(all, known);
              return lost.lookFor(id, ranges(ends), known)
                  .chain(() -> watermarks.pass(Claim.past(id, known, ends)))
                  .chain(() -> find(all, id));
            })
        .invoke(now -> see(all, now))
        .replaceWithVoid();
  }

  /** Records that the topic has deleted before they were read are told before they are passed. */
  private static List<OffsetRange> ranges(Map<Integer, Long> ends) {
    return ends.entrySet().stream()
        .map(end -> new OffsetRange(end.getKey(), end.getValue(), end.getValue()))
        .toList();
  }

  private Uni<Map<Integer, Long>> find(List<Passed> all, UUID id) {
    return watermarks.look(id, all.stream().map(Passed::partition).collect(Collectors.toSet()));
  }

  /** A database that shows less than the leg has seen has lost records, which come again. */
  private static Map<Integer, Long> ends(List<Passed> all, Map<Integer, Long> known) {
    Map<Integer, Long> ends = new HashMap<>();
    for (Passed one : all) {
      Long watermark = known.get(one.partition());
      if (watermark != null && watermark >= one.watermark() && watermark < one.next()) {
        ends.put(one.partition(), one.next());
      }
    }
    return ends;
  }

  private static void see(List<Passed> all, Map<Integer, Long> known) {
    for (Passed one : all) {
      Long watermark = known.get(one.partition());
      if (watermark != null) {
        one.leg().sees(watermark);
      }
    }
  }
}

package dev.tidewire.e2e.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.Topics;
import dev.tidewire.e2e.api.Api;
import dev.tidewire.e2e.api.Format;
import dev.tidewire.e2e.api.Reading;
import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Dead;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.ForeignProducer;
import dev.tidewire.e2e.stack.Tidewire;
import dev.tidewire.local.topic.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A foreign producer may write anything to the readings topic. */
@ExtendWith({Calm.class, Results.class})
class PoisonIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final byte[] GARBAGE = "\u0000 no batch".getBytes(StandardCharsets.UTF_8);

  private static final int ROUNDS = Effort.times(3, 100);

  /** Headers that would break a consumer that expects CloudEvents, and headers nobody can read. */
  private static final Header[] BROKEN_HEADERS = {
    new RecordHeader("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8)),
    new RecordHeader("content-type", "application/cloudevents".getBytes(StandardCharsets.UTF_8)),
    new RecordHeader("traceparent", new byte[] {(byte) 0xff, 0, (byte) 0xfe}),
    new RecordHeader("", (byte[]) null)
  };

  private final Tidewire tidewire = Tidewire.shared();
  private final Api api = new Api(tidewire);
  private final String sensor = "sensor-" + UUID.randomUUID();

  @Test
  void garbageAmongReadings_isTheOneDeadLetter_andItsNeighboursAreStored() throws Exception {
    // Given
    Reading before = new Reading(sensor, "level", NOON, 1, "m");
    Reading after = new Reading(sensor, "level", NOON.plusSeconds(1), 2, "m");
    try (DeadLetters deadLetters = new DeadLetters();
        ForeignProducer foreign = new ForeignProducer()) {

      // When
      api.send(Format.JSON, List.of(before));
      RecordMetadata garbage = foreign.send(Partitions.of(sensor, Topics.PARTITIONS), GARBAGE);
      api.send(Format.JSON, List.of(after));
      Backlog.awaitNone(PATIENCE);

      // Then
      assertThat(api.all(sensor, Format.NDJSON)).containsExactly(before, after);
      assertThat(deadLetters.read())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.value()).isEqualTo(GARBAGE);
                assertThat(letter.envelope().reason())
                    .isEqualTo(DeadLetterReason.UNDECODABLE.code());
                assertThat(letter.envelope().detail()).isNotBlank();
                assertThat(letter.envelope().topic()).isEqualTo(garbage.topic());
                assertThat(letter.envelope().partition()).isEqualTo(garbage.partition());
                assertThat(letter.envelope().offset()).isEqualTo(garbage.offset());
              });
    }
  }

  @Test
  void hostileRecordsUnderLoad_areEachADeadLetterWithItsReason_andTheOthersAreStored()
      throws Exception {
    // Given
    SeriesReadings series = new SeriesReadings(new SeriesKey(sensor, "level"), "m", Map.of(), 1);
    series.add(NOON.getEpochSecond() * 1_000_000, 1);
    byte[] good = ReadingBatchCodec.encode(new ReadingBatch(List.of(series)));
    byte[] nameless =
        ReadingBatchCodec.encode(
            new ReadingBatch(
                List.of(
                    new SeriesReadings(
                        new SeriesKey("s".repeat(300), "level"), null, Map.of(), 1))));
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY);
        ForeignProducer foreign = new ForeignProducer()) {
      List<Hostile> all =
          List.of(
              new Hostile("garbage", GARBAGE, DeadLetterReason.UNDECODABLE),
              new Hostile("1 MB of zeros", new byte[1_000_000], DeadLetterReason.UNDECODABLE),
              new Hostile("version 2", new byte[] {8, 2}, DeadLetterReason.UNKNOWN_VERSION),
              new Hostile(
                  "cut short", Arrays.copyOf(good, good.length - 3), DeadLetterReason.UNDECODABLE),
              new Hostile("a long name", nameless, DeadLetterReason.INVALID_READING),
              new Hostile("nothing", null, DeadLetterReason.UNDECODABLE),
              new Hostile("no bytes", new byte[0], DeadLetterReason.UNDECODABLE));

      // When
      for (int round = 0; round < ROUNDS; round++) {
        for (Hostile hostile : all) {
          int partition = (round + hostile.name().length()) % Topics.PARTITIONS;
          RecordMetadata at = foreign.send(partition, hostile.value(), BROKEN_HEADERS);
          scenario.audit().poison(new Dead.OfRecord(partition, at.offset(), hostile.reason()));
        }
      }
      foreign.send(Partitions.of(sensor, Topics.PARTITIONS), good, BROKEN_HEADERS);
      scenario.awaitAcknowledged();

      // Then
      scenario.assertKept();
      assertThat(api.all(sensor, Format.NDJSON))
          .containsExactly(new Reading(sensor, "level", NOON, 1, "m"));
      Results.record(
          "%d hostile records: garbage, 1 MB, another version, cut short, broken headers"
              .formatted(all.size() * ROUNDS),
          "each a dead letter with its reason, no other",
          "%d of %d dead letters; %s"
              .formatted(
                  scenario.audit().deadLetters().size(), all.size() * ROUNDS, scenario.kept()));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Hostile(String name, byte @Nullable [] value, DeadLetterReason reason) {}
}

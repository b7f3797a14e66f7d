package dev.tidewire.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.Topics;
import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.DeadLetters;
import dev.tidewire.e2e.stack.Tidewire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A foreign producer may write anything to the readings topic. */
@ExtendWith(Calm.class)
class PoisonIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final byte[] GARBAGE = "\u0000 no batch".getBytes(StandardCharsets.UTF_8);

  private final Tidewire tidewire = Tidewire.shared();
  private final Api api = new Api(tidewire);
  private final String sensor = "sensor-" + UUID.randomUUID();

  @Test
  void garbageAmongReadings_isTheOneDeadLetter_andItsNeighboursAreStored() throws Exception {
    // Given
    Reading before = new Reading(sensor, "level", NOON, 1, "m");
    Reading after = new Reading(sensor, "level", NOON.plusSeconds(1), 2, "m");
    try (DeadLetters deadLetters = new DeadLetters()) {

      // When
      api.send(Format.JSON, List.of(before));
      RecordMetadata garbage = produce(Partitions.of(sensor, Topics.PARTITIONS), GARBAGE);
      api.send(Format.JSON, List.of(after));
      Backlog.awaitNone(PATIENCE);

      // Then
      assertThat(api.all(sensor, Format.NDJSON)).containsExactly(before, after);
      assertThat(deadLetters.read())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.value()).isEqualTo(GARBAGE);
                assertThat(letter.envelope().reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
                assertThat(letter.envelope().detail()).isNotBlank();
                assertThat(letter.envelope().topic()).isEqualTo(garbage.topic());
                assertThat(letter.envelope().partition()).isEqualTo(garbage.partition());
                assertThat(letter.envelope().offset()).isEqualTo(garbage.offset());
              });
    }
  }

  private RecordMetadata produce(int partition, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", tidewire.servers().kafkaBootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return producer
          .send(new ProducerRecord<>(Topics.READINGS.topicName(), partition, null, value))
          .get(10, SECONDS);
    }
  }
}

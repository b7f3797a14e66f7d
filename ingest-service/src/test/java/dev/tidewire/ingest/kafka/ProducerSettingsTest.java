package dev.tidewire.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class ProducerSettingsTest {
  @Test
  void guaranteesHoldWhateverTheOperatorSets() {
    // When
    ProducerConfig config =
        new ProducerConfig(
            ProducerSettings.of(
                Map.of(
                    "bootstrap.servers", "localhost:1",
                    "acks", "1",
                    "enable.idempotence", "false",
                    "max.block.ms", "60000",
                    "linger.ms", "7")));

    // Then
    assertThat(config.getString("acks")).isEqualTo("-1");
    assertThat(config.getBoolean("enable.idempotence")).isTrue();
    assertThat(config.getLong("max.block.ms")).isZero();
    assertThat(config.getInt("delivery.timeout.ms")).isLessThan(5_000);
    assertThat(config.getLong("linger.ms")).isEqualTo(7);
  }
}

package dev.tidewire.local;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.kafka.TopicSetup;
import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.testcontainers.kafka.KafkaContainer;

/** The broker in a container. */
final class KafkaInContainer extends ContainerServer {
  KafkaInContainer() {
    super(container(), freePort(), 9092);
  }

  private static KafkaContainer container() {
    return new KafkaContainer("apache/kafka:4.1.1")
        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
        .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
  }

  static int freePort() {
    try {
      return Ports.free();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find a free port", e);
    }
  }

  @Override
  boolean isReady() {
    return Ports.isOpen(port())
        && TopicSetup.ensure(host() + ":" + port(), List.of(Topics.values()));
  }
}

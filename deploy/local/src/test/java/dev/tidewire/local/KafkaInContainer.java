package dev.tidewire.local;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.kafka.TopicSetup;
import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;

/** The broker in a container. */
final class KafkaInContainer extends ContainerServer {
  private static final String START_SCRIPT = "/tmp/testcontainers_start.sh";

  /** Starts the broker as the first start configured it, without formatting its storage again. */
  private static final String RESTART =
      """
      #!/bin/bash
      exec java -Xms256m -Xmx512m -Dkafka.logs.dir=/opt/kafka/logs \
        -Dlog4j2.configurationFile=/opt/kafka/config/log4j2.yaml \
        -cp '/opt/kafka/libs/*' kafka.Kafka /opt/kafka/config/server.properties
      """;

  private final KafkaContainer container;

  KafkaInContainer() {
    this(container());
  }

  private KafkaInContainer(KafkaContainer container) {
    super(container, freePort(), 9092);
    this.container = container;
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
  void prepareRestart() {
    container.copyFileToContainer(Transferable.of(RESTART, 0777), START_SCRIPT);
  }

  @Override
  boolean isReady() {
    return Ports.isOpen(port())
        && TopicSetup.ensure(host() + ":" + port(), List.of(Topics.values()));
  }
}

package dev.tidewire.kubernetes.service;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The environment variables that set something for all clients of Kafka in a service. */
public final class KafkaVariables {
  private KafkaVariables() {}

  public static Set<String> all() {
    return Stream.of(
            ProducerConfig.configNames(),
            ConsumerConfig.configNames(),
            AdminClientConfig.configNames())
        .flatMap(Set::stream)
        .map(name -> EnvironmentVariable.of("kafka." + name))
        .collect(Collectors.toSet());
  }
}

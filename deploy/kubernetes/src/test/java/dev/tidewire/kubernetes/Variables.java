package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The environment variables that set something in Kafka's clients and Quarkus when a service
 * starts, the latter from the documentation inside the extensions that the services use.
 */
final class Variables {
  static final Set<String> ALL = new HashSet<>();

  private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

  static {
    Set<String> kafka = new HashSet<>(ProducerConfig.configNames());
    kafka.addAll(ConsumerConfig.configNames());
    kafka.addAll(AdminClientConfig.configNames());
    kafka.forEach(key -> ALL.add(name("kafka." + key)));
    try {
      ClassLoader classes = Variables.class.getClassLoader();
      for (URL url : Collections.list(classes.getResources(MODEL))) {
        collect(new ObjectMapper().readTree(url));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Variables() {}

  /** How MicroProfile Config names a key in the environment. */
  static String name(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static void collect(JsonNode node) {
    String variable = node.at("/path/environmentVariable").asText();
    // What another phase sets is fixed when the service is built.
    if (node.path("phase").asText().equals("RUN_TIME")) {
      ALL.add(variable);
    }
    node.forEach(Variables::collect);
  }
}

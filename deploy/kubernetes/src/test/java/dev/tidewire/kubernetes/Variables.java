package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The environment variables that set something in Kafka's clients and Quarkus when a service
 * starts, the latter from the documentation inside the extensions that the services use.
 */
final class Variables {
  private static final Set<String> ALL = new HashSet<>();

  /** Those that have names of the user's choice in them. */
  private static final List<Pattern> WITH_NAMES = new ArrayList<>();

  /** Where such a name is. */
  private static final Pattern NAME = Pattern.compile("__[A-Z_]+?__");

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

  /** Whether one sets something. */
  static boolean isHeard(String variable) {
    return ALL.contains(variable)
        || WITH_NAMES.stream().anyMatch(pattern -> pattern.matcher(variable).matches());
  }

  /** How MicroProfile Config names a key in the environment. */
  static String name(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static void collect(JsonNode node) {
    String variable = node.at("/path/environmentVariable").asText();
    // What another phase sets is fixed when the service is built.
    if (node.path("phase").asText().equals("RUN_TIME")) {
      ALL.add(variable);
      if (NAME.matcher(variable).find()) {
        WITH_NAMES.add(Pattern.compile(NAME.matcher(variable).replaceAll("_[A-Z0-9]+_")));
      }
    }
    node.forEach(Variables::collect);
  }
}

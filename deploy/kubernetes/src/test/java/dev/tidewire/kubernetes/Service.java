package dev.tidewire.kubernetes;

import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.platform.http.HttpConfig;
import dev.tidewire.platform.security.SecurityConfig;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.query.QueryConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One of our services, as its own configuration describes it. */
final class Service {
  private static final Map<String, Service> ALL =
      Map.of(
          "ingest", new Service("ingest", IngestConfig.class),
          "processing", new Service("processing", ProcessingConfig.class),
          "query", new Service("query", QueryConfig.class));

  /**
   * Waits at shutdown, and how often each is waited: `shutdown-timeout` for requests, then the
   * producer.
   */
  private static final Map<String, Integer> WAITS_AT_SHUTDOWN =
      Map.of(
          "farewell", 1,
          "quarkus.shutdown.timeout", 1,
          "shutdown-timeout", 2,
          "drain-timeout", 1,
          "security.audit.timeout", 1);

  private static final Set<String> CHOICES =
      Set.of(
          "tidewire.security.mode", "quarkus.datasource.username", "quarkus.datasource.password");

  /** Its keys with their values, or defaults; empty where there is none. */
  private final Map<String, String> keys = new TreeMap<>();

  private Service(String name, Class<?> configuration) {
    for (Class<?> type : List.of(configuration, HttpConfig.class, SecurityConfig.class)) {
      ConfigClass.configClass(type)
          .getProperties()
          .forEach((key, value) -> keys.put(key, Objects.requireNonNullElse(value, "")));
    }
    Properties properties = new Properties();
    String file = "../../" + name + "-service/src/main/resources/application.properties";
    try (Reader in = Files.newBufferedReader(Path.of(file))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.stringPropertyNames().stream()
        .filter(key -> !key.startsWith("%"))
        .forEach(key -> keys.put(key, properties.getProperty(key)));
  }

  static Optional<Service> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The port for clients, and that for operators. */
  List<String> ports() {
    return List.of(
        keys.getOrDefault("quarkus.http.port", ""),
        keys.getOrDefault("quarkus.management.port", ""));
  }

  /** The groups in which it consumes. */
  Set<String> consumerGroups() {
    return keys.keySet().stream()
        .filter(key -> key.endsWith(".group.id"))
        .map(keys::get)
        .collect(Collectors.toSet());
  }

  /** The environment variables that set one of the service's own keys. */
  Set<String> variables() {
    return keys.keySet().stream()
        .filter(key -> !key.startsWith("quarkus."))
        .map(Variables::name)
        .collect(Collectors.toSet());
  }

  /**
   * The environment variables without which it does not start in production, or looks for its
   * servers on its own machine and with the password of a test, in order.
   */
  List<String> choices() {
    return keys.keySet().stream()
        .filter(key -> CHOICES.contains(key) || keys.get(key).contains("localhost"))
        .map(Variables::name)
        .toList();
  }

  /** How many consumers each replica has, with these variables set. */
  int consumers(Map<String, String> environment) {
    String number = value("tidewire.processing.concurrency", environment);
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }

  /** How long it may take to end after a SIGTERM, with these variables set. */
  Duration shutdown(Map<String, String> environment) {
    Duration sum = Duration.ZERO;
    for (String key : keys.keySet()) {
      int times =
          WAITS_AT_SHUTDOWN.entrySet().stream()
              .filter(wait -> key.equals(wait.getKey()) || key.endsWith("." + wait.getKey()))
              .mapToInt(Map.Entry::getValue)
              .sum();
      if (times > 0) {
        Duration wait = DurationConverter.parseDuration(value(key, environment));
        sum = sum.plus(wait.multipliedBy(times));
      }
    }
    return sum;
  }

  private String value(String key, Map<String, String> environment) {
    return environment.getOrDefault(Variables.name(key), keys.getOrDefault(key, ""));
  }
}

package dev.tidewire.kubernetes.service;

import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.query.QueryConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One of our services, as its own sources describe it. */
public final class Service {
  private static final Map<String, List<Class<?>>> CONFIGURATIONS =
      Map.of(
          "ingest", List.of(IngestConfig.class, dev.tidewire.ingest.SecurityConfig.class),
          "processing",
              List.of(ProcessingConfig.class, dev.tidewire.processing.SecurityConfig.class),
          "query", List.of(QueryConfig.class, dev.tidewire.query.SecurityConfig.class));

  /** Waits at shutdown, and how often each is waited: for requests, then for the producer. */
  private static final Map<String, Integer> WAITS_AT_SHUTDOWN =
      Map.of("shutdown-timeout", 2, "drain-timeout", 1);

  private static final Set<String> CREDENTIALS =
      Set.of("quarkus.datasource.username", "quarkus.datasource.password");

  private static final String HTTP_SHUTDOWN = "quarkus.shutdown.timeout";

  private final Properties properties;
  private final Map<String, String> mapped;

  private Service(Properties properties, List<Class<?>> configurations) {
    this.properties = properties;
    this.mapped = MappedKeys.of(configurations);
  }

  public static Optional<Service> named(String name) {
    return Optional.ofNullable(CONFIGURATIONS.get(name))
        .map(classes -> new Service(ApplicationProperties.of("tidewire-" + name), classes));
  }

  public int port() {
    return Integer.parseInt(property("quarkus.http.port"));
  }

  /** A value of its {@code application.properties}, outside profiles; empty when it has none. */
  public String property(String key) {
    return properties.getProperty(key, "");
  }

  /** The default of one of its own keys. */
  public String defaultOf(String key) {
    return mapped.getOrDefault(key, "");
  }

  /** The groups in which it consumes. */
  public Set<String> consumerGroups() {
    return properties.stringPropertyNames().stream()
        .filter(key -> key.endsWith(".group.id"))
        .map(properties::getProperty)
        .collect(Collectors.toSet());
  }

  /** The environment variables that set one of the service's own keys. */
  public Set<String> variables() {
    Set<String> keys = new TreeSet<>(mapped.keySet());
    properties.stringPropertyNames().stream()
        .filter(key -> !key.startsWith("%") && !key.startsWith("quarkus."))
        .forEach(keys::add);
    return keys.stream().map(EnvironmentVariable::of).collect(Collectors.toSet());
  }

  /**
   * The environment variables without which it does not start in production, or looks for its
   * servers on its own machine and with the password of a test.
   */
  public Set<String> choices() {
    Set<String> keys = new TreeSet<>(Set.of("tidewire.security.mode"));
    properties.stringPropertyNames().stream()
        .filter(key -> !key.startsWith("%"))
        .filter(key -> CREDENTIALS.contains(key) || property(key).contains("localhost"))
        .forEach(keys::add);
    return keys.stream().map(EnvironmentVariable::of).collect(Collectors.toSet());
  }

  /** How long it may take to end after a SIGTERM, with these variables set. */
  public Duration shutdown(Map<String, String> environment) {
    Duration sum = duration(HTTP_SHUTDOWN, property(HTTP_SHUTDOWN), environment);
    for (Map.Entry<String, String> key : mapped.entrySet()) {
      String last = key.getKey().substring(key.getKey().lastIndexOf('.') + 1);
      int times = WAITS_AT_SHUTDOWN.getOrDefault(last, 0);
      if (times > 0) {
        sum = sum.plus(duration(key.getKey(), key.getValue(), environment).multipliedBy(times));
      }
    }
    return sum;
  }

  private static Duration duration(String key, String value, Map<String, String> environment) {
    String text = environment.getOrDefault(EnvironmentVariable.of(key), value);
    return text.isEmpty() ? Duration.ZERO : DurationConverter.parseDuration(text);
  }
}

package dev.tidewire.local;

import dev.tidewire.local.machine.Java;
import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.ProcessSpec;
import dev.tidewire.local.process.Server;
import dev.tidewire.local.process.StopSignal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of Tidewire's services, as Quarkus packages it, in its {@code local} profile. */
public final class QuarkusService implements Server {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  private static final int PROBE_TIMEOUT_MS = 5000;

  private final String name;
  private final Path jar;
  private final ServicePorts ports;
  private final String health;
  private final Map<String, String> properties;
  private final ServiceSecurity security;
  private final Path log;

  /** A service that counts as started when it is ready. */
  public QuarkusService(
      String name, Path jar, ServicePorts ports, Map<String, String> properties, Path log) {
    this(name, jar, ports, "ready", properties, ServiceSecurity.NONE, log);
  }

  /**
   * @param jar the service's {@code quarkus-run.jar}
   * @param health which of its health checks has to succeed: {@code ready} or {@code live}
   * @param properties configuration in addition to hosts, ports and profile
   */
  QuarkusService(
      String name,
      Path jar,
      ServicePorts ports,
      String health,
      Map<String, String> properties,
      ServiceSecurity security,
      Path log) {
    this.name = name;
    this.jar = jar;
    this.ports = ports;
    this.health = health;
    this.properties = Map.copyOf(properties);
    this.security = security;
    this.log = log;
  }

  @Override
  public String name() {
    return name;
  }

  /** The page with Swagger UI, and those that the user lets in besides. */
  private String origins(@Nullable String others) {
    String own = "http://127.0.0.1:" + ports.management();
    return others == null || others.isBlank() ? own : own + "," + others;
  }

  @Override
  public ProcessSpec prepare() {
    List<String> command = new ArrayList<>();
    command.add(Java.executable());
    command.addAll(
        List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            // Most objects of a service die within a second.
            "-XX:NewRatio=1",
            "-XX:SurvivorRatio=3",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dquarkus.profile=local",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + ports.http(),
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + ports.management(),
            // Swagger UI is there, and sends its requests here.
            "-Dquarkus.http.cors.enabled=true",
            "-Dquarkus.http.cors.origins=" + origins(System.getenv("QUARKUS_HTTP_CORS_ORIGINS"))));
    properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    security.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", jar.toString()));
    Map<String, String> environment = new HashMap<>(Java.ENVIRONMENT);
    environment.putAll(security.secrets());
    return new ProcessSpec(name, command, environment, log, StopSignal.TERM, STOP_TIMEOUT);
  }

  @Override
  public boolean isReady(ChildProcess process) {
    try {
      HttpURLConnection probe =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:%d/q/health/%s".formatted(ports.management(), health))
                  .toURL()
                  .openConnection();
      probe.setConnectTimeout(PROBE_TIMEOUT_MS);
      probe.setReadTimeout(PROBE_TIMEOUT_MS);
      try {
        return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        probe.disconnect();
      }
    } catch (IOException e) {
      // It does not listen yet.
      return false;
    }
  }
}

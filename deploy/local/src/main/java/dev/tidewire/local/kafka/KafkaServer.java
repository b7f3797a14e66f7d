package dev.tidewire.local.kafka;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.machine.Java;
import dev.tidewire.local.machine.OwnerOnly;
import dev.tidewire.local.machine.Ports;
import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.ProcessSpec;
import dev.tidewire.local.process.Server;
import dev.tidewire.local.process.StopSignal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A single Kafka broker (KRaft), on 127.0.0.1, ready once Tidewire's topics exist. */
public final class KafkaServer implements Server {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  // Any fixed id works: each data folder is a cluster of its own.
  private static final String CLUSTER_ID = "dGlkZXdpcmUtbG9jYWwtMQ";

  private final Path libraries;
  private final Path data;
  private final Path log;
  private final int port;
  private final @Nullable ProxiedListener proxied;
  private final @Nullable KafkaSecurity security;

  /**
   * @param libraries the folder of the broker's jars
   * @param data the broker's folder; created if necessary
   * @param log the file for the broker's output
   */
  public KafkaServer(Path libraries, Path data, Path log, int port) {
    this(libraries, data, log, port, null, null);
  }

  /**
   * A broker that speaks TLS, and lets in users with passwords only.
   *
   * @param libraries the folder of the broker's jars
   * @param data the broker's folder; created if necessary
   * @param log the file for the broker's output
   */
  public KafkaServer(Path libraries, Path data, Path log, int port, KafkaSecurity security) {
    this(libraries, data, log, port, null, security);
  }

  /**
   * @param libraries the folder of the broker's jars
   * @param data the broker's folder; created if necessary
   * @param log the file for the broker's output
   * @param proxied one more listener, or null
   */
  public KafkaServer(
      Path libraries, Path data, Path log, int port, @Nullable ProxiedListener proxied) {
    this(libraries, data, log, port, proxied, null);
  }

  private KafkaServer(
      Path libraries,
      Path data,
      Path log,
      int port,
      @Nullable ProxiedListener proxied,
      @Nullable KafkaSecurity security) {
    this.libraries = libraries;
    this.data = data;
    this.log = log;
    this.port = port;
    this.proxied = proxied;
    this.security = security;
  }

  @Override
  public String name() {
    return "Kafka";
  }

  /** The address for clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public ProcessSpec prepare() throws IOException {
    Path logFolder = data.resolve("log");
    Path properties = data.resolve("server.properties");
    Files.createDirectories(logFolder);
    OwnerOnly.write(
        properties, BrokerProperties.text(port, Ports.free(), proxied, security, logFolder));
    String classPath =
        libraries.resolve("*") + File.pathSeparator + Java.codeSource(BrokerMain.class);
    List<String> command =
        List.of(
            Java.executable(),
            "-Xms128m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "-Dlog4j2.configurationFile=classpath:dev/tidewire/local/kafka/log4j2.properties",
            "-cp",
            classPath,
            BrokerMain.class.getName(),
            properties.toString(),
            logFolder.toString(),
            CLUSTER_ID);
    return new ProcessSpec(name(), command, Java.ENVIRONMENT, log, StopSignal.TERM, STOP_TIMEOUT);
  }

  @Override
  public boolean isReady(ChildProcess process) {
    return Ports.isOpen(port)
        && (security == null
            ? TopicSetup.ensure(bootstrapServers(), List.of(Topics.values()))
            : TopicSetup.ensure(bootstrapServers(), List.of(Topics.values()), security));
  }
}
